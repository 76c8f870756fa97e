import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { derive } from '../../src/claims/derive/derive.ts'
import { loadOntology } from '../../src/service/ontology.ts'
import { history, Model } from './histories.ts'
import { minusHidden, viewOf, VIEWERS } from './view.ts'

const ontology = loadOntology()

describe('a viewer sees exactly the graph that he would see if everything hidden from him did not exist', () => {
  it('what is read at his rank equals derive of the claims visible to him', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(history(18), (steps) => {
        const model = new Model()
        for (const step of steps) model.batches(step)
        const claims = [...model.claims.values()]
        const judgements = [...model.judgements.values()]
        const whole = derive(ontology, claims, judgements)
        for (const viewer of VIEWERS) {
          const less = minusHidden(whole, claims, judgements, viewer)
          const without = derive(ontology, less.claims, less.judgements)
          expect(viewOf(ontology, whole, viewer), viewer.id ?? 'public').toEqual(viewOf(ontology, without, viewer))
        }
      }),
      { seed: 7, numRuns: 2_000 }
    )
  })
})
