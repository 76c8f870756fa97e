import { isListType, isNonNullType, Kind as Node } from 'graphql'
import type { Kind } from '../../ontology/types.ts'
import { has } from '../arguments.ts'
import { argumentsOf } from '../run.ts'
import type { Selected } from '../selection.ts'
import type { Building } from './building.ts'
import { claimsPage, relationsPage, type RelationsFrom } from './pages.ts'
import type { Evidence, FieldPlan, ItemPlan, LabelField, Neighbour, Reading, Subject, ValuePlan } from './types.ts'

const EVIDENCE = new Set<string>(['standings', 'origins', 'sources', 'datasets', 'conflicts'])

/** What a selection on a thing, or on an interface of it, reads of this subject. */
export function itemPlan(building: Building, subject: Subject, fields: readonly Selected[]): ItemPlan {
  if (subject === 'Entity') return { subject, fields: fields.flatMap((field) => entityFields(building, field)) }
  const mine = fields.filter((field) => field.on.has(subject))
  return {
    subject,
    fields: mine.map((field) => ({ key: field.key, on: null, value: valueOf(building, subject, field) }))
  }
}

function valueOf(building: Building, subject: Exclude<Subject, 'Entity'>, field: Selected): ValuePlan {
  switch (subject) {
    case 'Relation':
      return relationValue(building, field)
    case 'Claim':
      return claimValue(building, field)
    case 'Source':
      if (field.name === 'claimCount') return { step: 'count', of: 'claimsOfSource' }
      return plain(field, field.name === 'origins' ? 'whole' : 'plain')
    case 'Dataset':
      return field.name === 'claimCount' ? { step: 'count', of: 'claimCount' } : plain(field)
    case 'Judgement':
      return plain(field, 'plain', field.name === 'audience' ? 'ownAudience' : field.name)
  }
}

/** A stored property under its own name; lists that the schema promises are empty where nothing is stored. */
const plain = (field: Selected, reading: Reading = 'plain', property: string = field.name): ValuePlan => ({
  step: 'project',
  property,
  reading,
  list: isNonNullType(field.field.type) && isListType(field.field.type.ofType)
})

/** A field of an interface can mean different things on different kinds: one plan for each meaning. */
function entityFields(building: Building, field: Selected): FieldPlan[] {
  const meanings = new Map<string, { kinds: Set<string>; kind: Kind }>()
  let all = true
  for (const kind of building.ontology.kinds.values()) {
    if (!field.on.has(kind.name)) {
      all = false
      continue
    }
    const meaning = meaningOf(kind, field.name)
    const known = meanings.get(meaning)
    if (known === undefined) meanings.set(meaning, { kinds: new Set([kind.name]), kind })
    else known.kinds.add(kind.name)
  }
  return [...meanings.values()].map(({ kinds, kind }) => ({
    key: field.key,
    on: all && meanings.size === 1 ? null : kinds,
    value: entityValue(building, kind, field)
  }))
}

function meaningOf(kind: Kind, name: string): string {
  const page = kind.pages.get(name)
  if (page !== undefined) return `page ${page.kinds.join(' ')} ${page.direction} ${page.orderBy ?? ''}`
  const property = kind.properties.get(name)
  return property === undefined ? 'derived' : property.indexed ? 'whole' : 'summary'
}

function entityValue(building: Building, kind: Kind, field: Selected): ValuePlan {
  const page = kind.pages.get(field.name)
  if (page !== undefined) return { step: 'page', page: relationsPage(building, field, page) }
  const property = kind.properties.get(field.name)
  if (property !== undefined) return plain(field, property.indexed ? 'whole' : 'summary')
  switch (field.name) {
    case 'id':
    case 'kind':
      return plain(field)
    case 'withheld':
      return { step: 'withheld' }
    case 'restricted':
      return { step: 'count', of: 'restricted' }
    case 'records':
      return { step: 'records' }
    case 'conflicts':
      return { step: 'evidence', of: 'conflicts' }
    case 'claims':
      return { step: 'page', page: claimsPage(building, field, { step: 'matchAbout' }) }
    case 'relations':
      return { step: 'page', page: relationsPage(building, field, relationsArguments(building, field)) }
    case 'labelledAs':
      return { step: 'labels', fields: labelFields(building, field) }
    case 'measures':
    case 'shape':
    case 'typology':
      return { step: 'structure', field }
    default:
      return plain(field, 'summary')
  }
}

/** `relations(kinds, direction)`: kinds that stand in the document become part of the text, those of a variable a parameter. */
function relationsArguments({ run }: Building, field: Selected): RelationsFrom {
  const args = argumentsOf(run, field)
  const direction = (args['direction'] ?? 'BOTH') as RelationsFrom['direction']
  if (!has(args, 'kinds')) return { kinds: null, direction }
  const literal = field.node.arguments?.find((argument) => argument.name.value === 'kinds')?.value
  const fixed =
    literal?.kind === Node.ENUM ||
    (literal?.kind === Node.LIST && literal.values.every((each) => each.kind === Node.ENUM))
  return fixed && (args['kinds'] as string[]).length > 0
    ? { kinds: [...new Set(args['kinds'] as string[])].sort(), direction }
    : { kinds: 'given', direction }
}

function relationValue(building: Building, field: Selected): ValuePlan {
  if (EVIDENCE.has(field.name)) return { step: 'evidence', of: field.name as Evidence }
  switch (field.name) {
    case 'id':
      return plain(field)
    case 'kind':
      return { step: 'relationKind' }
    case 'from':
    case 'to':
    case 'other':
      return follow(building, field.name, 'Entity', field)
    case 'claims':
      return { step: 'page', page: claimsPage(building, field, { step: 'matchAbout' }) }
    default:
      return plain(field, 'summary')
  }
}

function claimValue(building: Building, field: Selected): ValuePlan {
  switch (field.name) {
    case 'entity':
      return follow(building, 'entity', 'Entity', field)
    case 'relation':
      return follow(building, 'relation', 'Relation', field)
    case 'source':
      return follow(building, 'source', 'Source', field)
    case 'dataset':
      return follow(building, 'dataset', 'Dataset', field)
    case 'records':
      return { step: 'claimRecords' }
    case 'properties':
      return { step: 'claimProperties' }
    case 'audience':
      return plain(field, 'plain', 'ownAudience')
    default:
      return plain(field)
  }
}

const follow = (building: Building, to: Neighbour, subject: Subject, field: Selected): ValuePlan => ({
  step: 'follow',
  to,
  item: building.item(subject, field.fields)
})

const labelFields = (building: Building, field: Selected): LabelField[] =>
  field.fields.map(({ key, name, fields }) =>
    name === 'claim'
      ? { key, name, item: building.item('Claim', fields) }
      : { key, name: name as 'label' | 'family' | 'words' }
  )
