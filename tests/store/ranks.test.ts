import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { derive } from '../../src/claims/derive/derive.ts'
import { derivePieces } from '../../src/claims/derive/pieces.ts'
import { loadOntology } from '../../src/service/ontology.ts'
import { history, Model } from './histories.ts'
import { lawOfRanks } from './view.ts'

describe('a viewer sees exactly the graph that he would see if everything hidden from him did not exist', () => {
  it('what is read at his rank equals derive of the claims visible to him', { timeout: 600_000 }, () => {
    lawOfRanks(loadOntology(), derive, 7, 2_000)
  })
})

it('what is derived piece by piece is what is derived at once', () => {
  const ontology = loadOntology()
  let most = 0
  fc.assert(
    fc.property(history(7), fc.integer({ min: 1, max: 5 }), (steps, size) => {
      const model = new Model()
      for (const step of steps) model.batches(step)
      const [claims, judgements] = [[...model.claims.values()], [...model.judgements.values()]]
      const pieces = derivePieces(ontology, claims, judgements, size)
      let count = 0
      let piece = pieces.next()
      for (; piece.done !== true; piece = pieces.next()) count++
      most = Math.max(most, count)
      expect(piece.value).toEqual(derive(ontology, claims, judgements))
    }),
    { seed: 11, numRuns: 500 }
  )
  expect(most).toBeGreaterThan(10)
})
