import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { Keys } from '../service/keys.ts'
import { loadSeeds } from '../service/seeds.ts'
import { openSkein, type Skein } from '../service/skein.ts'
import { warm } from '../service/warm.ts'
import { HttpServer } from './http.ts'
import { openTokens } from './tokens.ts'

/** What the command line reads to go through a running server: `server.json` in the data folder, for the owner's eyes alone. */
export interface Running {
  url: string
  token: string
  pid: number
}

export const runningFile = (data: string): string => join(data, 'server.json')

export interface Serving {
  url: string
  ownerLink: string
  /** Resolves when everything is closed: what ran has ended or was cut off, and the store has its checkpoint. */
  close(): Promise<void>
}

/** Milliseconds that running requests get at the end; the store's checkpoint comes after. */
const GRACE = 2_500

/**
 * Listens, opens the store, loads the seeds into a store that never had them, and answers from then on. Null where `signal` said
 * to stop before that.
 */
export async function serve(
  config: Config,
  say: (line: string) => void,
  signal: AbortSignal,
  log: (line: string) => void = say
): Promise<Serving | null> {
  const { host, port, data } = config
  const tokens = config.tokens === undefined ? {} : { tokens: openTokens(config.tokens, log) }
  const server = await HttpServer.listen({ host, port, keys: new Keys(data), ...tokens, log })
  let skein: Skein | null = null
  const warming = new AbortController()
  let warmed: Promise<unknown> = Promise.resolve()
  const close = async (): Promise<void> => {
    warming.abort()
    await server.close(GRACE)
    await warmed
    if (readRunning(config.data)?.pid === process.pid) rmSync(runningFile(config.data), { force: true })
    await skein?.close()
  }
  try {
    skein = await openSkein({ ...config, notice: say })
    await skein.uploads.sweep(Date.now())
    await loadSeeds(skein, say, { signal })
    if (signal.aborted) {
      await close()
      return null
    }
    server.ready(skein)
    // Behind those who ask already. The embedded engine compiles in no time.
    if (skein.store.engine.name === 'neo4j') warmed = warm(skein, warming.signal)
    const running: Running = { url: server.url, token: server.auth.bearer, pid: process.pid }
    mkdirSync(config.data, { recursive: true, mode: 0o700 })
    const file = runningFile(config.data)
    rmSync(file, { force: true })
    writeFileSync(file, JSON.stringify(running), { mode: 0o600 })
    chmodSync(file, 0o600)
    return { url: server.url, ownerLink: server.newOwnerLink(), close }
  } catch (error) {
    await close()
    if (signal.aborted) return null
    throw error
  }
}

export function readRunning(data: string): Running | null {
  try {
    const { url, token, pid } = JSON.parse(readFileSync(runningFile(data), 'utf8')) as Partial<Running>
    return typeof url === 'string' && typeof token === 'string' && typeof pid === 'number' ? { url, token, pid } : null
  } catch {
    return null
  }
}
