/**
 * `npm run soak -- --minutes N [--json FILE]`: the service as `npm start` runs it, with all seeds, under a mixed load for N minutes.
 * Memory, open handles and the latency of one query are sampled; the exit code is 1 where one of them grows beyond its bound
 * (trend.ts), or an answer was wrong. Linux only: it reads /proc.
 */
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { inspect, parseArgs } from 'node:util'
import { readRunning } from '../../src/server/serve.ts'
import { Client, listen, PROBE, read, readPast, write, type Tally } from './load.ts'
import { BOUNDS, quantile, trendOf, type Measured, type Sample } from './trend.ts'

const { values } = parseArgs({ options: { minutes: { type: 'string' }, json: { type: 'string' } } })
const minutes = Number(values.minutes ?? 60)
if (!(minutes > 0)) {
  console.error('usage: npm run soak -- --minutes N [--json FILE]')
  process.exit(2)
}
/** Milliseconds between samples: a minute; in a short run less, so that there are enough for a line. */
const every = Math.min(60_000, (minutes * 60_000) / 16)
const warm = minutes / 4

const folder = mkdtempSync(join(tmpdir(), 'skein-soak-'))
const data = join(folder, 'store')
const env = { ...process.env, PORT: '0', SKEIN_DATA: data, SKEIN_STORE: '' }
const server = spawn(process.execPath, ['--max-semi-space-size=64', 'src/build/start.mjs'], {
  env,
  stdio: ['ignore', 'ignore', 'inherit']
})
const ended = new Promise<number | null>((done) => server.once('exit', done))
process.once('exit', () => server.kill('SIGKILL'))

const samples: Sample[] = []
const tally: Tally = { done: {}, errors: {} }
const faults: string[] = []
try {
  const url = await started()
  const client = (name: string): Client => new Client(url, key(name), tally)
  const probe = client('probe')
  const before = await sample(probe, 0)
  console.log('minute  RSS MB  handles  p50 ms  p95 ms')
  print(before)

  const stop = new AbortController()
  const load = Promise.all([
    ...['one', 'two', 'three'].map((name) => read(client(name), stop.signal)),
    readPast(client('past'), stop.signal),
    write(client('writer'), folder, stop.signal),
    listen(client('listener'), stop.signal)
  ])
  let broken: unknown
  load.catch((error: unknown) => (broken = error))
  const begun = performance.now()
  for (let next = every; next <= minutes * 60_000 && broken === undefined; next += every) {
    await pause(Math.max(0, begun + next - performance.now()))
    samples.push(await sample(probe, next / 60_000))
    print(samples.at(-1) ?? before)
  }
  stop.abort()
  await load
  // Connections that are kept alive end after five seconds.
  await pause(8_000)
  const after = await sample(probe, minutes)
  console.log('at rest, after the load:')
  print(after)
  if (after.handles > before.handles + BOUNDS.handles.least)
    faults.push(`at rest ${after.handles} handles are open; before the load it were ${before.handles}`)
} catch (error) {
  faults.push(`the run broke off: ${inspect(error)}`)
} finally {
  server.kill('SIGTERM')
  const code = await ended
  if (code !== 0) faults.push(`the server ended with ${String(code)}`)
  rmSync(folder, { recursive: true, force: true })
}

const trends = (Object.keys(BOUNDS) as Measured[]).map((of) => trendOf(of, samples, warm))
for (const { of, samples: n, minutes: span, from, growth, bound, holds } of trends) {
  const line = `${of}: ${from.toFixed(1)} and ${growth.toFixed(1)} more after ${span.toFixed(1)} minutes (${n} samples); at most ${bound.toFixed(1)}`
  console.log(line)
  if (!holds) faults.push(n < 5 ? `${of}: too few samples for a line` : `grows: ${line}`)
}
console.log('done:', tally.done)
console.log('refused or failed:', tally.errors)
for (const [what, times] of Object.entries(tally.errors))
  if (what !== 'LIMIT_EXCEEDED') faults.push(`${times} × ${what}`)
for (const fault of faults) console.log(`FAULT ${fault}`)
if (values.json !== undefined) {
  const machine = { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version }
  const report = { machine, minutes, samples, trends, ...tally, faults }
  writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`)
}
process.exitCode = faults.length === 0 ? 0 : 1

/** The server's address, once it answers. */
async function started(): Promise<string> {
  for (;;) {
    const running = readRunning(data)
    if (running !== null) return running.url
    if (server.exitCode !== null) throw new Error('the server did not start')
    await pause(200)
  }
}

/** A key as its owner would make it, beside the running server. */
function key(name: string): string {
  const scopes = name === 'writer' ? ['READ', 'WRITE'] : ['READ']
  const args = ['dist/src/cli/main.js', 'keys', 'add', `soak-${name}`, '--rank', 'RED', '--organisation', 'soak']
  const stdio: ['ignore', 'pipe', 'ignore'] = ['ignore', 'pipe', 'ignore']
  return execFileSync(process.execPath, [...args, '--scope', ...scopes], { env, stdio, encoding: 'utf8' }).trim()
}

async function sample(client: Client, minute: number): Promise<Sample> {
  const times: number[] = []
  for (let turn = 0; turn < 40; turn++) {
    const begun = performance.now()
    await client.ask('probe', PROBE)
    times.push(performance.now() - begun)
  }
  const of = `/proc/${server.pid ?? 0}`
  const kb = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`${of}/status`, 'utf8'))?.[1] ?? NaN)
  const handles = readdirSync(`${of}/fd`).length
  return { minute, rssMb: kb / 1024, handles, p50Ms: quantile(times, 0.5), p95Ms: quantile(times, 0.95) }
}

function print({ minute, rssMb, handles, p50Ms, p95Ms }: Sample): void {
  const columns = [minute.toFixed(1), rssMb.toFixed(0), String(handles), p50Ms.toFixed(1), p95Ms.toFixed(1)]
  console.log(columns.map((text, i) => text.padStart([6, 7, 8, 7, 7][i] ?? 0)).join(' '))
}
