import { keyed } from '../keyed.ts'
import type { FieldPlan, ItemPlan, ValuePlan } from '../plan/types.ts'
import { claimProperties, claimRecords, withheld } from './decoders.ts'
import { emitEvidence } from './evidence.ts'
import { emitLabels } from './labels.ts'
import { followClaim } from './follow.ts'
import type { Bound, Decode, Frame, Row } from './frame.ts'
import { counting, markColumn } from './mark.ts'
import { emitPage } from './page.ts'
import { read } from './read.ts'

/** Adds what the plan reads of a bound variable to the frame; the decoder builds the object from the frame's row. */
export function emitItem(frame: Frame, item: ItemPlan, bound: Bound): Decode {
  const { variable } = bound
  const kind = item.subject === 'Entity' ? frame.column(`${variable}.kind`) : null
  const fields = item.fields.map((field) => ({ ...field, decode: emitValue(frame, item, field, bound) }))
  const shown = item.fields.flatMap(({ value }) => (value.step === 'project' ? [value] : []))
  const mark = markColumn(frame, item.subject, variable, shown)
  return (row, run) => {
    mark(row, run)
    const type = kind === null ? item.subject : (row[kind] as string)
    const object = keyed(type)
    for (const { key, on, decode } of fields) if (on === null || on.has(type)) object[key] = decode(row, run)
    return object
  }
}

function emitValue(frame: Frame, item: ItemPlan, field: FieldPlan, bound: Bound): Decode {
  const { variable } = bound
  const value: ValuePlan = field.value
  const { rank } = frame.writer
  switch (value.step) {
    case 'project': {
      const at = frame.column(read(variable, value.property, value.reading, rank))
      const absent = value.list ? [] : null
      return (row) => {
        const stored = row[at]
        return stored === undefined || stored === null || stored === '' ? absent : stored
      }
    }
    case 'relationKind': {
      const at = frame.column(`type(${variable})`)
      return (row) => row[at]
    }
    case 'claimProperties':
      return claimProperties(
        frame.column(`${variable}.kind`),
        frame.column(`${variable}.data`),
        rank === 0 ? null : frame.column(`[${variable}.id, ${variable}.about, ${variable}.from, ${variable}.to]`)
      )
    case 'claimRecords':
      return claimRecords(frame.column(`[${variable}.record, ${variable}.from, ${variable}.to]`))
    case 'withheld':
      return withheld(frame.column(`${variable}.kind`))
    case 'records':
      return emitRecords(frame, bound)
    case 'count':
      if (value.of === 'restricted') return emitRestricted(frame, bound)
      return emitClaimCount(frame, bound, value.of === 'claimCount' ? 'dataset' : 'source')
    case 'evidence':
      return emitEvidence(frame, value.of, item, bound)
    case 'labels':
      return emitLabels(frame, value.fields, bound)
    case 'page':
      return emitPage(frame, value.page, bound)
    case 'structure': {
      const id = frame.column(`${variable}.id`)
      frame.writer.awaits = true
      return (row, run) => run.structure(value.field, row[id] as string)
    }
    case 'follow': {
      const end = value.to === 'from' || value.to === 'to' || value.to === 'other' ? bound[value.to] : undefined
      if (end !== undefined) return frame.item(value.item, { variable: end })
      return followClaim(frame, value.to, value.item, bound)
    }
  }
}

function emitRecords(frame: Frame, { variable }: Bound): Decode {
  const { writer } = frame
  const id = writer.name('i')
  const record = writer.node('Record', { property: 'entity', value: id })
  const inner = frame.inner()
  const name = inner.column(`${record.node}.name`)
  const mark = markColumn(inner, 'Record', record.node)
  const at = frame.call(
    [variable],
    [
      `WITH ${variable}.id AS ${id}`,
      writer.match(record),
      `WITH ${record.node} ORDER BY ${record.node}.name, ${record.node}.id`
    ],
    `collect(${inner.row()})`
  )
  return (row, run) =>
    (row[at] as readonly Row[]).map((each) => {
      mark(each, run)
      return each[name]
    })
}

/** Claims that the viewer sees only through their audience, about something that others see too. */
function emitRestricted(frame: Frame, { variable }: Bound): Decode {
  const { writer } = frame
  const id = writer.name('i')
  const claim = writer.node('Claim', { property: 'about', value: id })
  const { lines, result, read } = counting(writer, claim.node)
  const at = frame.call(
    [variable],
    [`WITH ${variable}.id AS ${id}`, writer.match(claim, `${claim.node}.audience IS NOT NULL`), ...lines],
    result
  )
  const own = frame.column(`${variable}.audience IS NULL`)
  return (row, run) => (row[own] === true ? read(row[at], run) : 0)
}

/** Claims through a dataset go by its name, those from a source by its id. */
function emitClaimCount(frame: Frame, { variable }: Bound, of: 'dataset' | 'source'): Decode {
  const { writer } = frame
  const key = writer.name('i')
  const claim = writer.node('Claim', { property: of, value: key })
  const from = `${variable}.${of === 'dataset' ? 'name' : 'id'}`
  const { lines, result, read } = counting(writer, claim.node)
  const at = frame.call([variable], [`WITH ${from} AS ${key}`, writer.match(claim), ...lines], result)
  return (row, run) => read(row[at], run)
}
