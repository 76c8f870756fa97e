import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { removeGraph } from '../../src/engine/grafeo-file.ts'
import { openGrafeo } from '../../src/engine/grafeo.ts'
import { loadNative } from '../../src/engine/grafeo-native.ts'
import { everything, expected, linesOf, openFolder, replay, SCHEMA, SIZE, writeBatch } from './support/batches.ts'

const root = mkdtempSync(join(tmpdir(), 'skein-grafeo-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
const WRITER = fileURLToPath(new URL('support/writer.ts', import.meta.url))

let made = 0
/** A closed store of batches 1 … last. */
async function storeOf(last: number): Promise<string> {
  const folder = join(root, String(++made))
  const { engine } = await openFolder(folder)
  for (let batch = 1; batch <= last; batch++) await writeBatch(engine, batch)
  await engine.close()
  return folder
}

async function reopened(folder: string): Promise<{ rows: unknown; notices: string[] }> {
  const { engine, notices } = await openFolder(folder)
  const rows = await everything(engine)
  await engine.close()
  return { rows, notices }
}
const refusal = (folder: string): Promise<unknown> =>
  openFolder(folder).then(
    async ({ engine }) => {
      await engine.close()
      return 'opened'
    },
    (error: unknown) => error
  )
const graph = (folder: string): string => join(folder, 'graph.grafeo')
const journal = (folder: string): string => join(folder, 'journal.log')

describe('the embedded store', () => {
  it('opens again as it was, without a word', async () => {
    const folder = await storeOf(3)
    expect(await reopened(folder)).toEqual({ rows: expected(3), notices: [] })
  })

  it.each<[string, (folder: string) => unknown]>([
    ['deleted', removeGraph],
    ['deleted but for its stamp', (folder) => rmSync(graph(folder))],
    ['cut to half', (folder) => truncateSync(graph(folder), statSync(graph(folder)).size / 2)],
    ['emptied', (folder) => writeFileSync(graph(folder), '')],
    ['overwritten with garbage', (folder) => writeFileSync(graph(folder), Buffer.alloc(70_000, 'garbage'))],
    ['written by another version', (folder) => writeFileSync(join(folder, 'graph.version'), '0.5.9')],
    ['older than the journal', rollBack]
  ])('is rebuilt, and equal, when the graph file is %s', async (_, damage) => {
    const folder = await storeOf(6)
    await damage(folder)
    const { rows, notices } = await reopened(folder)
    expect(rows).toEqual(expected(6))
    expect(notices.join('\n')).toMatch(/built from the journal|lacks \d+ of the journal's batches/)
    expect(await reopened(folder)).toEqual({ rows: expected(6), notices: [] })
  })

  it('is whole or rebuilt whatever byte of the graph file is flipped', async () => {
    const folder = await storeOf(4)
    const good = readFileSync(graph(folder))
    for (let k = 0; k < 24; k++) {
      const bytes = Buffer.from(good)
      const at = Math.floor((k / 24) * bytes.length) + 5
      bytes[at] = (bytes[at] ?? 0) ^ 0x10
      writeFileSync(graph(folder), bytes)
      expect((await reopened(folder)).rows, `byte ${at}`).toEqual(expected(4))
    }
  })

  it('refuses a journal with a flipped byte, and leaves everything as it is', async () => {
    const folder = await storeOf(4)
    const bytes = readFileSync(journal(folder))
    const at = bytes.indexOf('text 3 7')
    bytes[at] = (bytes[at] ?? 0) ^ 1
    writeFileSync(journal(folder), bytes)
    const line = bytes.subarray(0, at).toString().split('\n').length
    expect(await refusal(folder)).toMatchObject({
      code: 'MISCONFIGURED',
      message: expect.stringContaining(`line ${line}:`) as string
    })
    await removeGraph(folder)
    expect(await refusal(folder)).toMatchObject({
      code: 'MISCONFIGURED',
      message: expect.stringContaining(`line ${line}:`) as string
    })
    expect(readFileSync(journal(folder)).equals(bytes)).toBe(true)
  })

  it('drops an interrupted batch with a notice, but refuses when the graph already holds it', async () => {
    const folder = await storeOf(3)
    const { size } = statSync(journal(folder))
    truncateSync(journal(folder), size - 10)
    expect(await refusal(folder)).toMatchObject({
      code: 'MISCONFIGURED',
      message: expect.stringContaining('line 6:') as string
    })
    await removeGraph(folder)
    const { rows, notices } = await reopened(folder)
    expect(rows).toEqual(expected(2))
    expect(notices[0]).toMatch(/interrupted at line 6/)
  })

  it('refuses a journal that was cut between batches or lost while the graph knows more', async () => {
    const folder = await storeOf(3)
    const lines = readFileSync(journal(folder), 'utf8').split(/(?<=\n)/)
    writeFileSync(journal(folder), lines.slice(0, 5).join(''))
    expect(await refusal(folder)).toMatchObject({
      code: 'MISCONFIGURED',
      message: expect.stringContaining('ends with batch 2') as string
    })
    rmSync(journal(folder))
    expect(await refusal(folder)).toMatchObject({
      code: 'MISCONFIGURED',
      message: expect.stringContaining('ends with batch 0') as string
    })
  })

  it('leaves out refused batches when it rebuilds', async () => {
    const folder = await storeOf(2)
    const { engine } = await openFolder(folder)
    await expect(writeBatch(engine, 2)).rejects.toMatchObject({ code: 'CONFLICT' })
    const own = engine.transaction(() => Promise.reject(new Error('changed my mind')), linesOf(9))
    await expect(own).rejects.toThrow('changed my mind')
    await writeBatch(engine, 3)
    await engine.close()
    await removeGraph(folder)
    expect((await reopened(folder)).rows).toEqual(expected(3))
  })

  it('marks a batch as refused that died between the journal and the refusal', async () => {
    const folder = await storeOf(2)
    const { engine } = await openFolder(folder)
    await expect(writeBatch(engine, 2)).rejects.toMatchObject({ code: 'CONFLICT' })
    await engine.close()
    const lines = readFileSync(journal(folder), 'utf8').split(/(?<=\n)/)
    expect(lines.at(-1) === '' ? lines.at(-2) : lines.at(-1)).toMatch(/\tA\t3\t/)
    writeFileSync(journal(folder), lines.filter((line) => !line.includes('\tA\t')).join(''))
    const { rows, notices } = await reopened(folder)
    expect(rows).toEqual(expected(2))
    expect(notices.at(-1)).toMatch(/was refused/)
    expect((await reopened(folder)).notices).toEqual([])
  })

  it('will not drop a batch because replaying it fails for a reason of today', async () => {
    const folder = await storeOf(2)
    await removeGraph(folder)
    const failing = openGrafeo({
      folder,
      schema: SCHEMA,
      notice: () => undefined,
      replay: () => Promise.reject(new Error('out of luck'))
    })
    await expect(failing).rejects.toMatchObject({ code: 'INTERNAL' })
    expect((await reopened(folder)).rows).toEqual(expected(2))
  })

  it('rebuilds without what was erased, of which no file keeps a trace', async () => {
    const folder = await storeOf(60)
    const { engine } = await openFolder(folder)
    const erased = 'set-1'
    const gone = 'MATCH (n:Item) WHERE n.batch % 3 = 1 DETACH DELETE n'
    await engine.transaction(
      (transaction) => transaction.run({ text: gone, params: {}, columns: [] }),
      [{ dataset: null, content: '{"batch":0,"rows":[]}' }]
    )
    await engine.erase(erased)
    expect(await everything(engine)).toHaveLength(40 * SIZE + 1)
    await engine.close()
    for (const name of readdirSync(folder)) {
      const bytes = statSync(join(folder, name)).isFile() ? readFileSync(join(folder, name)) : Buffer.alloc(0)
      expect(bytes.includes('text 4 '), name).toBe(false)
      expect(bytes.includes('text 5 '), name).toBe(name === 'journal.log' || name === 'graph.grafeo')
    }
    await removeGraph(folder)
    const rows = (await reopened(folder)).rows as unknown[][]
    expect(new Set(rows.map(([, batch]) => batch))).toEqual(
      new Set([null, ...Array.from({ length: 60 }, (_, i) => i + 1).filter((batch) => batch % 3 !== 1)])
    )
  })

  it('is held by one process: a second one is told, whoever died before', async () => {
    const folder = await storeOf(1)
    const { engine } = await openFolder(folder)
    expect(await refusal(folder)).toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining(`(process ${process.pid})`) as string
    })
    const second = spawnSync(process.execPath, ['--import', 'tsx', WRITER, folder], { encoding: 'utf8' })
    expect(second.status).not.toBe(0)
    expect(second.stderr).toContain(`Another process (process ${process.pid}) uses the folder ${folder}`)
    await engine.close()

    const first = spawn(process.execPath, ['--import', 'tsx', WRITER, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(first.stdout, 'data')
    expect(await refusal(folder)).toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining(`(process ${first.pid ?? 0})`) as string
    })
    first.kill('SIGKILL')
    await once(first, 'close')
    expect(existsSync(join(folder, 'owner.json'))).toBe(true)
    expect(await refusal(folder)).toBe('opened')
  })

  it('survives a full disk: the write fails, nothing acknowledged is lost, and it goes on when there is room', async () => {
    const folder = join(root, 'full')
    // A limit on the size of files stands in for the disk; writes past it fail as they do on a full one.
    const limited = spawnSync(
      'bash',
      ['-c', 'ulimit -f 400; exec "$0" --import tsx "$1" "$2"', process.execPath, WRITER, folder],
      { encoding: 'utf8' }
    )
    expect(limited.stderr).toMatch(/could not be written; (nothing was changed|the journal holds everything)/)
    const acknowledged = Math.max(
      ...limited.stdout
        .split('\n')
        .map(Number)
        .filter((n) => !Number.isNaN(n))
    )
    expect(acknowledged).toBeGreaterThan(3)
    const { engine } = await openFolder(folder)
    expect(await everything(engine)).toEqual(expected(acknowledged))
    await writeBatch(engine, acknowledged + 1)
    await engine.close()
    expect((await reopened(folder)).rows).toEqual(expected(acknowledged + 1))
  })

  it('says what to do where there is no build of it', () => {
    const absent = (): never => {
      throw new Error('Cannot find native binding')
    }
    expect(() => loadNative(absent)).toThrow(/no build for this machine .*SKEIN_STORE=neo4j/)
  })

  it('lives in memory without a folder, and leaves nothing', async () => {
    const engine = await openGrafeo({ folder: null, replay, schema: SCHEMA, notice: () => undefined })
    await writeBatch(engine, 1)
    await engine.erase('set-1')
    expect(await everything(engine)).toEqual(expected(1))
    await engine.close()
  })
})

/** Puts the graph file of two batches before the journal of six. */
async function rollBack(folder: string): Promise<void> {
  const older = await storeOf(2)
  writeFileSync(graph(folder), readFileSync(graph(older)))
}
