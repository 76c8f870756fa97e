/**
 * A local Neo4j Community for development and tests, run from its own jars as a separate process (GPL: nothing of it is
 * shipped). The jars are fetched by Maven once.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { setFirstPassword } from '../engine/neo4j-password.ts'
import { SkeinError } from '../errors.ts'

export const NEO4J_VERSION = '5.26.25'
const JAVA_AT_LEAST = 17
const START_WAIT_MS = 90_000
const STOP_WAIT_MS = 15_000
const POLL_MS = 100

export interface LocalNeo4jOptions {
  /** Holds `lib/` with the jars. */
  cache: string
  /** Data, logs and configuration of this server. */
  home: string
  password: string
  /** 0 or absent: any free port. */
  boltPort?: number
  /** The browser's port; absent: no browser. */
  httpPort?: number
  notice?: (message: string) => void
}

export interface LocalNeo4j {
  uri: string
  user: string
  password: string
  pid: number
  stop: () => Promise<void>
  /** Kept when the server has ended, by itself or stopped. */
  ended: Promise<void>
}

/** What is missing to start one, as a sentence; null when nothing is. */
export function missingForNeo4j(cache: string): string | null {
  const java = spawnSync('java', ['-version'], { encoding: 'utf8' })
  const version = Number(/version "(\d+)/.exec(java.stderr)?.[1] ?? 0)
  if (version < JAVA_AT_LEAST)
    return `Java ${JAVA_AT_LEAST} or later is needed to run Neo4j (found ${version === 0 ? 'none' : version})`
  return hasJars(cache) ? null : `Neo4j's jars are not in ${cache}; "skein neo4j --fetch" gets them`
}

const hasJars = (cache: string): boolean =>
  existsSync(join(cache, 'lib')) &&
  readdirSync(join(cache, 'lib')).some((name) => name === `neo4j-${NEO4J_VERSION}.jar`)

/** Fetches the jars by Maven (about 116 MB, a minute the first time). */
export async function fetchNeo4j(cache: string, notice: (message: string) => void = () => undefined): Promise<void> {
  if (hasJars(cache)) return
  notice(`Fetching Neo4j ${NEO4J_VERSION} (116 MB) into ${cache} …`)
  await mkdir(cache, { recursive: true })
  await writeFile(join(cache, 'pom.xml'), POM)
  const args = ['-q', '-B', 'dependency:copy-dependencies', '-DoutputDirectory=lib']
  const maven = spawn('mvn', args, { cwd: cache, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  maven.stderr.on('data', (data: Buffer) => (said = (said + data.toString()).slice(-2000)))
  const code = await new Promise<number | null>((done) => {
    maven.once('error', () => done(null))
    maven.once('close', done)
  })
  if (code === 0 && hasJars(cache)) return
  const why = code === null ? 'Maven (mvn) was not found' : `Maven failed: ${said.trim()}`
  throw new SkeinError('UNAVAILABLE', `Neo4j's jars could not be fetched. ${why}`)
}

export async function startNeo4j(options: LocalNeo4jOptions): Promise<LocalNeo4j> {
  const cache = resolve(options.cache)
  const home = resolve(options.home)
  const missing = missingForNeo4j(cache)
  if (missing !== null) throw new SkeinError('UNAVAILABLE', missing)
  const port = options.boltPort === undefined || options.boltPort === 0 ? await freePort() : options.boltPort
  await mkdir(join(home, 'conf'), { recursive: true })
  await writeFile(join(home, 'conf', 'neo4j.conf'), configuration(port, options.httpPort))
  const log = join(home, 'logs', 'neo4j.log')
  await rm(log, { force: true })
  options.notice?.(`Starting Neo4j ${NEO4J_VERSION} at bolt://127.0.0.1:${port} …`)
  const main = ['org.neo4j.server.CommunityEntryPoint', `--home-dir=${home}`, `--config-dir=${join(home, 'conf')}`]
  const child = spawn('java', ['-Xms512m', '-Xmx1g', '-cp', join(cache, 'lib', '*'), ...main], { stdio: 'ignore' })
  const ended = new Promise<void>((done) => {
    child.once('error', () => done())
    child.once('close', () => done())
  })
  const onExit = (): void => void child.kill('SIGKILL')
  process.once('exit', onExit)
  const stop = (): Promise<void> => stopChild(child, ended).finally(() => process.removeListener('exit', onExit))
  const uri = `bolt://127.0.0.1:${port}`
  try {
    await started(child, log)
    await setFirstPassword(uri, 'neo4j', options.password)
  } catch (error) {
    await stop()
    throw error
  }
  return { uri, user: 'neo4j', password: options.password, pid: child.pid ?? 0, stop, ended }
}

/** Heap settings in the file are ignored when started this way: they stand on the command line. */
const configuration = (port: number, httpPort: number | undefined): string =>
  [
    `server.bolt.listen_address=127.0.0.1:${port}`,
    httpPort === undefined ? 'server.http.enabled=false' : `server.http.listen_address=127.0.0.1:${httpPort}`,
    'dbms.usage_report.enabled=false',
    'server.memory.pagecache.size=256m',
    ''
  ].join('\n')

async function started(child: ChildProcess, log: string): Promise<void> {
  for (let waited = 0; waited < START_WAIT_MS; waited += POLL_MS) {
    const text = await readFile(log, 'utf8').catch(() => '')
    if (text.includes('Started.')) return
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new SkeinError(
        'UNAVAILABLE',
        `Neo4j ended while starting; its log is ${log}. Last lines: ${text.slice(-500)}`
      )
    }
    await pause(POLL_MS)
  }
  throw new SkeinError('UNAVAILABLE', `Neo4j did not start within ${START_WAIT_MS / 1000} s; its log is ${log}`)
}

async function stopChild(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.kill('SIGTERM')
  const late = setTimeout(() => child.kill('SIGKILL'), STOP_WAIT_MS)
  await ended
  clearTimeout(late)
}

const freePort = (): Promise<number> =>
  new Promise((done, fail) => {
    const server = createServer()
    server.once('error', fail)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })

const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>skein</groupId>
  <artifactId>neo4j-local</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.neo4j</groupId>
      <artifactId>neo4j</artifactId>
      <version>${NEO4J_VERSION}</version>
    </dependency>
  </dependencies>
</project>
`
