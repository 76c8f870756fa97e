import { readFileSync } from 'node:fs'
import { buildSchema, findBreakingChanges } from 'graphql'
import { describe, expect, it } from 'vitest'
import { loadOntology } from '../../src/service/ontology.ts'

const SNAPSHOT = 'tests/api/schema.sdl'
const AGAIN = `Accept it with: npm run skein --silent -- schema --bare > ${SNAPSHOT}`

describe('the schema', () => {
  const committed = buildSchema(readFileSync(SNAPSHOT, 'utf8'))
  const current = buildSchema(loadOntology().sdl)

  it('breaks nobody who wrote against the committed one', () => {
    expect(findBreakingChanges(committed, current).map(({ description }) => description)).toEqual([])
  })

  it('is committed with all that is new', () => {
    const missing = findBreakingChanges(current, committed).map(({ description }) => description)
    expect(missing, AGAIN).toEqual([])
  })
})
