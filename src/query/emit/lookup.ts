import type { LookupItem, RootPlan } from '../plan/types.ts'
import { argumentsOf, type Run } from '../run.ts'
import { type Frame, type Bound, type Decode, type Row } from './frame.ts'
import { tieBetween } from './follow.ts'
import type { Variable, Writer } from './writer.ts'

type LookupPlan = Extract<RootPlan, { root: 'lookup' }>

const LABELS = { c: 'Claim', s: 'Source', d: 'Dataset', j: 'Judgement' } as const

/** The ids asked for, in order. */
export const idsOf = (run: Run, { field, many }: LookupPlan): readonly string[] => {
  const args = argumentsOf(run, field)
  return many ? (args['ids'] as readonly string[]) : [args['id'] as string]
}

/** Things by id, one sub-query for each sort of id. Absent and hidden ones are null alike. */
export function emitLookup(frame: Frame, plan: LookupPlan): Decode {
  const parts = plan.items.map((part) => emitPart(frame, plan, part))
  return (row, run) => {
    const found = new Map<string, unknown>()
    for (const { at, id, decode } of parts)
      for (const each of row[at] as readonly Row[]) found.set(each[id] as string, decode(each, run))
    const values = idsOf(run, plan).map((asked) => found.get(asked) ?? null)
    return plan.many ? values : values[0]
  }
}

function emitPart(
  frame: Frame,
  plan: LookupPlan,
  { prefix, item }: LookupItem
): { at: number; id: number; decode: Decode } {
  const { writer } = frame
  const ids = writer.parameter((run) => [...new Set(idsOf(run, plan).filter((id) => id.startsWith(prefix)))])
  const id = writer.name('i')
  const { lines, bound } = matchById(writer, prefix, id)
  const inner = frame.inner()
  const at = inner.column(id)
  const decode = inner.item(item, bound)
  const body = [`UNWIND ${ids} AS ${id}`, ...lines, ...inner.calls]
  return { at: frame.call([], body, `collect(${inner.row()})`), id: at, decode }
}

function matchById(writer: Writer, prefix: string, id: string): { lines: string[]; bound: Bound } {
  if (prefix === 'e') return entityById(writer, id)
  if (prefix === 'r') return tieById(writer, id)
  const pattern = writer.node(LABELS[prefix as keyof typeof LABELS], { property: 'id', value: id })
  return { lines: [writer.match(pattern)], bound: { variable: pattern.node } }
}

/** An entity by its id, or by that of any of its records. */
export function entityById(
  writer: Writer,
  id: string,
  ...conditions: readonly ((entity: Variable) => string)[]
): { lines: string[]; bound: Bound } {
  const record = writer.node('Record', { property: 'id', value: id })
  const key = writer.name('i')
  const entity = writer.node('Entity', { property: 'id', value: key })
  return {
    lines: [
      writer.match(record),
      `WITH ${id}, ${record.node}.entity AS ${key}`,
      writer.match(entity, ...conditions.map((condition) => condition(entity.node))),
      `WITH ${id}, ${entity.node}`
    ],
    bound: { variable: entity.node }
  }
}

/** A tie through the first visible claim about it or, since nobody claims a SAME_AS, through the judgements. */
function tieById(writer: Writer, id: string): { lines: string[]; bound: Bound } {
  const claim = writer.node('Claim', { property: 'about', value: id })
  const judgement = writer.node('Judgement')
  const [from, to] = [writer.name('i'), writer.name('i')]
  const [c, j] = [claim.node, judgement.node]
  const unclaimed = `NOT ${writer.exists(writer.node('Claim', { property: 'about', value: id }))}`
  const { lines, bound } = tieBetween(writer, id, from, to)
  return {
    lines: [
      `CALL (${id}) {`,
      writer.match(claim, `${c}.from IS NOT NULL`),
      `WITH ${c} ORDER BY ${c}.id LIMIT 1`,
      `RETURN ${c}.from AS ${from}, ${c}.to AS ${to}`,
      'UNION',
      // First of all, so that the judgements are gone through only for what nobody claims.
      `WITH ${id} WHERE ${unclaimed}`,
      writer.match(judgement, `${j}.verdict = 'SAME'`),
      `RETURN ${j}.left AS ${from}, ${j}.right AS ${to}`,
      '}',
      ...lines
    ],
    bound
  }
}
