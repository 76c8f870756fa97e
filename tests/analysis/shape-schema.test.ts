import { readFileSync } from 'node:fs'
import { Kind, parse, type DefinitionNode } from 'graphql'
import { expect, test } from 'vitest'
import { assumptions, cautions } from '../../src/analysis/shape/assumptions.ts'

const definitions = (file: string): readonly DefinitionNode[] =>
  parse(readFileSync(new URL(`../../schema/${file}`, import.meta.url), 'utf8')).definitions

test('every way of collecting that the schema knows has a caution', () => {
  const known = definitions('evidence.graphql').flatMap((d) =>
    d.kind === Kind.ENUM_TYPE_DEFINITION && d.name.value === 'HowCollected' ? (d.values ?? []) : []
  )
  expect(Object.keys(cautions).sort()).toEqual(known.map((value) => value.name.value).sort())
})

test('every attribute that is weighed is a property of groups and cases in the schema', () => {
  const fields = definitions('cases.graphql').flatMap((d) =>
    d.kind === Kind.INTERFACE_TYPE_DEFINITION && d.name.value === 'Collective' ? (d.fields ?? []) : []
  )
  const truths = fields
    .filter((f) => f.type.kind === Kind.NAMED_TYPE && f.type.name.value === 'Boolean')
    .map((f) => f.name.value)
  expect(
    Object.values(assumptions.ratios)
      .map((ratio) => ratio.property)
      .sort()
  ).toEqual(truths.sort())
})
