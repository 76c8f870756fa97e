/**
 * `npm run validate -- [LANE…] [--json FILE]`: the long lanes, one after another, and a table of what came of them. The exit
 * code says whether all held.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { LANES, type Lane } from './lanes.ts'

interface Result {
  lane: string
  what: string
  passed: number
  failed: number
  /** Tests that did not run, which say why in their titles. */
  skipped: string[]
  seconds: number
}

/** What vitest writes of a run, as far as it is read here. */
interface Written {
  numPassedTests: number
  numFailedTests: number
  numFailedTestSuites: number
  testResults: { assertionResults: { status: string; fullName: string }[] }[]
}

const args = process.argv.slice(2)
const at = args.indexOf('--json')
const file = at < 0 ? undefined : args.splice(at, 2)[1]
const unknown = args.filter((name) => !LANES.some((lane) => lane.name === name))
if (unknown.length > 0 || (at >= 0 && file === undefined)) {
  console.error(`usage: npm run validate -- [${LANES.map(({ name }) => name).join(' | ')}]… [--json FILE]`)
  process.exit(2)
}

const folder = mkdtempSync(join(tmpdir(), 'skein-validate-'))
const results: Result[] = []
try {
  for (const lane of LANES) {
    if (args.length > 0 && !args.includes(lane.name)) continue
    console.log(`\n${lane.name}: ${lane.what} …`)
    results.push(await run(lane))
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}

console.log('\nlane          passed  failed  skipped  seconds  what')
for (const { lane, passed, failed, skipped, seconds, what } of results)
  console.log(
    [
      lane.padEnd(12),
      number(passed, 7),
      number(failed, 7),
      number(skipped.length, 8),
      number(seconds, 8),
      ` ${what}`
    ].join(' ')
  )
for (const name of new Set(results.flatMap(({ skipped }) => skipped))) console.log(`skipped: ${name}`)
if (file !== undefined) {
  const machine = {
    cpu: cpus()[0]?.model,
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version
  }
  writeFileSync(file, `${JSON.stringify({ machine, lanes: results }, null, 2)}\n`)
}
// A lane in which nothing ran has shown nothing.
process.exitCode = results.every(({ passed, failed }) => failed === 0 && passed > 0) ? 0 : 1

function number(value: number, width: number): string {
  return value.toLocaleString('en').padStart(width)
}

/** One lane in a process of its own. */
async function run({ name, what, files, env }: Lane): Promise<Result> {
  const out = join(folder, `${name}.json`)
  const vitest = [
    'node_modules/vitest/vitest.mjs',
    'run',
    ...files,
    '--reporter=default',
    '--reporter=json',
    `--outputFile=${out}`
  ]
  const begun = performance.now()
  const child = spawn(process.execPath, vitest, {
    env: { ...process.env, SKEIN_VALIDATE: '1', ...env },
    stdio: 'inherit'
  })
  await new Promise((done) => child.once('close', done))
  const seconds = Math.round((performance.now() - begun) / 1000)
  const written = read(out)
  if (written === null) return { lane: name, what, passed: 0, failed: 1, skipped: [], seconds }
  const { numPassedTests: passed, numFailedTests, numFailedTestSuites, testResults } = written
  const skipped = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status !== 'passed' && status !== 'failed')
    .map(({ fullName }) => fullName)
  // A file that could not be loaded has no failed test, only a failed suite.
  const failed = numFailedTests > 0 ? numFailedTests : child.exitCode === 0 ? 0 : Math.max(1, numFailedTestSuites)
  return { lane: name, what, passed, failed, skipped, seconds }
}

function read(path: string): Written | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Written
  } catch {
    return null
  }
}
