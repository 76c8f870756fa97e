import { describe, expect, it } from 'vitest'
import { OWNER, PUBLIC } from '../../src/access/viewer.ts'
import type { Engine } from '../../src/engine/port.ts'
import { rootFieldsOf, testPlanner, viewer } from './world.ts'

const planner = testPlanner()
const cost = (text: string, variables = {}): number =>
  rootFieldsOf(text, variables).reduce((sum, field) => sum + planner.prepare(field, PUBLIC).cost, 0)

/** An engine that must not be reached. */
const untouched = { read: () => Promise.reject(new Error('the store was touched')) } as unknown as Engine

describe('cost', () => {
  it('is the number of rows expected, from the values given', () => {
    expect(cost('{ entity(id: "e:1") { id } }')).toBe(1)
    expect(cost('{ entities(first: 7) { nodes { id name } } }')).toBe(7)
    expect(cost('{ entities(first: 7) { totalCount } }')).toBe(1)
    expect(
      cost('query ($n: Int) { entities(first: $n) { nodes { relations(first: 3) { nodes { id } } } } }', { n: 10 })
    ).toBe(40)
    expect(cost('{ entities { nodes { relations { nodes { other { relations { nodes { id } } } } } } } }')).toBe(
      25 * (1 + 25 * 26)
    )
    expect(cost('{ nodes(ids: ["e:1", "e:2", "x"]) { id } }')).toBe(2)
  })

  it('counts every alias, every view of a page and every computed field', () => {
    const one = cost('{ entity(id: "e:1") { relations(first: 5) { nodes { id } } } }')
    const two = cost(
      '{ entity(id: "e:1") { a: relations(first: 5) { nodes { id } } b: relations(first: 5) { nodes { id } } } }'
    )
    expect(two - 1).toBe(2 * (one - 1))
    const both =
      '{ entities(first: 2) { nodes { claims(first: 3) { nodes { id } } } edges { node { claims(first: 3) { nodes { id } } } } } }'
    expect(cost(both)).toBe(2 * (1 + 3 + 3))
    expect(cost('{ entity(id: "e:1") { ... on Group { shape { family } } } }')).toBeGreaterThan(50)
  })

  it('is refused above the limit before the store is touched, naming number and limit', async () => {
    const big = '{ entities(first: 100) { nodes { relations(first: 100) { nodes { id } } } } }'
    const [field] = rootFieldsOf(big)
    if (field === undefined) throw new Error('no field')
    await expect(planner.execute(field, PUBLIC, untouched)).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
      message: 'cost: at most 2,000, asked for 10,100',
      details: { limit: { name: 'cost', value: 2_000, met: 10_100 } }
    })
    await expect(planner.execute(field, viewer(0), untouched)).rejects.toThrow('the store was touched')
    const [bigger] = rootFieldsOf('{ entities(first: 200) { nodes { relations(first: 200) { nodes { id } } } } }')
    if (bigger === undefined) throw new Error('no field')
    await expect(planner.execute(bigger, OWNER, untouched)).rejects.toMatchObject({
      details: { limit: { value: 20_000 } }
    })
  })
})
