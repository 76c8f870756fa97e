import { writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { missingForNeo4j, startNeo4j } from '../../src/cli/neo4j-local.ts'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { benchImport } from './import.ts'
import { benchPlanning } from './planning.ts'
import { benchStart } from './start.ts'

/**
 * `npm run bench -- [--json FILE]`: every figure of the budgets, as medians and as ratios against a limit or a peer in the same
 * run. Nothing here passes or fails by the clock; answers are checked before time is read.
 */
const at = process.argv.indexOf('--json')
const file = at < 0 ? undefined : process.argv[at + 1]
const cache = resolve(process.env['SKEIN_NEO4J_HOME'] ?? '.cache/neo4j')

const results: Record<string, unknown> = {
  machine: {
    cpu: cpus()[0]?.model,
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version
  }
}
const say = (name: string, value: unknown): void => {
  results[name] = value
  process.stdout.write(`${name}: ${JSON.stringify(value)}\n`)
}

say('planning', benchPlanning())
const folder = mkdtempSync(join(tmpdir(), 'skein-bench-'))
try {
  say('import.embedded', await benchImport({ store: '', data: join(folder, 'embedded') }, folder))
  const missing = missingForNeo4j(cache)
  if (missing === null) {
    const neo4j = await startNeo4j({ cache, home: join(folder, 'neo4j'), password: 'skein-bench' })
    try {
      say(
        'import.neo4j',
        await benchImport({ store: neo4j.uri, data: null, user: neo4j.user, password: neo4j.password }, folder)
      )
    } finally {
      await neo4j.stop()
    }
  } else say('import.neo4j', { skipped: missing })
  say('start', await benchStart(folder))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
if (file !== undefined) writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`)
