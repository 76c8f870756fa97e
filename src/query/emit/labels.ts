import { keyed } from '../keyed.ts'
import type { LabelField } from '../plan/types.ts'
import { isWithheld, propertiesOf } from './decoders.ts'
import { markColumn } from './mark.ts'
import { type Frame, type Bound, type Decode, type Row } from './frame.ts'

const FAMILY: Readonly<Record<string, 'HIERARCHICAL' | 'LOOSE'>> = {
  HIERARCHICAL: 'HIERARCHICAL',
  STANDARD_HIERARCHY: 'HIERARCHICAL',
  REGIONAL_HIERARCHY: 'HIERARCHICAL',
  CLUSTERED_HIERARCHY: 'HIERARCHICAL',
  LOOSE: 'LOOSE',
  CORE_GROUP: 'LOOSE',
  CRIMINAL_NETWORK: 'LOOSE'
}

/** Which family a source's own class of a structure belongs to. */
export const familyOf = (label: string): string => FAMILY[label] ?? 'CANNOT_TELL'

/** `labelledAs`: the visible claims about a collective that say what its structure is, each with the claim itself. */
export function emitLabels(frame: Frame, fields: readonly LabelField[], { variable }: Bound): Decode {
  const { writer } = frame
  const id = writer.name('i')
  const claim = writer.node('Claim', { property: 'about', value: id })
  const inner = frame.inner()
  const data = inner.column(`${claim.node}.data`)
  const kind = inner.column(`${claim.node}.kind`)
  const mark = markColumn(inner, 'Claim', claim.node)
  const parts = fields.map((field) => ({
    ...field,
    decode: field.name === 'claim' ? inner.item(field.item, { variable: claim.node }) : null
  }))
  const states = `${claim.node}.data CONTAINS '"structureLabel"'`
  const at = frame.call(
    [variable],
    [
      `WITH ${variable}.id AS ${id}`,
      writer.match(claim, states),
      `WITH ${claim.node} ORDER BY ${claim.node}.id`,
      ...inner.calls,
      ...(inner.calls.length === 0
        ? []
        : [`WITH ${[claim.node, ...inner.outputs].join(', ')} ORDER BY ${claim.node}.id`])
    ],
    `collect(${inner.row()})`
  )
  return (row, run) =>
    (row[at] as readonly Row[]).flatMap((each) => {
      mark(each, run)
      const stated = JSON.parse(each[data] as string) as Record<string, string | undefined>
      const label = stated['structureLabel']
      if (label === undefined || isWithheld(run, propertiesOf(run, each[kind] as string), 'structureLabel')) return []
      const object = keyed('SourceLabel')
      const plain = { label, family: familyOf(label), words: stated['structureWords'] ?? null }
      for (const part of parts) object[part.key] = part.name === 'claim' ? part.decode?.(each, run) : plain[part.name]
      return [object]
    })
}
