import { spawn, type ChildProcess } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { build, isStale, service } from '../../src/build/steps.mjs'

const folder = mkdtempSync(join(tmpdir(), 'skein-cli-'))
const data = join(folder, 'data')
const MAIN = join('dist', 'src', 'cli', 'main.js')
const env = { ...process.env, SKEIN_DATA: data, SKEIN_STORE: '', PORT: '0', NO_COLOR: '1' }

interface Ended {
  code: number | null
  out: string
  err: string
}
const start = (args: readonly string[], more: Record<string, string> = {}): ChildProcess =>
  spawn(process.execPath, [MAIN, ...args], { env: { ...env, ...more } })

const run = (args: readonly string[], more?: Record<string, string>): Promise<Ended> =>
  new Promise((resolve) => {
    const child = start(args, more)
    let out = ''
    let err = ''
    child.stdout?.on('data', (text: Buffer) => (out += text.toString()))
    child.stderr?.on('data', (text: Buffer) => (err += text.toString()))
    child.on('close', (code) => resolve({ code, out, err }))
  })

const file = (name: string, text: string): string => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}
beforeAll(async () => {
  if (isStale(service)) expect(await build(service)).toBeNull()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it.skipIf(process.platform === 'win32')(
  'keeps what it stores from other users of the machine, in a folder that was there before too',
  async () => {
    const open = join(folder, 'open')
    mkdirSync(open)
    chmodSync(open, 0o755)
    expect((await run(['query', file('revision.graphql', '{ revision }')], { SKEIN_DATA: open })).code).toBe(0)
    const names = readdirSync(open, { encoding: 'utf8' })
    expect(names).toContain('graph.grafeo')
    for (const name of names) expect(statSync(join(open, name)).mode & 0o077, name).toBe(0)
  }
)

it('says that it made a new store, and where the shipped datasets are; the second time there is nothing to say', async () => {
  const made = { SKEIN_DATA: join(folder, 'typed-wrong') }
  const question = file('revision.graphql', '{ revision }')
  const first = await run(['query', question], made)
  expect([first.code, first.err]).toEqual([
    0,
    `a new store was made in ${made.SKEIN_DATA}; the shipped datasets are loaded by \`npm start\` or \`skein seed\`\n`
  ])
  expect(JSON.parse(first.out)).toHaveProperty('data.revision')
  expect(await run(['query', question], made)).toMatchObject({ code: 0, err: '' })
})

describe('a command line that is wrong', () => {
  it.each([
    [['query', 'no-such.graphql'], 2, /no-such\.graphql is not there/],
    [['query', '.'], 2, /\. is a folder, not a file/],
    [['import', 'no-such-folder'], 2, /no-such-folder is not there/],
    [['query', 'package.json', '--vars', '[1]'], 2, /--vars is no JSON object/],
    [['nonsense'], 2, /unknown command/],
    [['judge', 'a', 'b', 'SAME'], 2, /--why/]
  ])('%j: one clear line, its exit code, never a stack', async (args, code, why) => {
    const ended = await run(args)
    expect(ended.code).toBe(code)
    expect(ended.err).toMatch(why)
    expect(ended.err + ended.out).not.toMatch(/^\s+at |ENOENT|EISDIR/m)
  })

  it('names the setting that is wrong', async () => {
    const ended = await run(['serve'], { PORT: 'http' })
    expect(ended.code).toBe(10)
    expect(ended.err).toMatch(/PORT is no port number/)
  })
})

describe('a served store', () => {
  let server: ChildProcess
  let said = ''
  let url = ''
  let ended: Promise<number | null>
  beforeAll(async () => {
    server = start(['serve'])
    server.stdout?.on('data', (text: Buffer) => (said += text.toString()))
    server.stderr?.on('data', (text: Buffer) => (said += text.toString()))
    ended = new Promise((resolve) => server.on('close', resolve))
    for (let i = 0; i < 600 && url === ''; i++) {
      url = /answers at (http:\/\/127\.0\.0\.1:\d+)/.exec(said)?.[1] ?? ''
      if (server.exitCode !== null) throw new Error(said)
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }, 90_000)
  afterAll(() => void server.kill('SIGKILL'))

  it('shows how the seeds load, then the address and a link for the owner', () => {
    expect(said).toMatch(/Loading \d+ datasets/)
    expect(said.indexOf('Loaded')).toBeLessThan(said.indexOf(url))
    expect(said).toContain(`${url}/owner#`)
    expect(said).not.toMatch(/problems/)
  })

  it('leaves address and token to the owner of the folder alone', () => {
    expect(statSync(join(data, 'server.json')).mode & 0o777).toBe(0o600)
    expect(statSync(data).mode & 0o077).toBe(0)
    const running = JSON.parse(readFileSync(join(data, 'server.json'), 'utf8')) as { url: string; pid: number }
    expect(running.url).toBe(url)
  })

  it('is asked by `skein query`, as the owner or as the public', async () => {
    const question = file(
      'who.graphql',
      'query($n: Int!) { viewer { owner rank } entities(first: $n) { nodes { id } } }'
    )
    const [mine, theirs] = await Promise.all([
      run(['query', question, '--vars', '{"n": 2}']),
      run(['query', question, '--vars', '{"n": 2}', '--public'])
    ])
    expect([mine.code, theirs.code]).toEqual([0, 0])
    expect(JSON.parse(mine.out)).toMatchObject({
      data: { viewer: { owner: true, rank: 'RED' }, entities: { nodes: [{}, {}] } }
    })
    expect(JSON.parse(theirs.out)).toMatchObject({ data: { viewer: { owner: false, rank: 'CLEAR' } } })
  })

  it('prints the answer also where it is an error, and ends with the code of that', async () => {
    const answer = await run(['query', file('bad.graphql', '{ entities(first: -1) { totalCount } }')])
    expect(answer.code).toBe(2)
    expect(JSON.parse(answer.out)).toMatchObject({ errors: [{ extensions: { code: 'INVALID_INPUT' } }] })
  })

  it('is changed by commands, and tells what it refuses', async () => {
    const [link, none, seed] = await Promise.all([run(['link']), run(['withdraw', 'nobody/nothing']), run(['seed'])])
    expect(link.out).toContain(`${url}/owner#`)
    expect([none.code, none.err]).toEqual([4, expect.stringContaining('no such dataset')])
    expect([seed.code, seed.err]).toEqual([5, expect.stringContaining('a server holds this store')])
  })

  it('keeps a second server off its folder, in a sentence, and goes on', async () => {
    const second = await run(['serve'])
    expect([second.code, second.err]).toEqual([5, expect.stringContaining('Another process')])
    expect((await fetch(`${url}/health`)).status).toBe(200)
    expect(existsSync(join(data, 'server.json'))).toBe(true)
  })

  it('ends by SIGTERM with 0 within five seconds, and leaves no address behind', async () => {
    const begun = performance.now()
    server.kill('SIGTERM')
    expect(await ended).toBe(0)
    expect(performance.now() - begun).toBeLessThan(5_000)
    expect(existsSync(join(data, 'server.json'))).toBe(false)
  })

  it('is answered from afterwards without a server, the same', async () => {
    const answer = await run(['query', file('count.graphql', '{ entities { totalCount } }')])
    const { data: found } = JSON.parse(answer.out) as { data: { entities: { totalCount: number } } }
    expect(found.entities.totalCount).toBeGreaterThan(500)
  })
})
