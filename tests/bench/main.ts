import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { missingForNeo4j, startNeo4j, type LocalNeo4j } from '../../src/cli/neo4j-local.ts'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { benchAnalysis } from './analysis.ts'
import { benchImport } from './import.ts'
import { OWNER } from '../../src/access/viewer.ts'
import { importDataset } from '../../src/service/import/import.ts'
import { openSkein } from '../../src/service/skein.ts'
import { madeUp } from './made-up.ts'
import { benchNested } from './nested.ts'
import { benchPayload } from './payload.ts'
import { benchPlanning } from './planning.ts'
import { keyed } from './keys.ts'
import { benchSize } from './sizes.ts'
import { benchStart } from './start.ts'

/**
 * `npm run bench -- [LANE…] [--json FILE]`: the figures of the budgets, as medians and as ratios against a limit or a peer in the
 * same run. Nothing here passes or fails by the clock; answers are checked before time is read. Lanes: planning, import, nested,
 * payload, sizes, start, analysis; all when none is named.
 */
const at = process.argv.indexOf('--json')
const file = at < 0 ? undefined : process.argv[at + 1]
const named = process.argv.slice(2).filter((word) => !word.startsWith('--') && word !== file)
const runs = (lane: string): boolean => named.length === 0 || named.includes(lane)
const cache = resolve(process.env['SKEIN_NEO4J_HOME'] ?? '.cache/neo4j')

const lanes: Record<string, unknown> = {}
const say = (name: string, value: unknown): void => {
  lanes[name] = value
  process.stdout.write(`${name}: ${JSON.stringify(value, null, 1)}\n`)
}

const MACHINE = {
  machine: {
    cpu: cpus()[0]?.model,
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version
  },
  commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
}

type Login = Pick<LocalNeo4j, 'uri' | 'user' | 'password'>

/** Runs `work` on a Neo4j of its own; says why where there is none. */
async function onNeo4j(name: string, folder: string, work: (login: Login) => Promise<unknown>): Promise<void> {
  const missing = missingForNeo4j(cache)
  if (missing !== null) {
    say(name, { skipped: missing })
    return
  }
  const neo4j = await startNeo4j({ cache, home: join(folder, name), password: 'skein-bench' })
  try {
    say(name, await work(neo4j))
  } finally {
    await neo4j.stop()
  }
}

/** 50,000 persons and 300,000 ties. */
async function nested(folder: string, { uri, user, password }: Login): Promise<unknown> {
  const path = await madeUp(folder, { persons: 50_000, groups: 1_000, supplies: 200_000, commands: 50_000 })
  const skein = await openSkein({ store: uri, data: null, user, password, secret: 'bench' })
  try {
    const { problems } = await importDataset(skein, OWNER, { paths: [path] })
    if (problems.length > 0) throw new Error(JSON.stringify(problems[0]))
    return await benchNested(skein, { uri, user, password })
  } finally {
    await skein.close()
  }
}

if (runs('planning')) say('planning', benchPlanning())
if (runs('analysis')) await benchAnalysis(say)
const folder = mkdtempSync(join(tmpdir(), 'skein-bench-'))
try {
  if (runs('import')) {
    say('import.grafeo', await benchImport({ store: '', data: join(folder, 'embedded') }, folder))
    await onNeo4j('import.neo4j', folder, (login) => benchImport({ store: login.uri, data: null, ...login }, folder))
  }
  if (runs('nested')) await onNeo4j('nested', folder, (login) => nested(folder, login))
  if (runs('payload')) say('payload', await benchPayload(folder))
  if (runs('sizes')) {
    for (const name of ['10k', '100k', '1m'] as const)
      say(`sizes.grafeo.${name}`, await benchSize(folder, name, { store: '', data: join(folder, `size-${name}`) }))
    for (const name of ['100k', '1m'] as const)
      await onNeo4j(`sizes.neo4j.${name}`, folder, (login) =>
        benchSize(folder, name, { store: login.uri, data: null, ...login })
      )
  }
  if (runs('start')) say('start', await benchStart(folder))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
if (file !== undefined) writeFileSync(file, `${JSON.stringify({ ...MACHINE, ...keyed(lanes) }, null, 2)}\n`)
