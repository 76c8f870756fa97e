import { describe, it } from 'vitest'
import { derive } from '../../src/claims/derive/derive.ts'
import { loadOntology } from '../../src/service/ontology.ts'
import { lawOfRanks } from './view.ts'

describe('a viewer sees exactly the graph that he would see if everything hidden from him did not exist', () => {
  it('what is read at his rank equals derive of the claims visible to him', { timeout: 120_000 }, () => {
    lawOfRanks(loadOntology(), derive, 7, 2_000)
  })
})
