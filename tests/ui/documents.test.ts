import { buildSchema, parse, validate } from 'graphql'
import { expect, test } from 'vitest'
import { loadOntology } from '../../src/service/ontology.ts'
import * as documents from '../../ui/src/api/documents.ts'
import { TiesDocument } from '../../ui/src/api/evidence.ts'
import { entityQuery } from '../../ui/src/api/facts.ts'
import { tableOf } from '../../ui/src/api/answer-table.ts'
import { idsIn } from '../../ui/src/api/ids.ts'

const ontology = loadOntology()
const schema = buildSchema(ontology.sdl)

const named = Object.entries({ ...documents, TiesDocument })

test.each(named)('%s is a question that the schema can answer', (_, document) => {
  expect(validate(schema, typeof document === 'string' ? parse(document) : document)).toEqual([])
})

test('the question for the facts of a kind is one for every kind of the schema', () => {
  for (const kind of ontology.kinds.values()) {
    const properties = [...kind.properties.keys()].filter((name) => !['name', 'aliases', 'note'].includes(name))
    expect(validate(schema, parse(entityQuery(kind.name, properties)))).toEqual([])
  }
})

test('ids of entities are found in an answer wherever they are, groups apart', () => {
  const answer = { a: [{ id: 'e:1', kind: 'Group' }, { node: { id: 'e:2' } }, { id: 'c:3' }] }
  expect(idsIn(answer, new Set(['Group']))).toEqual({ entities: ['e:2'], collectives: ['e:1'] })
})

test('an answer becomes a table of its first list: nested lists as lines, ids last', () => {
  expect(
    tableOf({
      q: {
        nodes: [
          { id: 'e:1', shape: { family: 'LOOSE' } },
          {
            id: 'e:2',
            goods: ['arms', 'drugs'],
            ties: { nodes: [{ id: 'r:1', kind: 'PAYS', to: { name: 'Nobody' } }] }
          }
        ]
      }
    })
  ).toEqual({
    columns: ['shape family', 'goods', 'ties', 'id'],
    rows: [
      [['LOOSE'], [], [], ['e:1']],
      [[], ['arms', 'drugs'], ['PAYS, to: Nobody (r:1)'], ['e:2']]
    ]
  })
  expect(tableOf({ revision: 3 })).toBeNull()
})
