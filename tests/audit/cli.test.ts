import { appendFileSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recordId } from '../../src/claims/ids.ts'
import { registerAudit } from '../../src/cli/audit.ts'
import { cliContext, type Answer as CliAnswer } from '../../src/cli/context.ts'
import { registerQuery } from '../../src/cli/query.ts'
import { writeLine, START } from '../../src/service/audit/line.ts'
import { wantedEntity, whoSaw } from '../../src/service/audit/who.ts'
import { OWNER } from '../../src/service/viewer.ts'
import { ADA, BEN } from '../api/support.ts'
import { openAudited, told, type Audited } from './support.ts'

const hidden = recordId('alpha/closed:h1')

describe('skein audit', () => {
  let world: Audited
  let claim: string
  beforeAll(async () => {
    world = await openAudited()
    world.lines()
    const answer = await world.ask('query($id: ID!) { entity(id: $id) { claims { nodes { id } } } }', ADA, {
      id: hidden
    })
    claim = JSON.stringify(answer).match(/c:[0-9a-f]{20}/)?.[0] ?? ''
    await world.ask('{ search(text: "harbourmaster") { totalCount nodes { name } } }', { ...ADA, id: 'jwt:joan' })
    await world.ask('{ search(text: "harbourmaster") { nodes { name } } }', BEN)
    await world.ask('mutation($id: ID!) { retractClaim(input: { id: $id }) { id } }', ADA, { id: claim })
    world.lines()
  })
  afterAll(() => world.close())

  async function run(...args: string[]): Promise<{ out: string[]; err: string[] }> {
    const [out, err]: [string[], string[]] = [[], []]
    const program = new Command()
    const context = {
      ...cliContext(),
      config: () => ({ port: 0, host: '', data: world.data, store: '' }),
      ask: async (query: string, variables?: Record<string, unknown>) =>
        (await world.ask(query, OWNER, variables)) as CliAnswer,
      print: (line: string) => void out.push(line),
      note: (line: string) => void err.push(line)
    }
    for (const register of [registerAudit, registerQuery]) register(program, context)
    for (const command of program.commands)
      for (const each of [command, ...command.commands])
        each.exitOverride().configureOutput({ writeErr: () => undefined })
    await program.parseAsync(args, { from: 'user' })
    return { out, err }
  }
  const who = async (...args: string[]): Promise<string[]> =>
    (await run('audit', 'who', ...args)).out.map((line) =>
      line
        .split(/\s{2,}/)
        .slice(1, 5)
        .join(' ')
    )

  it('verify tells where the chain ends, and the first line that is wrong', async () => {
    const { out } = await run('audit', 'verify')
    expect(out[0]).toMatch(/^\d+ lines hold\. The last is \d+:[0-9a-f]{64}$/)
    const noted = /(\d+:[0-9a-f]{64})/.exec(out[0] ?? '')?.[1] ?? ''
    expect((await run('audit', 'verify', '--noted', noted)).out).toEqual(out)
    const other = noted.replace(/.$/, (last) => (last === '0' ? '1' : '0'))
    await expect(run('audit', 'verify', '--noted', other)).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(run('audit', 'verify', '--noted', 'yesterday')).rejects.toMatchObject({ exitCode: 1 })
    const file = join(world.data, 'audit.jsonl')
    const kept = readFileSync(file, 'utf8')
    writeFileSync(file, kept.replace('"ada"', '"ben"'))
    await expect(run('audit', 'verify')).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringMatching(/line \d+ was altered/) as string
    })
    await expect(run('audit', 'who', hidden)).rejects.toMatchObject({ code: 'CONFLICT' })
    writeFileSync(file, kept)
  })

  it('who tells who saw and changed an entity, by any of its ids', async () => {
    const all = [
      'owner importDataset AMBER done',
      'ada entity AMBER answered',
      'jwt:joan search AMBER answered',
      'ada retractClaim AMBER done'
    ]
    // Its only claim was taken back, so the store no longer knows it; the import is found by its dataset.
    expect(await who(hidden)).toEqual(all.slice(1))
    expect(await who(claim)).toEqual(['ada entity AMBER answered', 'ada retractClaim AMBER done'])
    const seen = world.skein.store
    const [record] = await seen.read(`MATCH (r:Record {id: $id}) RETURN r.name AS name`, ['name'], { id: hidden })
    expect(record).toBeUndefined()
    const wanted = wantedEntity(hidden, ['alpha/closed:h1'], [])
    const lines: string[] = []
    const now = new Date(Date.now() + 1000).toISOString()
    const fault = await whoSaw(world.data, wanted, '', now, (each) =>
      lines.push(`${each.viewer ?? ''} ${each.operation} ${each.marking} ${each.outcome}`)
    )
    expect([fault, lines]).toEqual([null, all])
  })

  it('who takes days and moments, and says what is no id and no day', async () => {
    const today = new Date().toISOString().slice(0, 10)
    expect((await who(hidden, '--since', today, '--until', today)).length).toBe(3)
    expect(await who(hidden, '--since', '2999-01-01')).toEqual([])
    expect(await who(hidden, '--until', '2001-01-01T00:00:00Z')).toEqual([])
    for (const day of ['soon', '2026-02-30']) await expect(who(hidden, '--since', day)).rejects.toThrow('must be a day')
    await expect(who('Hidden Harbourmaster')).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    const { out } = await run('audit', 'who', hidden, '--json')
    expect(JSON.parse(out[0] ?? '')).toMatchObject({ viewer: 'ada', operation: 'entity', marking: 'AMBER' })
  })

  it('has what leaves as a table, CLEAR or not, and prints none where it cannot be written', async () => {
    const file = join(world.folder, 'q.graphql')
    writeFileSync(file, '{ entities(filter: { kinds: [Group] }) { nodes { id name } } }')
    world.lines()
    expect((await run('query', file, '--format', 'csv')).out.join()).toContain('Quay crew')
    await run('query', file)
    const shape = expect.any(String) as string
    const line = { viewer: 'owner', operation: 'export csv', outcome: 'answered', shape, counts: { rows: 1 } }
    expect(told(world.lines())).toEqual([line])
    const undo = world.block()
    try {
      await expect(run('query', file, '--format', 'jsonl')).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    } finally {
      undo()
    }
  })
})

it('who reads a large log without holding it', { timeout: 600_000 }, async () => {
  const folder = join(process.env['TMPDIR'] ?? '/tmp', `skein-large-audit-${process.pid}`)
  mkdirSync(folder)
  const file = join(folder, 'audit.jsonl')
  try {
    let hash = START
    const things = Array.from({ length: 2_000 }, (_, i) => [`e:${String(i).padStart(20, '0')}`, 2] as const)
    for (let seq = 1; seq <= 800;) {
      const part: string[] = []
      for (let i = 0; i < 100; i++, seq++) {
        const line = writeLine(
          { viewer: 'v', operation: 'o', outcome: 'answered', things },
          seq,
          '2026-01-01T00:00:00.000Z',
          hash
        )
        hash = line.hash
        part.push(`${line.text}\n`)
      }
      appendFileSync(file, part.join(''))
    }
    expect(statSync(file).size).toBeGreaterThan(40_000_000)
    const before = process.memoryUsage().rss
    let found = 0
    await whoSaw(folder, { ids: new Set([`e:${'7'.padStart(20, '0')}`]), datasets: new Set() }, '', '3', () => found++)
    expect(found).toBe(800)
    expect(process.memoryUsage().rss - before).toBeLessThan(statSync(file).size / 2)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
