import { getNamedType, isInputObjectType, isInterfaceType, isObjectType, type GraphQLInputObjectType } from 'graphql'
import { expect, it } from 'vitest'
import { ontology, schema } from '../query/world.ts'
import { FUZZED, NOT_YET_FUZZED, notYetFuzzed, OF_SHORTCUTS } from './coverage.ts'
import { RESOLVERS } from './reference/fields.ts'

const TEACH = 'teach it to tests/fuzz/reference, or list it in tests/fuzz/coverage.ts'
const query = schema.getQueryType()
const listed = (coordinate: string): boolean =>
  FUZZED.includes(coordinate) || FUZZED.includes(coordinate.replace(/\.[^.]*$/, '.*')) || notYetFuzzed(coordinate)

it('every root field, argument and input field of a question is fuzzed, or listed as not yet', () => {
  const inputs = new Set<GraphQLInputObjectType>()
  const missing: string[] = []
  const need = (coordinate: string): unknown => (listed(coordinate) ? 0 : missing.push(coordinate))
  const types = [...new Set(Object.values(schema.getTypeMap()))].filter(
    (type) => isObjectType(type) || isInterfaceType(type)
  )
  for (const type of types)
    for (const field of ['Mutation', 'Subscription'].includes(type.name) || type.name.startsWith('__')
      ? []
      : Object.values(type.getFields())) {
      if (type === query) need(`Query.${field.name}`)
      const declared = type.getInterfaces().some((each) => each.getFields()[field.name] !== undefined)
      const shortcut = [...ontology.kinds.values()].some(({ pages }) => pages.has(field.name))
      for (const arg of declared || notYetFuzzed(`${type.name}.${field.name}`) ? [] : field.args) {
        if (!(shortcut && OF_SHORTCUTS.includes(arg.name))) need(`${type.name}.${field.name}.${arg.name}`)
        const input = getNamedType(arg.type)
        if (isInputObjectType(input) && !notYetFuzzed(`${type.name}.${field.name}.${arg.name}`)) inputs.add(input)
      }
    }
  for (const input of inputs)
    for (const field of Object.values(input.getFields())) {
      need(`${input.name}.${field.name}`)
      const inner = getNamedType(field.type)
      if (isInputObjectType(inner) && !notYetFuzzed(`${input.name}.${field.name}`)) inputs.add(inner)
    }
  expect(missing, TEACH).toEqual([])
  // Nothing is listed that the schema does not have.
  const args = types.flatMap((type) =>
    Object.values(type.getFields()).flatMap((field) => [
      `${type.name}.${field.name}`,
      ...field.args.map((arg) => `${type.name}.${field.name}.${arg.name}`)
    ])
  )
  const known = new Set([
    ...args,
    ...[...inputs].flatMap((input) => Object.keys(input.getFields()).map((field) => `${input.name}.${field}`))
  ])
  expect(
    [...FUZZED, ...NOT_YET_FUZZED].filter((coordinate) => !coordinate.endsWith('.*') && !known.has(coordinate))
  ).toEqual([])
  expect(FUZZED.filter((coordinate) => NOT_YET_FUZZED.includes(coordinate))).toEqual([])
})

it('every computed field of an entity, tie, claim, source or dataset has a resolver in the reference, or is listed as not yet', () => {
  const missing: string[] = []
  for (const [name, kind] of [
    ...ontology.kinds,
    ['Relation', null],
    ['Claim', null],
    ['Source', null],
    ['Dataset', null]
  ] as const) {
    const type = schema.getType(name)
    for (const field of isObjectType(type) ? Object.values(type.getFields()) : []) {
      if (field.astNode?.directives?.some((directive) => directive.name.value === 'derived') !== true) continue
      const known = RESOLVERS[name]?.[field.name] ?? (kind === null ? undefined : RESOLVERS['Entity']?.[field.name])
      if (known === undefined && !notYetFuzzed(`${name}.${field.name}`)) missing.push(`${name}.${field.name}`)
    }
  }
  expect(missing, TEACH).toEqual([])
  const roots = Object.keys(query?.getFields() ?? {}).filter((name) => !notYetFuzzed(`Query.${name}`))
  expect(
    roots.filter((name) => RESOLVERS['Query']?.[name] === undefined),
    TEACH
  ).toEqual([])
})
