import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { Uploads } from '../../src/service/uploads.ts'
import { ADA } from './support.ts'

const DAY = 24 * 3_600_000
let data: string
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'skein-uploads-'))
})
afterEach(() => rmSync(data, { recursive: true, force: true }))

const bytes = (): Readable => Readable.from([Buffer.from('what was sent')])

it('forgets after a day what nobody imported, and what an import that was killed had unpacked', async () => {
  const uploads = new Uploads(data)
  await uploads.keep(ADA, 'upload-1', bytes(), 100)
  const file = await uploads.find(ADA, 'upload-1')
  const unpacked = `${file}-unpacked`
  mkdirSync(unpacked)
  writeFileSync(join(unpacked, 'entities.csv'), 'id,kind\n')
  await uploads.sweep(Date.now())
  expect([existsSync(file), existsSync(unpacked)]).toEqual([true, true])
  await uploads.sweep(Date.now() + 2 * DAY)
  expect(readdirSync(join(file, '..'))).toEqual([])
})

it('forgets it while the server runs, too: the next upload looks', async () => {
  const uploads = new Uploads(data)
  await uploads.keep(ADA, 'upload-1', bytes(), 100)
  const file = await uploads.find(ADA, 'upload-1')
  const long = new Date(Date.now() - 2 * DAY)
  utimesSync(file, long, long)
  await uploads.keep(ADA, 'upload-2', bytes(), 100)
  expect(readdirSync(join(file, '..'))).toEqual(['upload-2'])
})
