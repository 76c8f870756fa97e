import { datasetId } from '../../claims/ids.ts'
import type { Evidence, ItemPlan } from '../plan/types.ts'
import type { Run } from '../run.ts'
import type { Seen } from '../seen.ts'
import { conflictsOf, type EvidenceClaim } from './conflicts.ts'
import { noteSensitive, propertiesOf } from './decoders.ts'
import type { Bound, Decode, Frame, Row } from './frame.ts'
import { markOf } from './mark.ts'
import { read } from './read.ts'
import type { Variable, Writer } from './writer.ts'

/**
 * What the claims behind a thing come to: counted and compared in the decoder, from the claims that the viewer sees. All evidence
 * of one item comes from one sub-query.
 */
export function emitEvidence(frame: Frame, of: Evidence, item: ItemPlan, bound: Bound): Decode {
  const { writer } = frame
  const { variable } = bound
  const { subject } = item
  const wanted = new Set(item.fields.flatMap(({ value }) => (value.step === 'evidence' ? [value.of] : [])))
  const data = wanted.has('conflicts')
  const origins = data || wanted.has('origins')
  const key = `${variable} ${origins} ${data}`
  let at = frame.evidence.get(key)
  if (at === undefined) {
    const [body, row] = claimsBehind(writer, variable, origins, data)
    at = frame.call([variable], body, `collect(${row})`)
    frame.evidence.set(key, at)
  }
  const column = at
  const claims = (each: Row, run: Run): EvidenceClaim[] =>
    (each[column] as readonly Row[]).map((claim) => evidenceClaim(claim, run.seen))
  switch (of) {
    case 'standings':
      return (each, run) => standings(claims(each, run))
    case 'origins':
      return (each, run) => new Set(claims(each, run).flatMap((claim) => claim.origins)).size
    case 'sources':
      return (each, run) => new Set(claims(each, run).map((claim) => claim.source)).size
    case 'datasets':
      return (each, run) => [...new Set(claims(each, run).map((claim) => datasetId(claim.dataset)))].sort()
    case 'conflicts': {
      const kind = frame.column(subject === 'Relation' ? `type(${variable})` : `${variable}.kind`)
      const reach = frame.column(`[${variable}.rank, ${variable}.audience]`)
      const id = frame.column(`${variable}.id`)
      return (each, run) => {
        const tie = subject === 'Relation'
        const conflicts = conflictsOf(run, each[kind] as string, tie, each[reach] as Row, claims(each, run))
        const names = conflicts.map(({ property }) => property)
        noteSensitive(run, propertiesOf(run, each[kind] as string), names, [each[id] ?? null])
        return conflicts
      }
    }
  }
}

/** The visible claims about a thing, each with the roots of its source: the source itself where that is hidden. */
export function claimsBehind(writer: Writer, variable: Variable, origins: boolean, data: boolean): [string[], string] {
  const id = writer.name('i')
  const claim = writer.node('Claim', { property: 'about', value: id })
  const c = claim.node
  const lines = [`WITH ${variable}.id AS ${id}`, writer.match(claim), `WITH ${c} ORDER BY ${c}.id`]
  const columns = [
    `${c}.id`,
    `${c}.source`,
    `${c}.dataset`,
    `${c}.standing`,
    `${c}.standingDate`,
    `${c}.validFrom`,
    `${c}.gradeOrder`,
    `${c}.grade`
  ]
  if (origins) {
    const [key, roots] = [writer.name('i'), writer.name('o')]
    const source = writer.node('Source', { property: 'id', value: key })
    lines.push(
      `CALL (${c}) {`,
      `WITH ${c}.source AS ${key}`,
      writer.match(source),
      `RETURN collect(${read(source.node, 'origins', 'whole', writer.rank)}) AS ${roots}`,
      '}',
      `WITH ${c}, ${roots} ORDER BY ${c}.id`
    )
    columns.push(roots)
  } else columns.push('[]')
  columns.push(markOf(writer, 'Claim', c) ?? '[]')
  if (data) columns.push(`${c}.data`, `${c}.validTo`, `${c}.phase`, `${c}.rank`, `${c}.audience`)
  return [lines, `[${columns.join(', ')}]`]
}

/** Reads a row that `claimsBehind` gave, and tells what of it is marked. */
export function evidenceClaim(row: Row, seen: Seen): EvidenceClaim {
  const [
    id,
    source,
    dataset,
    standing,
    standingDate,
    validFrom,
    gradeOrder,
    grade,
    origins,
    mark,
    data,
    validTo,
    phase,
    rank,
    audience
  ] = row
  seen.add(mark)
  const roots = (origins as readonly (readonly string[])[])[0]
  return {
    id: id as string,
    source: source as string,
    dataset: dataset as string,
    standing: (standing ?? null) as string | null,
    standingDate: (standingDate ?? null) as string | null,
    validFrom: (validFrom ?? null) as string | null,
    validTo: (validTo ?? null) as string | null,
    phase: (phase ?? null) as string | null,
    gradeOrder: gradeOrder as number,
    grade: (grade ?? null) as string | null,
    origins: roots === undefined || roots.length === 0 ? [source as string] : roots,
    data: (data ?? '{}') as string,
    rank: (rank ?? 0) as number,
    audience: (audience ?? null) as readonly string[] | null
  }
}

/** Every standing that a claim states, the latest last; those without a date come first. */
export function standings(
  claims: readonly EvidenceClaim[]
): { readonly standing: string; readonly date: string | null; readonly claim: string }[] {
  return claims
    .flatMap(({ id, standing, standingDate }) =>
      standing === null ? [] : [{ standing, date: standingDate, claim: id }]
    )
    .sort((a, b) => {
      const [x, y] = [a.date ?? '', b.date ?? '']
      return x === y ? (a.claim < b.claim ? -1 : 1) : x < y ? -1 : 1
    })
}
