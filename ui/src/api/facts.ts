/** Everything the schema knows of an entity. The property list comes from the schema itself, so a new kind or property needs no edit here. */
import { stringifyDocument } from 'urql'
import { ask } from './client.ts'
import { KIND, type KindAnswer, type SchemaType } from './documents.ts'
import { ClaimFragment } from './evidence.ts'
import type { ResultOf } from './graphql.ts'

export type Claim = ResultOf<typeof ClaimFragment>

export interface Fact {
  name: string
  description: string
  value: string
}

export interface Conflict {
  property: string
  origins: number
  values: readonly string[]
  rule: string
}

export interface EntityFacts {
  id: string
  kind: string
  name: string | null
  aliases: readonly string[] | null
  note: string | null
  invented: boolean
  grade: string | null
  withheld: readonly string[]
  restricted: number
  records: readonly string[]
  conflicts: readonly Conflict[]
  claims: { totalCount: number; nodes: readonly Claim[] }
  facts: readonly Fact[]
}

interface Field {
  name: string
  description: string
}

/** Shown elsewhere in the panel, or answered by computing. */
const ELSEWHERE = new Set([
  'id',
  'kind',
  'name',
  'aliases',
  'note',
  'invented',
  'grade',
  'withheld',
  'restricted',
  'records'
])
const fieldsOf = new Map<string, Promise<readonly Field[]>>()

function isPlain(type: SchemaType): boolean {
  let at = type
  while (at.ofType) at = at.ofType
  return at.kind === 'SCALAR' || at.kind === 'ENUM'
}

async function loadFields(kind: string): Promise<readonly Field[]> {
  const { __type } = await ask<KindAnswer, { name: string }>(KIND, { name: kind })
  return (__type?.fields ?? [])
    .filter((field) => field.args.length === 0 && isPlain(field.type) && !ELSEWHERE.has(field.name))
    .map((field) => ({ name: field.name, description: field.description ?? '' }))
}

/** The stored properties of a kind, asked for once. */
export function fields(kind: string): Promise<readonly Field[]> {
  const known = fieldsOf.get(kind)
  if (known !== undefined) return known
  const asked = loadFields(kind)
  fieldsOf.set(kind, asked)
  asked.catch(() => fieldsOf.delete(kind))
  return asked
}

const written = (value: unknown): string | null => {
  if (value === null || value === undefined || value === '') return null
  if (Array.isArray(value)) return value.length === 0 ? null : value.map(String).join(', ')
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'number') return value.toLocaleString('en')
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** The document for one kind; names of fields come from the schema and from nowhere else. */
export const entityQuery = (kind: string, properties: readonly string[]): string => `query Entity($id: ID!) {
  entity(id: $id) {
    id kind name aliases note invented grade withheld restricted records
    conflicts { property origins values rule }
    claims(first: 50) { totalCount nodes { ...ClaimParts } }
    ${properties.length > 0 ? `... on ${kind} { ${properties.join(' ')} }` : ''}
  }
}
${stringifyDocument(ClaimFragment)}`

export async function loadEntity(id: string, kind: string): Promise<EntityFacts | null> {
  const properties = await fields(kind)
  type Answer = { entity: (Omit<EntityFacts, 'facts'> & Record<string, unknown>) | null }
  const { entity } = await ask<Answer, { id: string }>(
    entityQuery(
      kind,
      properties.map((field) => field.name)
    ),
    { id }
  )
  if (entity === null) return null
  const facts = properties.flatMap((field) => {
    const value = written(entity[field.name])
    return value === null ? [] : [{ ...field, value }]
  })
  return { ...entity, facts }
}
