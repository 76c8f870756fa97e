import { spawn } from 'node:child_process'
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync
} from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { writeLine, type Entry } from '../../src/service/audit/line.ts'
import { AuditLog } from '../../src/service/audit/log.ts'
import { verifyAudit } from '../../src/service/audit/verify.ts'

const read = (viewer: string): Entry => ({
  viewer,
  operation: 'entities',
  outcome: 'answered',
  things: [['e:00000000000000000000', 2]]
})

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'skein-audit-'))
  file = join(folder, 'audit.jsonl')
})
function fresh(): AuditLog {
  const made = folder
  onTestFinished(() => rmSync(made, { recursive: true, force: true }))
  return new AuditLog(folder)
}
const lines = (): string[] => readFileSync(file, 'utf8').split('\n').slice(0, -1)
const write = (...all: string[]): void => writeFileSync(file, all.map((line) => `${line}\n`).join(''))
async function filled(count: number): Promise<AuditLog> {
  const log = fresh()
  for (let i = 1; i <= count; i++) await log.record(read(`v${i}`))
  return log
}

describe('the audit log', () => {
  it('numbers and chains its lines, for its owner alone', async () => {
    const log = fresh()
    const numbers = await Promise.all(Array.from({ length: 50 }, (_, i) => log.record(read(`v${i}`))))
    expect(numbers).toEqual(Array.from({ length: 50 }, (_, i) => i + 1))
    expect(lines().map((line) => (JSON.parse(line) as Entry).viewer)).toEqual(numbers.map((n) => `v${n - 1}`))
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(await verifyAudit(folder)).toMatchObject({ rows: 50, last: { seq: 50 }, fault: null, torn: 0 })
    expect(await new AuditLog(folder).record(read('later'))).toBe(51)
    expect(await verifyAudit(folder)).toMatchObject({ rows: 51, fault: null })
    expect(existsSync(join(folder, 'audit.lock'))).toBe(false)
  })

  it('is one chain for several processes that write at once', async () => {
    fresh()
    const script = `import { AuditLog } from ${JSON.stringify(join(process.cwd(), 'src/service/audit/log.ts'))}
const log = new AuditLog(process.argv[1])
for (let i = 0; i < 40; i++) await Promise.all([1, 2, 3].map(() => log.record({ viewer: String(process.pid), operation: 'x', outcome: 'answered' })))`
    const codes = await Promise.all(
      [1, 2, 3].map(
        () =>
          new Promise((resolve) =>
            spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script, folder], {
              stdio: 'inherit'
            }).on('close', resolve)
          )
      )
    )
    expect(codes).toEqual([0, 0, 0])
    expect(await verifyAudit(folder)).toMatchObject({ rows: 360, last: { seq: 360 }, fault: null })
    expect(new Set(lines().map((line) => (JSON.parse(line) as Entry).viewer)).size).toBe(3)
  })

  it('goes on after a process that was killed while it wrote', async () => {
    await filled(2)
    const lock = join(folder, 'audit.lock')
    writeFileSync(lock, `999999999 ${hostname()} x`)
    utimesSync(lock, Date.now() / 1000 - 2, Date.now() / 1000 - 2)
    expect(await new AuditLog(folder).record(read('next'))).toBe(3)
    expect(existsSync(lock)).toBe(false)
  })

  it('cuts off a line that a crash left half written, and says so', async () => {
    await filled(3)
    appendFileSync(file, '{"seq":4,"at":"2026')
    expect(await verifyAudit(folder)).toMatchObject({ rows: 3, fault: null, torn: 19 })
    const log = new AuditLog(folder)
    await log.open()
    expect(await log.record(read('next'))).toBe(5)
    expect(await verifyAudit(folder)).toMatchObject({ rows: 5, fault: null, torn: 0 })
    expect(JSON.parse(lines()[3] ?? '')).toMatchObject({ operation: 'audit', outcome: 'mended', counts: { bytes: 19 } })
  })

  it('takes what a crash left between the line and the head', async () => {
    await filled(2)
    const [, second = ''] = lines()
    const { hash } = JSON.parse(second) as { hash: string }
    write(...lines(), writeLine(read('unheard'), 3, '2026-01-01T00:00:00.000Z', hash).text)
    expect((await verifyAudit(folder)).fault).toBeNull()
    expect(await new AuditLog(folder).record(read('next'))).toBe(4)
    expect((await verifyAudit(folder)).fault).toBeNull()
  })
})

