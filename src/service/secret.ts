import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The secret that signs cursors, kept in the data folder so that cursors survive a restart. Without a folder: a fresh one. */
export function cursorSecret(folder: string | null): string {
  const fresh = randomBytes(32).toString('base64url')
  if (folder === null) return fresh
  const file = join(folder, 'cursor-secret')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  try {
    writeFileSync(file, fresh, { mode: 0o600, flag: 'wx' })
    return fresh
  } catch {
    return readFileSync(file, 'utf8')
  }
}
