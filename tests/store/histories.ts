import fc from 'fast-check'
import { idOf, recordId, datasetId } from '../../src/claims/ids.ts'
import type { Claim, DatasetRecord, Judgement, Marking } from '../../src/claims/types.ts'
import type { Batch, NewClaim, NewJudgement } from '../../src/store/batch.ts'

/** Random histories of a small world: few names, so that everything meets everything. All of it is invented. */

const DATASETS = ['a/x', 'b/y', 'c/z'] as const
const AUDIENCES: readonly (readonly string[])[] = [['a'], ['b'], ['a', 'b']]

interface Secret {
  marking: Marking
  audience: readonly string[] | null
}

const secret: fc.Arbitrary<Secret> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .constantFrom<Marking>('CLEAR', 'CLEAR', 'GREEN', 'AMBER')
      .map((marking) => ({ marking, audience: null }))
  },
  {
    weight: 2,
    arbitrary: fc.record({
      marking: fc.constantFrom<Marking>('AMBER', 'AMBER_STRICT', 'RED'),
      audience: fc.constantFrom(...AUDIENCES)
    })
  }
)

const dataset = fc.constantFrom(...DATASETS)
const local = fc.nat({ max: 3 })
/** The kind of a record is fixed by its number, since a record has one kind. */
const KINDS = ['Person', 'Person', 'Group', 'Good'] as const
const grade = fc.constantFrom(
  { reliability: 'A', credibility: 1 },
  { reliability: 'B', credibility: 3 },
  { reliability: null, credibility: null }
)

const entityProperties = fc.record(
  {
    name: fc.constantFrom('Ana', 'Ánà', 'Bo', 'Ćiro'),
    note: fc.constantFrom('x', 'y'),
    aliases: fc.constantFrom<string[]>(['p'], ['p', 'q'])
  },
  { requiredKeys: [] }
)
const personProperties = fc.record(
  { legalName: fc.constantFrom('L1', 'L2'), publishedRole: fc.constantFrom('r1', 'r2') },
  { requiredKeys: [] }
)

const common = { marking: secret, grade, source: fc.constantFrom('s1', 's2'), n: fc.nat({ max: 1 }) }

const entityClaim = fc
  .record({
    ...common,
    dataset,
    local,
    base: entityProperties,
    person: personProperties,
    from: fc.constantFrom(null, '2003', '2003-05')
  })
  .map(({ dataset, local, base, person, marking, grade, source, n, from }): NewClaim => {
    const kind = KINDS[local] as string
    const record = `${dataset}:${local}`
    const properties: NewClaim['properties'] = kind === 'Person' ? { ...base, ...person } : { ...base }
    return {
      id: idOf('c', dataset, record, source, JSON.stringify([properties, grade, from]), String(n)),
      dataset,
      source: `${dataset}:${source}`,
      about: { record, kind },
      properties,
      validFrom: from,
      validTo: null,
      phase: null,
      grade,
      invented: dataset === 'c/z',
      ...marking
    }
  })

const TIES = [
  ['CONTACTS', 0, 1],
  ['KIN_OF', 0, 1],
  ['KIN_OF', 1, 0],
  ['MEMBER_OF', 0, 2],
  ['TRADES_IN', 1, 3],
  ['COMMANDS', 0, 1],
  ['ALLIED_WITH', 2, 0]
] as const

const tieClaim = fc
  .record({
    ...common,
    dataset,
    tie: fc.constantFrom(...TIES),
    fromDataset: dataset,
    toDataset: dataset,
    role: fc.constantFrom(null, 'boss'),
    weight: fc.constantFrom(null, 1, 2.5),
    span: fc.constantFrom<[string | null, string | null]>([null, null], ['2003', null], ['2003-05', '2004'])
  })
  .map(
    ({
      dataset,
      tie: [kind, a, b],
      fromDataset,
      toDataset,
      role,
      weight,
      span,
      marking,
      grade,
      source,
      n
    }): NewClaim => {
      const from = `${fromDataset}:${a}`
      const to = `${toDataset}:${b}`
      const properties = { ...(role === null ? {} : { role }), ...(weight === null ? {} : { weight }) }
      return {
        id: idOf('c', dataset, kind, from, to, source, JSON.stringify([properties, grade, span]), String(n)),
        dataset,
        source: `${dataset}:${source}`,
        about: { kind, from, to },
        properties,
        validFrom: span[0],
        validTo: span[1],
        phase: null,
        grade,
        invented: dataset === 'c/z',
        ...marking
      }
    }
  )

const judgement = fc
  .record({
    marking: secret,
    a: dataset,
    b: dataset,
    local: fc.constantFrom(0, 0, 0, 1, 2),
    // fast-check's `freq` makes null (the same number on both sides) the rare case; mostly they are to meet.
    other: fc.oneof({ weight: 6, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: local }),
    verdict: fc.constantFrom<Judgement['verdict']>('SAME', 'SAME', 'SAME', 'DIFFERENT', 'DIFFERENT', 'UNSURE'),
    by: fc.nat({ max: 1 })
  })
  .filter(({ a, b, local, other }) => a !== b || (other !== null && other !== local))
  .map(({ marking, a, b, local, other, verdict, by }): NewJudgement => {
    const [left, right] = [`${a}:${local}`, `${b}:${other ?? local}`].sort() as [string, string]
    return {
      id: idOf('j', left, right, verdict, String(by)),
      dataset: null,
      left,
      right,
      verdict,
      by: null,
      why: 'test',
      ...marking
    }
  })