describe('a log that somebody changed', () => {
  const fault = async (): Promise<unknown> => (await verifyAudit(folder)).fault

  it.each<[string, (all: string[]) => string[], number, RegExp]>([
    ['an altered line', (all) => all.map((line, i) => (i === 3 ? line.replace('v4', 'v9') : line)), 4, /altered/],
    ['an altered hash', (all) => all.map((l, i) => (i === 3 ? l.replace(/.{4}"\}$/, '0000"}') : l)), 4, /altered/],
    ['a line that is no JSON', (all) => all.map((line, i) => (i === 3 ? 'x' : line)), 4, /altered/],
    ['an empty line', (all) => [...all.slice(0, 3), '', ...all.slice(3)], 4, /altered/],
    ['the first line removed', (all) => all.slice(1), 1, /gap: number 1 is missing/],
    ['lines removed', (all) => all.filter((_, i) => i !== 3 && i !== 4), 4, /gap: numbers 4 to 5 are missing/],
    ['two exchanged', (all) => [...all.slice(0, 3), all[4] ?? '', all[3] ?? '', ...all.slice(5)], 4, /out of order/],
    ['one twice', (all) => [...all.slice(0, 4), all[3] ?? '', ...all.slice(4)], 5, /out of order/],
    ['the last removed', (all) => all.slice(0, -1), 10, /cut, it went on to number 10/],
    ['all removed', () => [], 1, /cut/]
  ])('is known by %s', async (_, change, row, what) => {
    await filled(10)
    const changed = change(lines())
    write(...changed)
    expect(await fault()).toEqual({ row, what: expect.stringMatching(what) as string })
    // What is written on afterwards hides nothing.
    await new AuditLog(folder).record(read('next'))
    expect(await fault()).toEqual({ row, what: expect.any(String) as string })
  })

  it('is known by a line that was written anew with its hash', async () => {
    await filled(5)
    const all = lines()
    const { hash: prev } = JSON.parse(all[1] ?? '') as { hash: string }
    write(...all.slice(0, 2), writeLine(read('other'), 3, '2026-01-01T00:00:00.000Z', prev).text, ...all.slice(3))
    expect(await fault()).toMatchObject({ row: 4, what: expect.stringContaining('does not follow') as string })
  })

  it('is known by its head or its noted end where the whole end was written anew', async () => {
    await filled(5)
    const noted = (await verifyAudit(folder)).last
    expect((await verifyAudit(folder, noted)).fault).toBeNull()
    const all = lines()
    const { hash: prev } = JSON.parse(all[3] ?? '') as { hash: string }
    write(...all.slice(0, 4), writeLine(read('other'), 5, '2026-01-01T00:00:00.000Z', prev).text)
    expect(await fault()).toMatchObject({
      row: 5,
      what: expect.stringContaining('not what was acknowledged') as string
    })
    for (const name of ['audit.jsonl', 'audit.head']) rmSync(join(folder, name))
    expect(await fault()).toBeNull()
    await filled(6)
    expect(await fault()).toBeNull()
    expect((await verifyAudit(folder, noted)).fault).toMatchObject({ row: 5 })
  })

  it('is known by an acknowledged line that was torn, and by a lost head', async () => {
    await filled(4)
    truncateSync(file, statSync(file).size - 10)
    expect(await fault()).toMatchObject({ row: 4, what: expect.stringContaining('cut') as string })
    await new AuditLog(folder).open()
    expect(await fault()).toMatchObject({ row: 4, what: expect.stringContaining('altered') as string })
  })

  it('is known by a lost head', async () => {
    await filled(4)
    rmSync(join(folder, 'audit.head'))
    expect(await fault()).toMatchObject({ what: expect.stringContaining('audit.head is missing') as string })
    await new AuditLog(folder).record(read('next'))
    expect(await fault()).toMatchObject({ row: 5 })
  })

  it('is known where it was cut while a process had it', async () => {
    const log = await filled(4)
    write(...lines().slice(0, 2))
    await log.record(read('next'))
    expect(await fault()).toMatchObject({ row: 3, what: expect.stringContaining('3 to 4 are missing') as string })
  })
})

describe('a log that cannot be written', () => {
  const refused = expect.objectContaining({
    code: 'UNAVAILABLE',
    message: expect.stringContaining('audit log') as string
  }) as Error

  it.skipIf(!existsSync('/dev/full'))('refuses while the disk is full, and goes on afterwards', async () => {
    const log = fresh()
    symlinkSync('/dev/full', file)
    await expect(log.record(read('a'))).rejects.toEqual(refused)
    rmSync(file)
    expect(await log.record(read('b'))).toBe(1)
    expect((await verifyAudit(folder)).fault).toBeNull()
  })

  it('refuses where something else bears its name, and where the folder is gone', async () => {
    const log = fresh()
    mkdirSync(file)
    await log.open()
    await expect(log.record(read('a'))).rejects.toEqual(refused)
    rmSync(folder, { recursive: true })
    await expect(Promise.all([log.record(read('a')), log.record(read('b'))])).rejects.toEqual(refused)
    expect(existsSync(folder)).toBe(false)
  })
})
