import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Engine, Value } from '../../src/engine/port.ts'
import { OWNER } from '../../src/access/viewer.ts'
import { openEngine } from '../../src/engine/open.ts'
import { importDataset } from '../../src/service/import/import.ts'
import { loadOntology } from '../../src/service/ontology.ts'
import { openSkein, type Skein, type SkeinOptions } from '../../src/service/skein.ts'
import { recordId } from '../../src/claims/ids.ts'
import { schemaTexts } from '../../src/store/schema.ts'
import { medianOf, quantile, whileReading } from './time.ts'

const ACTORS = 10_000
const TIES = 40_000
const BATCH = 2_000
const RUNS = 3

/** A made-up dataset: actors and repeated contacts among them. */
function dataset(folder: string, name: string): string {
  const path = join(folder, name)
  mkdirSync(path, { recursive: true })
  const manifest = {
    name: `bench/${name}`,
    title: name,
    publisher: 'bench',
    publisherRole: 'INVENTED',
    licence: 'none',
    howCollected: 'INVENTED',
    invented: true,
    grade: 'B2'
  }
  writeFileSync(join(path, 'dataset.json'), JSON.stringify(manifest))
  const nodes = Array.from({ length: ACTORS }, (_, i) => `p${i},Person,Actor ${i},role ${i % 7}`)
  writeFileSync(join(path, 'nodes.csv'), `id,kind,name,publishedRole\n${nodes.join('\n')}\n`)
  const ties = Array.from(
    { length: TIES },
    (_, i) => `CONTACTS,p${(i * 7919) % ACTORS},p${(i * 104729 + 1 + Math.floor(i / ACTORS)) % ACTORS},${(i % 9) + 1}`
  )
  const proper = ties.filter((row) => row.split(',')[1] !== row.split(',')[2])
  writeFileSync(join(path, 'edges.csv'), `kind,from,to,weight\n${proper.join('\n')}\n`)
  return path
}

/** The same nodes and ties that an import leaves, written by the plainest statements: the limit. */
async function rawRate(
  engine: Engine,
  rows: { entities: Value[]; records: Value[]; claims: Value[]; ties: Value[] }
): Promise<number> {
  const statements: [string, Value[]][] = [
    ['UNWIND $rows AS row CREATE (n:Entity:Person) SET n = row', rows.entities],
    ['UNWIND $rows AS row CREATE (n:Record) SET n = row', rows.records],
    ['UNWIND $rows AS row CREATE (n:Claim) SET n = row', rows.claims],
    [
      'UNWIND $rows AS row MATCH (a:Entity {id: row.from}) MATCH (b:Entity {id: row.to}) CREATE (a)-[r:CONTACTS]->(b) SET r = row.p',
      rows.ties
    ]
  ]
  const begun = performance.now()
  for (const [text, list] of statements)
    for (let i = 0; i < list.length; i += BATCH)
      await engine.transaction((transaction) =>
        transaction.run({ text, params: { rows: list.slice(i, i + BATCH) }, columns: [], floats: ['weight'] })
      )
  return rows.claims.length / ((performance.now() - begun) / 1000)
}

async function stored(skein: Skein): Promise<{ entities: Value[]; records: Value[]; claims: Value[]; ties: Value[] }> {
  const read = async (text: string, columns: string[]): Promise<Value[][]> =>
    (await skein.store.read(text, columns)) as Value[][]
  const first = (rows: Value[][]): Value[] => rows.map(([p]) => p ?? null)
  const pick = async (label: string): Promise<Value[]> =>
    first(await read(`MATCH (n:${label}) RETURN properties(n) AS p`, ['p']))
  const ties = await read('MATCH (a:Entity)-[r]->(b:Entity) RETURN a.id AS a, b.id AS b, properties(r) AS p', [
    'a',
    'b',
    'p'
  ])
  return {
    entities: await pick('Entity'),
    records: await pick('Record'),
    claims: await pick('Claim'),
    ties: ties.map(([from, to, p]) => ({ from: from ?? null, to: to ?? null, p: p ?? null }))
  }
}

const neighbours = (skein: Skein): Promise<unknown> =>
  skein.store.read('MATCH (n:Entity {id: $id})-[r:CONTACTS]-(m:Entity) RETURN m.id AS id LIMIT 25', ['id'], {
    id: recordId('bench/set0:p0')
  })

async function wipe(engine: Engine): Promise<void> {
  for (let left = 1; left > 0;) {
    const text = 'MATCH (n) WHERE NOT n:Store AND NOT n:Journal WITH n LIMIT 10000 DETACH DELETE n RETURN count(*) AS c'
    const [row] = await engine.transaction((transaction) => transaction.run({ text, params: {}, columns: ['c'] }))
    left = Number(row?.[0] ?? 0)
  }
}

/** Claims per second of an import, of the same again, and of the raw writes of the same rows; readers' wait meanwhile. */
export async function benchImport(options: SkeinOptions, folder: string): Promise<unknown> {
  const ontology = loadOntology()
  const skein = await openSkein({ ...options, ontology, secret: 'bench' })
  const rates: number[] = []
  const again: number[] = []
  let claims = 0
  let rows: Awaited<ReturnType<typeof stored>> | undefined
  for (let run = 0; run < RUNS; run++) {
    const path = dataset(folder, `set${run}`)
    let begun = performance.now()
    const report = await importDataset(skein, OWNER, { paths: [path] })
    rates.push(report.added / ((performance.now() - begun) / 1000))
    claims = report.added
    if (report.problemCount > 0) throw new Error(JSON.stringify(report.problems[0]))
    begun = performance.now()
    const same = await importDataset(skein, OWNER, { paths: [path] })
    again.push(same.unchanged / ((performance.now() - begun) / 1000))
    if (same.added !== 0 || same.unchanged !== claims) throw new Error('the same again changed something')
    if (run === 0) rows = await stored(skein)
  }
  const path = dataset(folder, 'waiting')
  const { waits } = await whileReading(() => neighbours(skein), importDataset(skein, OWNER, { paths: [path] }))
  await skein.close()

  const raw: number[] = []
  const config = {
    store: options.store,
    folder: null,
    user: options.user,
    password: options.password,
    database: options.database
  }
  const engine = await openEngine(config, {
    replay: () => Promise.resolve(),
    notice: () => undefined,
    schema: schemaTexts(ontology)
  })
  for (let run = 0; run < RUNS && rows !== undefined; run++) {
    await wipe(engine)
    raw.push(await rawRate(engine, rows))
  }
  await engine.close()
  return {
    claims,
    claims_per_s: Math.round(medianOf(rates)),
    raw_per_s: Math.round(medianOf(raw)),
    ratio: Number((medianOf(raw) / medianOf(rates)).toFixed(2)),
    unchanged_per_s: Math.round(medianOf(again)),
    readers_p95_ms: Number(quantile(waits, 0.95).toFixed(1)),
    rss_mb: Math.round(process.memoryUsage().rss / 2 ** 20)
  }
}
