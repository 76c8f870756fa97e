import { createHash } from 'node:crypto'
import {
  buildASTSchema,
  GraphQLEnumType,
  GraphQLInterfaceType,
  GraphQLObjectType,
  isListType,
  isNonNullType,
  getDirectiveValues,
  getNamedType,
  parse,
  print,
  type GraphQLField,
  type GraphQLSchema
} from 'graphql'
import { SkeinError } from '../errors.ts'
import { complete } from './complete.ts'
import {
  RESERVED,
  RESERVED_ENDINGS,
  type EntityProperty,
  type Kind,
  type Ontology,
  type Page,
  type Property,
  type RelationKind
} from './types.ts'

const SCALARS = new Set(['String', 'Int', 'Float', 'Boolean', 'PartialDate', 'Moment'])

/** Reads the SDL (the texts of `schema/*.graphql`) into the ontology. Throws MISCONFIGURED with the place of what is wrong. */
export function readOntology(texts: readonly string[]): Ontology {
  const document = complete(parse(texts.join('\n')))
  const sdl = print(document)
  const schema = buildASTSchema(document)
  const kinds = new Map<string, Kind>()
  for (const type of Object.values(schema.getTypeMap()))
    if (type instanceof GraphQLObjectType && directive(schema, type, 'entity') !== undefined)
      kinds.set(type.name, kind(schema, type))
  const relation = schema.getType('Relation')
  const relationProperties =
    relation instanceof GraphQLObjectType ? propertiesOf(schema, relation) : new Map<string, Property>()
  const relationKinds = readRelationKinds(schema, kinds, relationProperties)
  const hash = createHash('sha256').update(sdl).digest('hex')
  const entityProperties = entityPropertiesOf(kinds)
  const times = timesOf(schema, kinds)
  return {
    kinds,
    entityProperties,
    times,
    relationKinds,
    relationProperties,
    floats: floatNames(kinds, relationProperties),
    sdl,
    hash
  }
}

/** The arguments of a directive on a definition; undefined where it is absent. */
function directive(
  schema: GraphQLSchema,
  node: { astNode?: unknown },
  name: string
): Record<string, unknown> | undefined {
  const definition = schema.getDirective(name)
  if (!definition || !node.astNode) return undefined
  return getDirectiveValues(definition, node.astNode)
}

function kind(schema: GraphQLSchema, type: GraphQLObjectType): Kind {
  const pages = new Map<string, Page>()
  for (const field of Object.values(type.getFields())) {
    const page = directive(schema, field, 'relation')
    if (page !== undefined)
      pages.set(field.name, {
        field: field.name,
        kinds: page['kinds'] as string[],
        direction: page['direction'] as Page['direction'],
        orderBy: (page['orderBy'] as string | undefined) ?? null
      })
  }
  return {
    name: type.name,
    description: type.description ?? '',
    interfaces: type.getInterfaces().map((parent) => parent.name),
    properties: propertiesOf(schema, type),
    pages
  }
}

/** Scalar and enum fields without arguments, `@derived` ones and the id apart. */
function propertiesOf(schema: GraphQLSchema, type: GraphQLObjectType): Map<string, Property> {
  const properties = new Map<string, Property>()
  for (const field of Object.values(type.getFields())) {
    if (field.name === 'id' || field.args.length > 0 || directive(schema, field, 'derived') !== undefined) continue
    const property = readProperty(schema, field)
    if (property === undefined) continue
    if (
      (RESERVED as readonly string[]).includes(field.name) ||
      RESERVED_ENDINGS.some((end) => field.name.endsWith(end))
    )
      throw new SkeinError('MISCONFIGURED', `schema: ${type.name}.${field.name} is a reserved name`, {
        hint: `Rename it: ${RESERVED.join(', ')} and names ending in ${RESERVED_ENDINGS.join(', ')} belong to the graph itself.`
      })
    properties.set(field.name, property)
  }
  return properties
}

