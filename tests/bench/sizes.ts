import { OWNER } from '../../src/access/viewer.ts'
import { ask, createApi, type Api } from '../../src/server/api.ts'
import { importDataset } from '../../src/service/import/import.ts'
import { openSkein } from '../../src/service/skein.ts'
import { idOfPerson, madeUp, nameOf, PROBE, type Size } from './made-up.ts'
import { medianOf, quantile } from './time.ts'

/** Persons and ties such that the whole has about so many ties; 100,000 names at the largest. */
const SIZES: Readonly<Record<string, Size>> = {
  '10k': { persons: 1_000, groups: 20, supplies: 8_000, commands: 1_000 },
  '100k': { persons: 10_000, groups: 200, supplies: 80_000, commands: 10_000 },
  '1m': { persons: 100_000, groups: 2_000, supplies: 800_000, commands: 100_000 }
}
const ROUNDS = 100
const CALLERS = 4

const NEIGHBOURHOOD = `query ($id: ID!) { entity(id: $id) { id name relations(kinds: [SUPPLIES], direction: OUT, first: 25) {
  nodes { id kind grade other { id name } } pageInfo { hasNextPage } } } }`
const SEARCH = 'query ($text: String!) { search(text: $text, first: 10) { nodes { id name } } }'
const payload = (form: string): string =>
  `query ($id: ID!) { graph(input: { around: $id, kinds: [SUPPLIES, COMMANDS], first: 500 }) { ${form} } }`

/** The embedded engine from 10,000 to 1,000,000 ties: import, memory, the neighbourhood of equally many, search by name. */
export async function benchSizes(folder: string): Promise<unknown> {
  const results: Record<string, unknown> = {}
  for (const [name, size] of Object.entries(SIZES)) {
    const path = await madeUp(folder, size)
    const skein = await openSkein({ store: '', data: `${folder}/size-${name}`, secret: 'bench' })
    try {
      const begun = performance.now()
      const report = await importDataset(skein, OWNER, { paths: [path] })
      const seconds = (performance.now() - begun) / 1000
      if (report.problemCount > 0) throw new Error(JSON.stringify(report.problems[0]))
      const api = createApi(skein, { log: () => undefined })
      const neighbours = await times(
        api,
        NEIGHBOURHOOD,
        () => ({ id: idOfPerson(PROBE.person) }),
        (data) => {
          const { nodes } = (data as { entity: { relations: { nodes: unknown[] } } }).entity.relations
          if (nodes.length !== PROBE.degree) throw new Error(`the probe has ${nodes.length} ties`)
        }
      )
      const searched = await times(
        api,
        SEARCH,
        (i) => ({ text: nameOf((i * 7_919) % size.persons) }),
        (data) => {
          if ((data as { search: { nodes: unknown[] } }).search.nodes.length === 0)
            throw new Error('a name was not found')
        }
      )
      results[name] = {
        claims: report.added,
        claims_per_s: Math.round(report.added / seconds),
        rss_mb: Math.round(process.memoryUsage().rss / 2 ** 20),
        neighbourhood_ms: Number(medianOf(neighbours).toFixed(2)),
        search_p95_ms: Number(quantile(searched, 0.95).toFixed(1)),
        ...(name === '10k' ? { payload: await benchPayload(api) } : {})
      }
    } finally {
      await skein.close()
    }
  }
  return results
}

async function times(
  api: Api,
  query: string,
  variables: (i: number) => unknown,
  check: (data: unknown) => void
): Promise<number[]> {
  const list: number[] = []
  for (let i = -5; i < ROUNDS; i++) {
    const begun = performance.now()
    const answer = (await ask(api, query, { viewer: OWNER }, variables(i + 5))) as {
      data?: unknown
      errors?: unknown
    }
    if (i >= 0) list.push(performance.now() - begun)
    if (answer.errors !== undefined) throw new Error(JSON.stringify(answer.errors))
    check(answer.data)
  }
  return list
}

/** Drawings of a neighbourhood per second, as Cytoscape reads them and in types. */
async function benchPayload(api: Api): Promise<unknown> {
  const rate = async (form: string): Promise<{ rps: number; kb: number }> => {
    const until = performance.now() + 4_000
    const begun = performance.now()
    let done = 0
    let length = 0
    const caller = async (c: number): Promise<void> => {
      for (let i = c; performance.now() < until; i += CALLERS) {
        const answer = (await ask(
          api,
          payload(form),
          { viewer: { ...OWNER, id: `bench ${c}` } },
          { id: idOfPerson(1 + (i % 50)) }
        )) as { errors?: unknown }
        if (answer.errors !== undefined) throw new Error(JSON.stringify(answer.errors))
        length = JSON.stringify(answer).length
        done++
      }
    }
    await Promise.all(Array.from({ length: CALLERS }, (_, c) => caller(c)))
    return { rps: Math.round(done / ((performance.now() - begun) / 1000)), kb: Math.round(length / 1024) }
  }
  return {
    elements: await rate('elements truncated { shown }'),
    typed: await rate('nodes { id name kind } edges { id kind from { id } to { id } } truncated { shown }')
  }
}