export type Step =
  | { op: 'claims'; claims: NewClaim[] }
  | { op: 'judge'; judgement: NewJudgement }
  | { op: 'retract'; pick: number }
  | { op: 'unjudge'; pick: number }
  | { op: 'remark'; pick: number; secret: Secret }
  | { op: 'withdraw'; dataset: string }

export const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .array(fc.oneof({ weight: 3, arbitrary: entityClaim }, { weight: 3, arbitrary: tieClaim }), {
        minLength: 1,
        maxLength: 8
      })
      .map((claims) => ({ op: 'claims' as const, claims }))
  },
  { weight: 4, arbitrary: judgement.map((j) => ({ op: 'judge' as const, judgement: j })) },
  { weight: 2, arbitrary: fc.nat({ max: 99 }).map((pick) => ({ op: 'retract' as const, pick })) },
  { weight: 1, arbitrary: fc.nat({ max: 99 }).map((pick) => ({ op: 'unjudge' as const, pick })) },
  { weight: 2, arbitrary: fc.record({ op: fc.constant('remark' as const), pick: fc.nat({ max: 99 }), secret }) },
  { weight: 1, arbitrary: dataset.map((name) => ({ op: 'withdraw' as const, dataset: name })) }
)

export const history = (maxLength: number): fc.Arbitrary<Step[]> => fc.array(step, { minLength: 3, maxLength })

export const manifest = (name: string): DatasetRecord => ({
  id: datasetId(name),
  name,
  title: name,
  publisher: null,
  publisherRole: null,
  licence: null,
  howCollected: 'INVENTED',
  collectionNote: null,
  definition: null,
  interest: null,
  coverage: null,
  caveats: null,
  citation: null,
  version: null,
  invented: name === 'c/z',
  looksAt: [],
  marking: 'CLEAR',
  audience: null
})

/**
 * The plainest store there can be: a list of claims and a list of judgements. Says which batches a step becomes, leaving out
 * what the real store refuses (two audiences for one record).
 */
export class Model {
  readonly claims = new Map<string, Claim>()
  readonly judgements = new Map<string, Judgement>()
  #moment = 0

  at(): string {
    return new Date(Date.UTC(2024, 0, 1, 0, 0, this.#moment++)).toISOString()
  }

  batches(step: Step): Batch[] {
    const at = this.at()
    switch (step.op) {
      case 'claims': {
        const first = new Map(step.claims.map((claim) => [claim.id, claim]))
        const kept = [...first.values()].filter((claim) => this.#accept(claim, at))
        return [...DATASETS]
          .map((name) => ({
            at,
            dataset: name,
            manifest: manifest(name),
            claims: kept.filter((c) => c.dataset === name)
          }))
          .filter((batch) => batch.claims.length > 0)
      }
      case 'remark': {
        const claim = this.#pick(this.claims, step.pick)
        if (claim === null) return []
        const { known: _, ...rest } = claim
        const changed: NewClaim = { ...rest, ...step.secret }
        return this.#accept(changed, at) ? [{ at, dataset: claim.dataset, claims: [changed] }] : []
      }
      case 'judge':
        this.judgements.set(step.judgement.id, {
          ...step.judgement,
          known: this.#known(this.judgements.get(step.judgement.id), at)
        })
        return [{ at, dataset: null, judgements: [step.judgement] }]
      case 'retract': {
        const claim = this.#pick(this.claims, step.pick)
        if (claim === null) return []
        this.claims.set(claim.id, { ...claim, known: [...claim.known, at] })
        return [{ at, dataset: claim.dataset, retract: [claim.id] }]
      }
      case 'unjudge': {
        const judgement = this.#pick(this.judgements, step.pick)
        if (judgement === null) return []
        this.judgements.set(judgement.id, { ...judgement, known: [...judgement.known, at] })
        return [{ at, dataset: null, unjudge: [judgement.id] }]
      }
      case 'withdraw': {
        const gone = [...this.claims.values()].filter((c) => c.dataset === step.dataset).map((c) => c.id)
        for (const id of gone) this.claims.delete(id)
        return [{ at, dataset: step.dataset, erase: gone, eraseDataset: true }]
      }
    }
  }

  #known(before: { known: readonly string[] } | undefined, at: string): readonly string[] {
    if (before === undefined) return [at]
    return before.known.length % 2 === 1 ? before.known : [...before.known, at]
  }

  #accept(claim: NewClaim, at: string): boolean {
    const record = claim.about.record
    if (record !== undefined) {
      const others = [...this.claims.values()].filter(
        (c) => c.about.record === record && c.known.length % 2 === 1 && c.id !== claim.id
      )
      const audiences = [claim, ...others].map((c) => c.audience)
      if (audiences.every((a) => a !== null) && new Set(audiences.map((a) => a.join('|'))).size > 1) return false
    }
    this.claims.set(claim.id, { ...claim, known: this.#known(this.claims.get(claim.id), at) })
    return true
  }

  #pick<T extends { known: readonly string[] }>(things: ReadonlyMap<string, T>, pick: number): T | null {
    const open = [...things.values()].filter((thing) => thing.known.length % 2 === 1)
    return open.length === 0 ? null : (open[pick % open.length] ?? null)
  }
}

export const idsOfWorld = (): string[] => DATASETS.flatMap((d) => [0, 1, 2, 3].map((n) => recordId(`${d}:${n}`)))
