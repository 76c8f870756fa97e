/** The typology as GraphQL answers it, on published controls: a firm that reports upwards, and its friendships. */
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ask, createApi } from '../../src/server/api.ts'
import { importDataset } from '../../src/service/import/import.ts'
import { openSkein } from '../../src/service/skein.ts'
import { OWNER } from '../../src/service/viewer.ts'

interface Verdict {
  family: string
  probability: number | null
  interval: { low: number; high: number } | null
  types: { probability: number }[]
  refused: { settle: string }[]
  wouldChange: string[]
  rules: string
  words: string
}

const QUESTION = `{ entities(filter: { kinds: [Case] }) { nodes { name ... on Collective { typology {
  family probability interval { low high } types { type probability } refused { words settle } wouldChange rules words } } } } }`

it('names the firm hierarchical, says how sure, and names no family on friendships or tapped calls alone', async () => {
  const skein = await openSkein({ store: '', data: null })
  try {
    for (const name of ['krackhardt-reports-to', 'krackhardt-friends', 'natarajan-cocaine'])
      await importDataset(skein, OWNER, { paths: [join('seeds', 'cases', name)] })
    const answer = (await ask(createApi(skein, { log: () => undefined }), QUESTION, { viewer: OWNER })) as {
      data: { entities: { nodes: { name: string; typology: Verdict }[] } }
    }
    const of = (name: string): Verdict => {
      const found = answer.data.entities.nodes.find((node) => node.name.includes(name))
      if (found === undefined) throw new Error(`no ${name}`)
      return found.typology
    }
    const firm = of('reports-to')
    expect([firm.family, firm.rules, firm.refused]).toEqual(['HIERARCHICAL', 'HIERARCHICAL', []])
    expect(firm.probability).toBeGreaterThan(0.7)
    expect(firm.interval?.low).toBeLessThanOrEqual(firm.probability ?? 0)
    expect(firm.types.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 6)
    for (const name of ['friend', 'Natarajan cocaine']) {
      const verdict = of(name)
      expect(verdict.family, name).toBe('CANNOT_TELL')
      expect(verdict.refused.every(({ settle }) => settle.length > 10)).toBe(true)
      expect(verdict.refused.length).toBeGreaterThan(0)
      expect(verdict.wouldChange).toHaveLength(2)
    }
  } finally {
    await skein.close()
  }
})
