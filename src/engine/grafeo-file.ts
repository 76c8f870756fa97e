/** The graph file beside the journal: opened when it is good, made anew when it is not; the journal fills it. */
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SkeinError, messageOf } from '../errors.ts'
import { isLocked, loadNative, type Database } from './grafeo-native.ts'

/** Writes to the graph file's own log before it is folded in, and the longest time until that. */
const CHECKPOINT = { walBytes: 64 << 20, intervalMs: 5 * 60_000 }

const graphPath = (folder: string): string => join(folder, 'graph.grafeo')
const stampPath = (folder: string): string => join(folder, 'graph.version')
const copyPath = (folder: string): string => join(folder, 'graph.copy')
/** Stands while the graph file may still hold what was erased. */
const erasingPath = (folder: string): string => join(folder, 'graph.erasing')

export async function removeGraph(folder: string): Promise<void> {
  for (const path of [graphPath(folder), `${graphPath(folder)}.wal`, stampPath(folder), erasingPath(folder)]) {
    await rm(path, { recursive: true, force: true })
  }
}

/** Why the graph file cannot be used, or null. */
async function unfit(folder: string, version: string): Promise<string | null> {
  if (!existsSync(graphPath(folder))) return 'there is no graph file'
  const stamp = await readFile(stampPath(folder), 'utf8').catch(() => '')
  return stamp === version
    ? null
    : `the graph file was written by version ${stamp === '' ? 'unknown' : stamp} of the engine`
}

/** A new empty graph file, with the version that writes it. */
async function freshGraph(folder: string): Promise<Database> {
  const { GrafeoDB, version } = loadNative()
  await removeGraph(folder)
  const database = GrafeoDB.create(graphPath(folder))
  await writeFile(stampPath(folder), version(), { mode: 0o600 })
  database.setCheckpointTriggers(CHECKPOINT)
  return database
}

/** `why`: what was wrong with the file that was there, null when it could be used. */
export async function openGraph(folder: string): Promise<{ database: Database; why: string | null }> {
  const { GrafeoDB, version } = loadNative()
  let why = await unfit(folder, version())
  if (why === null) {
    try {
      const database = GrafeoDB.open(graphPath(folder))
      database.setCheckpointTriggers(CHECKPOINT)
      return { database: existsSync(erasingPath(folder)) ? cleanCopy(folder, database) : database, why }
    } catch (error) {
      if (isLocked(error)) throw inUse(folder, '')
      why = `the engine refuses the graph file (${messageOf(error)})`
    }
  }
  return { database: await freshGraph(folder), why }
}

/** From now on, until `cleanCopy`, opening makes a clean copy first. */
export const beginErasing = (folder: string): void => writeFileSync(erasingPath(folder), '')

/**
 * Replaces the graph file by a copy of what it holds now: the engine leaves deleted content in free parts of its file.
 * All of it happens before anything else can run in this process; reads under way end on the old one in memory.
 */
export function cleanCopy(folder: string, database: Database): Database {
  const copy = copyPath(folder)
  rmSync(copy, { force: true })
  database.save(copy)
  database.close()
  rmSync(`${graphPath(folder)}.wal`, { recursive: true, force: true })
  renameSync(copy, graphPath(folder))
  const clean = loadNative().GrafeoDB.open(graphPath(folder))
  clean.setCheckpointTriggers(CHECKPOINT)
  rmSync(erasingPath(folder), { force: true })
  return clean
}

export const inUse = (folder: string, who: string): SkeinError =>
  new SkeinError(
    'CONFLICT',
    `Another process${who} uses the folder ${folder}. Stop it, let it do the work (the CLI finds a running server by itself), or choose another folder with SKEIN_DATA.`
  )

/**
 * Holds the folder for this process. The lock is the operating system's, on a small file that the engine opens, so it ends
 * with the process however that dies; `owner.json` beside it only says who holds it.
 */
export async function holdFolder(folder: string): Promise<{ release: () => Promise<void> }> {
  const { GrafeoDB } = loadNative()
  const path = join(folder, 'lock')
  const ownerPath = join(folder, 'owner.json')
  let lock: Database
  try {
    lock = await openLock(GrafeoDB, path)
  } catch (error) {
    if (!isLocked(error))
      throw new SkeinError('UNAVAILABLE', `The folder ${folder} cannot be locked`, {}, { cause: error })
    const owner = await readFile(ownerPath, 'utf8').catch(() => '')
    const pid = /"pid":(\d+)/.exec(owner)?.[1]
    throw inUse(folder, pid === undefined ? '' : ` (process ${pid})`)
  }
  await writeFile(ownerPath, JSON.stringify({ pid: process.pid, since: new Date().toISOString() }), { mode: 0o600 })
  return {
    release: async () => {
      await rm(ownerPath, { force: true })
      lock.close()
    }
  }
}

/** A lock file spoilt by a crash is held by nobody (a held one is refused as locked): it is made anew. */
async function openLock(native: { create(path: string): Database }, path: string): Promise<Database> {
  try {
    return native.create(path)
  } catch (error) {
    if (isLocked(error)) throw error
    await rm(path, { force: true })
    await rm(`${path}.wal`, { recursive: true, force: true })
    return native.create(path)
  }
}
