import type { ItemPlan, Neighbour } from '../plan/types.ts'
import { type Frame, type Bound, type Decode, type Row } from './frame.ts'
import type { Variable, Writer } from './writer.ts'

/** Follows a claim to what it is about, its source or its dataset: null where the viewer may not see it. */
export function followClaim(frame: Frame, to: Neighbour, item: ItemPlan, { variable: claim }: Bound): Decode {
  const { writer } = frame
  const inner = frame.inner()
  const { lines, bound } = reach(writer, to, claim)
  const decode = inner.item(item, bound)
  const at = frame.call([claim], [...lines, ...inner.calls], `collect(${inner.row()})`)
  return (row, run) => {
    const found = (row[at] as readonly Row[])[0]
    return found === undefined ? null : decode(found, run)
  }
}

function reach(writer: Writer, to: Neighbour, claim: Variable): { lines: string[]; bound: Bound } {
  const key = writer.name('i')
  const by = (
    label: 'Entity' | 'Source' | 'Dataset',
    property: string,
    from: string
  ): { lines: string[]; bound: Bound } => {
    const pattern = writer.node(label, { property, value: key })
    return { lines: [`WITH ${claim}.${from} AS ${key}`, writer.match(pattern)], bound: { variable: pattern.node } }
  }
  switch (to) {
    case 'entity':
      return by('Entity', 'id', 'about')
    case 'source':
      return by('Source', 'id', 'source')
    case 'dataset':
      return by('Dataset', 'name', 'dataset')
    default:
      return tieOfClaim(writer, claim, key)
  }
}

function tieOfClaim(writer: Writer, claim: Variable, id: string): { lines: string[]; bound: Bound } {
  const [from, to] = [writer.name('i'), writer.name('i')]
  const { lines, bound } = tieBetween(writer, id, from, to)
  return { lines: [`WITH ${claim}.about AS ${id}, ${claim}.from AS ${from}, ${claim}.to AS ${to}`, ...lines], bound }
}

/**
 * The tie with this id between the entities of two records, given by name. A relationship has no index of its own: it is found
 * through the records that a claim about it names. The last line is a WITH that names the tie and its ends.
 */
export function tieBetween(writer: Writer, id: string, from: string, to: string): { lines: string[]; bound: Bound } {
  const left = writer.node('Record', { property: 'name', value: from })
  const right = writer.node('Record', { property: 'name', value: to })
  const [a, b] = [writer.name('i'), writer.name('i')]
  const start = writer.node('Entity', { property: 'id', value: a })
  const pattern = writer.expand(start.node, null, 'BOTH')
  const [source, target] = [writer.endOf(pattern, 'from'), writer.endOf(pattern, 'to')]
  return {
    lines: [
      writer.match(left),
      writer.match(right),
      `WITH ${id}, ${left.node}.entity AS ${a}, ${right.node}.entity AS ${b}`,
      writer.match(start),
      writer.match(pattern, `${pattern.tie}.id = ${id}`, `${pattern.end}.id = ${b}`),
      `WITH ${id}, ${pattern.tie}, ${source.text}, ${target.text}`
    ],
    bound: { variable: pattern.tie, from: source.variable, to: target.variable, other: target.variable }
  }
}
