import { idOf } from '../../src/claims/ids.ts'
import type { Secrecy } from '../../src/claims/types.ts'
import type { NewClaim } from '../../src/store/batch.ts'
import type { Step } from '../store/histories.ts'

/**
 * Makes the random histories of the store speak of what the API answers beside names: goods with codes, legs that carry them,
 * goods and phases and standings on ties, properties that are sensitive. What is added hangs on the claim's id alone.
 */
export const withGoods = (step: Step): Step =>
  step.op === 'claims' ? { ...step, claims: step.claims.map(enriched) } : step

const DATASETS = ['a/x', 'b/y', 'c/z'] as const
/** As many choices as `trades` takes. */
export const CHOICES = 29

/**
 * Steps with which a world can begin: people of three datasets who trade in goods of all three, some of them judged the same, each
 * as secret as `secrecies` says; `kept` says which of the trades there are.
 */
export function trades(secrecies: readonly Secrecy[], kept: readonly boolean[]): Step[] {
  const open: Secrecy = { marking: 'CLEAR', audience: null }
  let next = 0
  const claim = (dataset: string, about: NewClaim['about'], properties: NewClaim['properties']): NewClaim => ({
    id: idOf('c', 'trades', dataset, JSON.stringify([about, properties])),
    dataset,
    source: `${dataset}:s1`,
    about,
    properties,
    validFrom: null,
    validTo: null,
    phase: null,
    grade: { reliability: 'B', credibility: 2 },
    invented: dataset === 'c/z',
    ...(secrecies[next++] ?? open)
  })
  const things = DATASETS.flatMap((dataset, d) => [
    claim(dataset, { record: `${dataset}:3`, kind: 'Good' }, { code: pick(['drugs/cocaine', 'arms', 'people'], d) }),
    ...[0, 1].map((n) => claim(dataset, { record: `${dataset}:${n}`, kind: 'Person' }, { name: `Dealer ${n}` }))
  ])
  const ties = DATASETS.flatMap((from) =>
    [0, 1].flatMap((n) =>
      DATASETS.map((to) =>
        claim(from, { kind: n === 0 ? 'TRADES_IN' : 'CARRIES', from: `${from}:${n}`, to: `${to}:3` }, {})
      )
    )
  ).filter((_, i) => kept[i] === true)
  const same = [0, 1].map((n) => {
    const [left, right] = [`a/x:${n}`, `b/y:${n}`]
    const secrecy = secrecies[next++] ?? open
    const judgement = { dataset: null, left, right, verdict: 'SAME' as const, by: null, why: 'test', ...secrecy }
    return { op: 'judge' as const, judgement: { id: idOf('j', 'trades', left, right), ...judgement } }
  })
  return [{ op: 'claims', claims: [...things, ...ties] }, ...same]
}

const CODES = ['drugs/cocaine', 'drugs', 'arms', 'people/smuggling', 'arms/small', 'drugs/cocaine'] as const
const STANDINGS = ['ALLEGED', 'CHARGED', 'ACQUITTED'] as const
const LABELS = ['LOOSE', 'STANDARD_HIERARCHY'] as const
const ACCUSING = new Set(['MEMBER_OF', 'COMMANDS', 'TRADES_IN'])
/** The one record that is of another kind than those that bear its number elsewhere. */
const LEG = 'c/z:2'

function enriched(claim: NewClaim): NewClaim {
  const bits = parseInt(claim.id.slice(2, 10), 16)
  return claim.about.from === undefined ? entity(claim, claim.about.record, bits) : tie(claim, claim.about, bits)
}

function entity(claim: NewClaim, record: string, bits: number): NewClaim {
  const { kind } = claim.about
  const properties = { ...claim.properties }
  if (kind === 'Good' && bits % 8 > 0) properties['code'] = pick(CODES, bits + record.charCodeAt(0))
  if (kind === 'Person' && bits % 3 === 0) properties['identifiers'] = [`P${bits % 4}`]
  if (kind === 'Person' && bits % 4 === 0) properties['birthDate'] = `196${bits % 5}`
  if (kind !== 'Group') return { ...claim, properties }
  if (record === LEG) return { ...claim, about: { record, kind: 'Leg' }, properties }
  if (bits % 3 === 0) properties['structureLabel'] = pick(LABELS, bits >>> 4)
  if (bits % 5 === 0) properties['territory'] = `port ${bits % 2}`
  return { ...claim, properties }
}

function tie(claim: NewClaim, about: { kind: string; from: string; to: string }, bits: number): NewClaim {
  const properties = { ...claim.properties }
  const toGood = bits % 5 < 2
  const other = (name: string, local: number): string => `${name.slice(0, name.indexOf(':'))}:${local}`
  const ends = toGood
    ? {
        kind: bits % 3 === 0 ? 'CARRIES' : 'TRADES_IN',
        from: other(about.from, (bits >>> 4) % 3),
        to: other(about.to, 3)
      }
    : about
  if (bits % 4 === 1) properties['goods'] = [pick(CODES, bits >>> 3), 'people']
  if (ACCUSING.has(ends.kind) && bits % 3 > 0) {
    properties['standing'] = pick(STANDINGS, bits >>> 5)
    if (bits % 7 > 2) properties['standingDate'] = `200${bits % 7}`
  }
  return { ...claim, about: ends, properties, phase: bits % 6 === 0 ? String(1 + (bits % 4)) : null }
}

const pick = <T>(list: readonly T[], number: number): T => list[number % list.length] as T
