import { expect, it } from 'vitest'
import { measureCatalogue } from '../../src/service/catalogue.ts'
import { computeStructure } from '../../src/service/structure.ts'

const nothing = { id: 'e:0', kind: 'Group', members: [], ties: [], units: [], claims: [], howCollected: new Map() }

it('has every measure that an answer can hold, and no other, with all its texts', () => {
  const computed = computeStructure(nothing).measures()
  const catalogue = measureCatalogue()
  expect(catalogue.map(({ id }) => id)).toEqual(computed.map(({ id }) => id))
  for (const entry of catalogue)
    for (const [name, text] of Object.entries(entry))
      expect(text.trim().length, `${entry.id}.${name}`).toBeGreaterThan(2)
})

it('says of a measure what an answer says beside its value', () => {
  const byId = new Map(measureCatalogue().map((entry) => [entry.id, entry]))
  for (const value of computeStructure(nothing).measures() as readonly Record<string, unknown>[]) {
    const entry = byId.get(String(value['id']))
    const { title: name, formula, range, unit, undefinedWhen, missingBias, source, layer } = value
    expect(entry).toMatchObject({ name, formula, range, unit, undefinedWhen, missingBias, source, layer })
  }
})
