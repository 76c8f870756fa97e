import { describe, expect, it } from 'vitest'
import { OWNER, PUBLIC } from '../../src/access/viewer.ts'
import type { Engine } from '../../src/engine/port.ts'
import { rootFieldsOf, testPlanner } from './world.ts'

describe('a question for paths that cannot be asked', () => {
  const planner = testPlanner()
  const untouched = { read: () => Promise.reject(new Error('the store was touched')) } as unknown as Engine
  const refused = async (args: string, what = 'paths { length }', as = PUBLIC): Promise<unknown> => {
    const [field] = rootFieldsOf(`{ paths(${args}) { ${what} } }`)
    if (field === undefined) throw new Error('no field')
    return planner.execute(field, as, untouched)
  }
  const many = (n: number): string => JSON.stringify(Array.from({ length: n }, (_, i) => `e:${i}`))

  it.each([
    ['from: [], to: ["e:1"]', { code: 'INVALID_INPUT' }],
    ['from: ["e:1"], to: []', { code: 'INVALID_INPUT' }],
    ['from: "e:1", to: "e:2", maxHops: 0', { code: 'INVALID_INPUT' }],
    ['from: "e:1", to: "e:2", first: -1', { code: 'INVALID_INPUT' }],
    ['from: "e:1", to: "e:2", minGrade: "F6"', { code: 'INVALID_INPUT' }],
    ['from: "e:1", to: "e:2", period: { from: "2003-13" }', { code: 'INVALID_INPUT' }],
    [
      'from: "e:1", to: "e:2", maxHops: 9',
      { code: 'LIMIT_EXCEEDED', details: { limit: { name: 'maxHops', value: 8, met: 9 } } }
    ],
    ['from: "e:1", to: "e:2", first: 51', { code: 'LIMIT_EXCEEDED' }],
    [
      `from: ${many(51)}, to: "e:2"`,
      { code: 'LIMIT_EXCEEDED', details: { limit: { name: 'from', value: 50, met: 51 } } }
    ]
  ])('is refused before the store is touched: %s', async (args, error) => {
    await expect(refused(args)).rejects.toMatchObject(error)
  })

  it('is refused where it costs too much, and a single id is a list of one', async () => {
    const deep = 'paths { hops { from { relations(first: 50) { nodes { id } } } } }'
    await expect(refused('from: "e:1", to: "e:2", first: 50, maxHops: 8', deep, OWNER)).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
      details: { limit: { name: 'cost', value: 20_000, met: 8 * (50 + 50 * 51) } }
    })
    await expect(refused('from: "e:1", to: "e:2"')).rejects.toThrow('the store was touched')
  })
})
