import { randomUUID } from 'node:crypto'
import { closeSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs'
import { hostname } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { SkeinError } from '../../errors.ts'

/** A lock is held for one commit. One that is older was left by a process that was killed: at once known where that ran here. */
const DEAD_MS = 1_000
const STALE_MS = 30_000
const PATIENCE_MS = 40_000
/** Two may find the same dead lock and both replace it: whoever has replaced one looks again after this time. */
const SETTLE_MS = 50

/** Takes the lock: one process at a time has it. Answers how to let it go. Throws what the file system throws. */
export async function takeLock(path: string): Promise<() => void> {
  const mark = `${process.pid} ${hostname()} ${randomUUID()}`
  const until = performance.now() + PATIENCE_MS
  for (let replaced = false; ;) {
    if (made(path, mark)) {
      if (replaced) await wait(SETTLE_MS)
      if (!replaced || read(path) === mark) return () => rmSync(path, { force: true })
    } else if (isDead(path)) {
      rmSync(path, { force: true })
      replaced = true
      continue
    }
    if (performance.now() > until) throw new SkeinError('UNAVAILABLE', 'another process holds it')
    await wait(2)
  }
}

function made(path: string, mark: string): boolean {
  let handle: number
  try {
    handle = openSync(path, 'wx', 0o600)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
  try {
    writeSync(handle, mark)
    return true
  } catch (error) {
    rmSync(path, { force: true })
    throw error
  } finally {
    closeSync(handle)
  }
}

const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

function isDead(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found === undefined) return false
  const age = Date.now() - found.mtimeMs
  if (age < DEAD_MS) return false
  const [pid, host] = read(path).split(' ')
  return age > STALE_MS || (host === hostname() && !isAlive(Number(pid)))
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