function readProperty(schema: GraphQLSchema, field: GraphQLField<unknown, unknown>): Property | undefined {
  const list = isListType(isNonNullType(field.type) ? field.type.ofType : field.type)
  const type = getNamedType(field.type)
  const isEnum = type instanceof GraphQLEnumType
  if (!isEnum && !SCALARS.has(type.name)) return undefined
  const range = directive(schema, field, 'range')
  return {
    name: field.name,
    description: field.description ?? '',
    type: isEnum ? 'Enum' : (type.name as Property['type']),
    values: isEnum ? type.getValues().map((value) => value.name) : [],
    list,
    indexed: directive(schema, field, 'indexed') !== undefined,
    sensitive: (directive(schema, field, 'sensitive')?.['level'] as string | undefined) ?? null,
    unit: (directive(schema, field, 'unit')?.['name'] as string | undefined) ?? null,
    min: (range?.['min'] as number | undefined) ?? null,
    max: (range?.['max'] as number | undefined) ?? null,
    identifying: directive(schema, field, 'identifying') !== undefined,
    on: (directive(schema, field, 'on')?.['kinds'] as string[] | undefined) ?? null
  }
}

function readRelationKinds(
  schema: GraphQLSchema,
  kinds: ReadonlyMap<string, Kind>,
  properties: ReadonlyMap<string, Property>
): Map<string, RelationKind> {
  const type = schema.getType('RelationKind')
  if (!(type instanceof GraphQLEnumType)) throw new SkeinError('MISCONFIGURED', 'schema: enum RelationKind is missing')
  const concrete = (names: readonly string[], at: string): Set<string> => {
    const set = new Set<string>()
    for (const name of names) {
      const known = schema.getType(name)
      if (kinds.has(name)) set.add(name)
      else if (known instanceof GraphQLInterfaceType) {
        for (const k of kinds.values()) if (k.interfaces.includes(name)) set.add(k.name)
      } else throw new SkeinError('MISCONFIGURED', `schema: RelationKind.${at} names ${name}, which is no kind`)
    }
    return set
  }
  const result = new Map<string, RelationKind>()
  for (const value of type.getValues()) {
    const ends = directive(schema, value, 'ends')
    if (ends === undefined) throw new SkeinError('MISCONFIGURED', `schema: RelationKind.${value.name} lacks @ends`)
    result.set(value.name, {
      name: value.name,
      description: value.description ?? '',
      from: concrete(ends['from'] as string[], value.name),
      to: concrete(ends['to'] as string[], value.name),
      symmetric: ends['symmetric'] === true,
      acyclic: ends['acyclic'] === true,
      repeats: ends['repeats'] === true,
      accusing: ends['accusing'] === true,
      properties: new Map([...properties].filter(([, p]) => p.on === null || p.on.includes(value.name)))
    })
  }
  return result
}

/** That the kinds agree on a property's type is checked where the filters are made. */
function entityPropertiesOf(kinds: ReadonlyMap<string, Kind>): Map<string, EntityProperty> {
  const all = new Map<string, EntityProperty>()
  for (const kind of kinds.values())
    for (const { name, type, list, indexed } of kind.properties.values())
      all.set(name, { name, type, list, whole: indexed && (all.get(name)?.whole ?? true) })
  return all
}

/** The properties that say when entities were: where two stand for one end, the second holds where the first is open. */
function timesOf(schema: GraphQLSchema, kinds: ReadonlyMap<string, Kind>): Ontology['times'] {
  const begins = new Set<string>()
  const ends = new Map<string, readonly string[]>()
  for (const kind of kinds.values()) {
    const type = schema.getType(kind.name) as GraphQLObjectType
    const fields = Object.values(type.getFields())
    const end = fields.filter((field) => directive(schema, field, 'ended') !== undefined).map(({ name }) => name)
    for (const field of fields) {
      const began = directive(schema, field, 'began')
      if (began === undefined) continue
      begins.add(field.name)
      if (began['moment'] === true) end.push(field.name)
    }
    if (end.length > 0) ends.set(end.join(' '), end)
  }
  return { begins: [...begins], ends: [...ends.values()] }
}

function floatNames(kinds: ReadonlyMap<string, Kind>, relation: ReadonlyMap<string, Property>): Set<string> {
  const names = new Set<string>()
  for (const owner of [...[...kinds.values()].map((k) => k.properties), relation])
    for (const p of owner.values()) if (p.type === 'Float') for (const end of ['', '_1', '_2']) names.add(p.name + end)
  return names
}
