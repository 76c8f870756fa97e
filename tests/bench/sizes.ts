import { OWNER } from '../../src/access/viewer.ts'
import { ask, createApi, type Api } from '../../src/server/api.ts'
import { importDataset } from '../../src/service/import/import.ts'
import { openSkein, type SkeinOptions } from '../../src/service/skein.ts'
import { idOfPerson, madeUp, nameOf, PROBE, type Size } from './made-up.ts'
import { benchPaths, type PathFigures } from './paths.ts'
import { medianOf, quantile, whileReading } from './time.ts'

/** Persons and ties such that the whole has about so many ties; 100,000 names at the largest. */
export const SIZES = {
  '10k': { persons: 1_000, groups: 20, supplies: 8_000, commands: 1_000 },
  '100k': { persons: 10_000, groups: 200, supplies: 80_000, commands: 10_000 },
  '1m': { persons: 100_000, groups: 2_000, supplies: 800_000, commands: 100_000 }
} as const satisfies Readonly<Record<string, Size>>
export interface SizeFigures {
  readonly claims: number
  readonly claims_per_s: number
  readonly rss_mb: number
  /** Of the whole run so far. */
  readonly peak_rss_mb: number
  readonly readers_p95_ms: number
  readonly neighbourhood_ms: number
  readonly search_p95_ms: number
  readonly paths: PathFigures
}

const ROUNDS = 100

const NEIGHBOURHOOD = `query ($id: ID!) { entity(id: $id) { id name relations(kinds: [SUPPLIES], direction: OUT, first: 25) {
  nodes { id kind grade other { id name } } pageInfo { hasNextPage } } } }`
const SEARCH = 'query ($text: String!) { search(text: $text, first: 10) { nodes { id name } } }'

/** One engine with a graph of one size: import with a reader beside it, memory, the neighbourhood of equally many, search by name, paths. */
export async function benchSize(folder: string, name: keyof typeof SIZES, options: SkeinOptions): Promise<SizeFigures> {
  const size = SIZES[name]
  const path = await madeUp(folder, size)
  const skein = await openSkein({ ...options, secret: 'bench' })
  try {
    const api = createApi(skein, { log: () => undefined })
    const probe = { id: idOfPerson(PROBE.person) }
    const begun = performance.now()
    const read = (): Promise<unknown> => ask(api, NEIGHBOURHOOD, { viewer: OWNER }, probe)
    const { done: report, waits } = await whileReading(read, importDataset(skein, OWNER, { paths: [path] }))
    const seconds = (performance.now() - begun) / 1000
    if (report.problemCount > 0) throw new Error(JSON.stringify(report.problems[0]))
    const neighbours = await times(
      api,
      NEIGHBOURHOOD,
      () => probe,
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
    return {
      claims: report.added,
      claims_per_s: Math.round(report.added / seconds),
      rss_mb: Math.round(process.memoryUsage().rss / 2 ** 20),
      peak_rss_mb: Math.round(process.resourceUsage().maxRSS / 1024),
      readers_p95_ms: Number(quantile(waits, 0.95).toFixed(1)),
      neighbourhood_ms: Number(medianOf(neighbours).toFixed(2)),
      search_p95_ms: Number(quantile(searched, 0.95).toFixed(1)),
      paths: await benchPaths(api, size)
    }
  } finally {
    await skein.close()
  }
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
