import { invalid } from '../../errors.ts'
import { chosen, type Compare, type ComparedSide } from '../computed.ts'
import { keyed } from '../keyed.ts'
import { exceeded } from '../limits.ts'
import type { ComparePlan } from '../plan/types.ts'
import { argumentsOf, type Run } from '../run.ts'
import type { Bound, Decode, Frame, Row } from './frame.ts'
import { entityById } from './lookup.ts'
import { read } from './read.ts'

type Compared = ReturnType<Compare>

const FEWEST = 2
const MOST = 20

/** The ids asked for, in order. */
export function groupsAsked(run: Run, { field }: ComparePlan): readonly string[] {
  const ids = argumentsOf(run, field)['ids'] as readonly string[]
  if (ids.length > MOST) throw exceeded('ids', MOST, ids.length, 'Compare fewer at once.')
  if (new Set(ids).size < FEWEST)
    throw invalid('compareGroups needs two groups', {
      path: 'ids',
      message: `${new Set(ids).size} given`,
      hint: `Give ${FEWEST} to ${MOST} different ids of groups or cases; \`search(text, kinds: [Group, Case])\` finds them.`
    })
  return ids
}

/** Groups and cases by id with their goods, and what the visible datasets say against themselves. Their insides come after. */
export function emitCompare(frame: Frame, plan: ComparePlan): Decode {
  const { writer } = frame
  const ids = writer.parameter((run) => [...new Set(groupsAsked(run, plan))])
  const kinds = writer.parameter(() => plan.kinds)
  const id = writer.name('i')
  const { lines, bound } = entityById(writer, id, (entity) => `${entity}.kind IN ${kinds}`)
  const inner = frame.inner()
  const [asked, found] = [inner.column(id), inner.column(`${bound.variable}.id`)]
  const name = inner.column(read(bound.variable, 'name', 'whole', writer.rank))
  const [goods, goodsOfActors] = [emitGoods(inner, bound, false), emitGoods(inner, bound, true)]
  const groups = plan.groups.map(({ items, ...rest }) => ({
    ...rest,
    items: items.map(({ key, item }) => ({ key, decode: inner.item(item, bound) }))
  }))
  const at = frame.call([], [`UNWIND ${ids} AS ${id}`, ...lines, ...inner.calls], `collect(${inner.row()})`)
  const dataset = writer.node('Dataset')
  const caveat = `[${dataset.node}.name, ${dataset.node}.caveats]`
  const datasets = frame.call([], [writer.match(dataset, `${dataset.node}.caveats IS NOT NULL`)], `collect(${caveat})`)
  if (plan.inside) writer.awaits = true
  return (row, run) => {
    const rows = new Map((row[at] as readonly Row[]).map((each) => [each[asked] as string, each]))
    const order = groupsAsked(run, plan).map((each) => rows.get(each) ?? null)
    const caveats = new Map(row[datasets] as readonly [string, string][])
    const sides = Promise.all(
      order.map(async (each): Promise<ComparedSide | null> => {
        if (each === null) return null
        const entity = each[found] as string
        return {
          id: entity,
          name: typeof each[name] === 'string' && each[name] !== '' ? each[name] : entity,
          compared: plan.inside ? await run.structure(plan.field, entity) : null,
          goods: codes(each[goods]),
          goodsOfActors: codes(each[goodsOfActors]),
          caveats
        }
      })
    )
    const computed = plan.inside ? sides.then(run.compare) : null
    const later = (of: (compared: Compared) => unknown): Promise<unknown> | undefined => {
      const value = computed?.then(of)
      // The executor may have given up on the answer before it comes to this.
      value?.catch(() => undefined)
      return value
    }
    const comparison = keyed('GroupComparison')
    for (const { key, fields, items } of groups)
      comparison[key] = order.map((each, i) => {
        if (each === null) return null
        const group = keyed('ComparedGroup')
        for (const { key: item, decode } of items) group[item] = decode(each, run)
        for (const field of fields)
          group[field.key] =
            field.name === 'goods' || field.name === 'goodsOfActors'
              ? codes(each[field.name === 'goods' ? goods : goodsOfActors])
              : later(({ groups }) => groups[i]?.[field.name])
        return group
      })
    for (const field of plan.measures)
      comparison[field.key] = later(({ measures }) => chosen(measures, argumentsOf(run, field)['ids']))
    for (const key of plan.pairs) comparison[key] = later(({ pairs }) => pairs)
    for (const key of plan.notes) comparison[key] = NOTE
    return comparison
  }
}

const NOTE =
  'A difference of two numbers is a difference of two collections first: read `pairs` before comparing measures. ' +
  'A verdict of shape is on a structure as recorded, never on persons, and stands on its own evidence.'

const codes = (value: unknown): string[] => [...new Set(value as readonly string[])].sort()

/** Codes of the goods that the group trades in, or that its actors do. */
function emitGoods(frame: Frame, { variable }: Bound, ofActors: boolean): number {
  const { writer } = frame
  const member = writer.expand(variable, ['MEMBER_OF', 'OBSERVED_IN'], 'IN')
  const trade = writer.expand(ofActors ? member.end : variable, ['TRADES_IN'], 'OUT')
  const code = read(trade.end, 'code', 'whole', writer.rank)
  const name = writer.name('i')
  return frame.call(
    [variable],
    [
      ...(ofActors ? [writer.match(member), `WITH DISTINCT ${member.end}`] : []),
      writer.match(trade, `${code} IS NOT NULL`),
      `WITH DISTINCT ${code} AS ${name}`
    ],
    `collect(${name})`
  )
}
