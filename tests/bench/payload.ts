import { OWNER, type Viewer } from '../../src/access/viewer.ts'
import { createApi } from '../../src/server/api.ts'
import { importDataset } from '../../src/service/import/import.ts'
import { openSkein } from '../../src/service/skein.ts'
import { idOfGroup, madeUp, type Size } from './made-up.ts'

const SIZE: Size = { persons: 500, groups: 1, supplies: 2_000, commands: 0 }
const CALLERS = 4
const SECONDS = 5
const FORMS = {
  elements: 'elements',
  typed: 'nodes { id name kind } edges { id kind from { id } to { id } }'
}

interface Answer {
  data: { graph: { elements?: { nodes: unknown[]; edges: unknown[] }; nodes?: unknown[]; edges?: unknown[] } }
}

/**
 * Drawings of a group of 500 with 2,000 ties among them, per second, embedded: as Cytoscape reads them and in types. From a request to
 * the text of its answer, in this process, asked by several at once.
 */
export async function benchPayload(folder: string): Promise<unknown> {
  const path = await madeUp(folder, SIZE)
  const skein = await openSkein({ store: '', data: `${folder}/payload`, secret: 'bench' })
  try {
    await importDataset(skein, OWNER, { paths: [path] })
    const api = createApi(skein, { log: () => undefined })
    const results: Record<string, { rps: number; anew_rps: number; kb: number }> = {}
    for (const [form, fields] of Object.entries(FORMS)) {
      const query = `query ($id: ID!) { graph(input: { collectives: [$id], first: 500 }) { ${fields} truncated { shown } } }`
      const init = {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables: { id: idOfGroup(0) } })
      }
      const get = async (viewer: Viewer): Promise<string> =>
        (await api.fetch('http://localhost/graphql', init, { viewer })).text()
      const text = await get(OWNER)
      const { graph } = (JSON.parse(text) as Answer).data
      const { nodes = [], edges = [] } = graph.elements ?? graph
      if (nodes.length !== SIZE.persons || edges.length !== SIZE.supplies)
        throw new Error(`${nodes.length} nodes and ${edges.length} ties`)
      const rate = async (viewer: (i: number) => Viewer): Promise<number> => {
        const begun = performance.now()
        const until = begun + SECONDS * 1000
        let done = 0
        const caller = async (): Promise<void> => {
          while (performance.now() < until)
            if ((await get(viewer(done++))).length !== text.length)
              throw new Error('another answer to the same question')
        }
        await Promise.all(Array.from({ length: CALLERS }, caller))
        return Math.round(done / ((performance.now() - begun) / 1000))
      }
      results[form] = {
        rps: await rate(() => OWNER),
        /** Each time by somebody who has not asked before: nothing is kept for him. */
        anew_rps: await rate((i) => ({ ...OWNER, id: `${form} ${i}` })),
        kb: Math.round(text.length / 1024)
      }
    }
    return { rps: results['elements']?.rps, ...results }
  } finally {
    await skein.close()
  }
}
