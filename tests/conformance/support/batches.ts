/** What the processes of these tests write. All of it is invented. */
import fc from 'fast-check'
import { idOf, recordId } from '../../../src/claims/ids.ts'
import type { Batch, NewClaim } from '../../../src/store/batch.ts'
import { history, manifest, Model } from '../../store/histories.ts'

export const DATASETS = ['a/x', 'b/y', 'c/z'] as const
const STEPS = 30

/**
 * A long random history of one of the datasets: its claims name the records of all of them, and judgements join them, so that
 * what one process writes changes what another one has written.
 */
export function historyOf(seed: number): Batch[] {
  const dataset = DATASETS[seed % DATASETS.length] ?? 'a/x'
  const model = new Model()
  return fc
    .sample(history(20), { seed, numRuns: 20 })
    .flat()
    .slice(0, STEPS)
    .flatMap((step) => {
      if (step.op === 'withdraw' && step.dataset !== dataset) return []
      if (step.op === 'claims')
        return model.batches({ ...step, claims: step.claims.filter((c) => c.dataset === dataset) })
      return model.batches(step)
    })
}

const GROUP = 'b/y:gang'
export const GROUP_ID = recordId(GROUP)
/** Members in one batch: a reader sees all of them or none. */
export const MEMBERS = 20

/** Batches of a group that grows: each adds members, each member with one tie to the group and one to the member before. */
export function growing(count: number): Batch[] {
  const claim = (about: NewClaim['about'], properties: NewClaim['properties']): NewClaim => ({
    id: idOf('c', JSON.stringify(about)),
    dataset: 'b/y',
    source: 'b/y:s1',
    about,
    properties,
    validFrom: null,
    validTo: null,
    phase: null,
    grade: { reliability: 'B', credibility: 2 },
    invented: true,
    marking: 'CLEAR',
    audience: null
  })
  return Array.from({ length: count }, (_, batch) => ({
    at: new Date(Date.UTC(2024, 0, 1, 0, 0, batch)).toISOString(),
    dataset: 'b/y',
    complete: batch === count - 1,
    manifest: manifest('b/y'),
    claims: [
      ...(batch === 0 ? [claim({ record: GROUP, kind: 'Group' }, { name: 'The gang' })] : []),
      ...Array.from({ length: MEMBERS }, (_, i) => {
        const [record, beside] = [`b/y:${batch}-${i}`, `b/y:${batch}-${(i + 1) % MEMBERS}`]
        return [
          claim({ record, kind: 'Person' }, { name: `Member ${batch} ${i}` }),
          claim({ kind: 'MEMBER_OF', from: record, to: GROUP }, {}),
          claim({ kind: 'CONTACTS', from: record, to: beside }, {})
        ]
      }).flat()
    ]
  }))
}
