import { keyed } from '../keyed.ts'
import type { FieldPlan, ItemPlan, ValuePlan } from '../plan/types.ts'
import { claimProperties, claimRecords, withheld } from './decoders.ts'
import { emitEvidence } from './evidence.ts'
import { emitLabels } from './labels.ts'
import { followClaim } from './follow.ts'
import type { Bound, Decode, Frame } from './frame.ts'
import { emitPage } from './page.ts'
import { read } from './read.ts'

/** Adds what the plan reads of a bound variable to the frame; the decoder builds the object from the frame's row. */
export function emitItem(frame: Frame, item: ItemPlan, bound: Bound): Decode {
  const { variable } = bound
  const kind = item.subject === 'Entity' ? frame.column(`${variable}.kind`) : null
  const fields = item.fields.map((field) => ({ ...field, decode: emitValue(frame, item, field, bound) }))
  return (row, run) => {
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
      return claimProperties(frame.column(`${variable}.kind`), frame.column(`${variable}.data`))
    case 'claimRecords':
      return claimRecords(frame.column(`[${variable}.record, ${variable}.from, ${variable}.to]`))
    case 'withheld':
      return withheld(frame.column(`${variable}.kind`))
    case 'records':
      return emitRecords(frame, bound)
    case 'count':
      return value.of === 'restricted' ? emitRestricted(frame, bound) : emitClaimCount(frame, bound)
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
  const at = frame.call(
    [variable],
    [
      `WITH ${variable}.id AS ${id}`,
      writer.match(record),
      `WITH ${record.node} ORDER BY ${record.node}.name, ${record.node}.id`
    ],
    `collect(${record.node}.name)`
  )
  return (row) => row[at]
}

/** Claims that the viewer sees only through their audience, about something that others see too. */
function emitRestricted(frame: Frame, { variable }: Bound): Decode {
  const { writer } = frame
  const id = writer.name('i')
  const claim = writer.node('Claim', { property: 'about', value: id })
  const at = frame.call(
    [variable],
    [`WITH ${variable}.id AS ${id}`, writer.match(claim, `${claim.node}.audience IS NOT NULL`)],
    `count(${claim.node})`
  )
  const own = frame.column(`${variable}.audience IS NULL`)
  return (row) => (row[own] === true ? row[at] : 0)
}

function emitClaimCount(frame: Frame, { variable }: Bound): Decode {
  const { writer } = frame
  const name = writer.name('i')
  const claim = writer.node('Claim', { property: 'dataset', value: name })
  const at = frame.call([variable], [`WITH ${variable}.name AS ${name}`, writer.match(claim)], `count(${claim.node})`)
  return (row) => row[at]
}
