/** `skein profile` as an analyst runs it: a dataset folder that is not stored, and groups of a store. */
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { build, isStale, service } from '../../src/build/steps.mjs'

const folder = mkdtempSync(join(tmpdir(), 'skein-profile-'))
const env = { ...process.env, SKEIN_DATA: join(folder, 'data'), SKEIN_STORE: '', NO_COLOR: '1' }

const skein = (...args: string[]): Promise<{ code: number | null; out: string; err: string }> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [join('dist', 'src', 'cli', 'main.js'), ...args], { env })
    let [out, err] = ['', '']
    child.stdout.on('data', (text: Buffer) => (out += text.toString()))
    child.stderr.on('data', (text: Buffer) => (err += text.toString()))
    child.on('close', (code) => resolve({ code, out, err }))
  })

/** The items under a heading of a page. */
const under = (page: string, title: string): string => {
  const lines = page.split('\n')
  const from = lines.indexOf(title)
  if (from < 0) return ''
  const items = lines.slice(from + 1)
  const end = items.findIndex((line) => !line.startsWith(' '))
  return items
    .slice(0, end)
    .map((line) => line.trim())
    .join(' ')
}

/** Two invented crews, of which one trades in two goods and one member in both. */
const CREWS = {
  'dataset.json': JSON.stringify({
    name: 'local/crews', title: 'Two crews', publisher: 'Invented', publisherRole: 'INVENTED', licence: 'CC0', howCollected: 'COURT_FILE', invented: true,
    caveats: 'Invented.', citation: 'Invented'
  }),
  'entities.csv': 'id,kind,name\ng1,Group,Quay crew\ng2,Group,Quay crew of the north\np1,Person,Ida Marsh\np2,Person,Bo Lund\n',
  'ties.csv': `kind,from,to,standing
MEMBER_OF,p1,g1,
MEMBER_OF,p2,g1,
COMMANDS,p1,p2,
TRADES_IN,p1,skein/goods:drugs/cocaine,CONVICTED
TRADES_IN,p1,skein/goods:arms,ALLEGED
TRADES_IN,g1,skein/goods:arms,ALLEGED
`
} // prettier-ignore
const crews = join(folder, 'crews')

beforeAll(async () => {
  if (isStale(service)) expect(await build(service)).toBeNull()
  mkdirSync(crews)
  for (const [name, text] of Object.entries(CREWS)) writeFileSync(join(crews, name), text)
  for (const path of ['seeds/goods', crews]) expect(await skein('import', path)).toMatchObject({ code: 0 })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('reads a dataset that is not in the store: a firm of which the orders are known', async () => {
  const { code, out, err } = await skein('profile', 'seeds/cases/krackhardt-reports-to')
  expect([code, err]).toEqual([0, ''])
  expect(out).toContain('Control: a firm, reports-to — Case')
  expect(under(out, 'Verdict')).toContain('Hierarchical, standard hierarchy')
  expect(under(out, 'Because')).toContain('stands above 20 of the 20')
  expect(under(out, 'Measures')).toContain('Global reaching centrality')
  expect(under(out, 'Measures')).not.toContain('Density')
  expect(under(out, 'Missing')).toContain('no contact is known')
  expect(out.split('\n').every((line) => line.length <= 100)).toBe(true)
  // Nothing of it was stored.
  expect((await skein('profile', 'Control: a firm, reports-to')).code).toBe(4)
})

it('profiles a group of the store by its name or id, with what ties it to several goods', async () => {
  const { code, out } = await skein('profile', 'quay crew')
  expect(code).toBe(0)
  expect(out).toContain('INVENTED')
  expect(under(out, 'Judged on')).toContain('2 actors, 0 contacts, 1 order')
  expect(under(out, 'Across goods')).toContain('the group itself: arms')
  expect(under(out, 'Across goods')).toMatch(/Ida Marsh: arms, drugs\/cocaine \(standing (alleged, convicted|convicted, alleged); 1 dataset\)/) // prettier-ignore
  expect(under(out, 'Missing')).toContain('of 1 actor no good is known')
  expect((await skein('profile', /e:[0-9a-f]+/.exec(out)?.[0] ?? '')).out).toBe(out)
})

it('says what is wrong: no such group, no dataset, no group in it, and words that several bear', async () => {
  const none = await skein('profile', 'nobody at all')
  expect([none.code, none.err]).toEqual([4, expect.stringContaining('no group or case is called "nobody at all"')])
  const broken = await skein('profile', join(crews, 'ties.csv'))
  expect([broken.code, broken.err]).toEqual([2, expect.stringMatching(/dataset\.json/)])
  const without = await skein('profile', 'seeds/countries')
  expect([without.code, without.err]).toEqual([4, expect.stringContaining('holds no group and no case')])
  const several = await skein('profile', 'crew')
  expect([several.code, several.err]).toEqual([2, expect.stringMatching(/several groups.*Quay crew of the north.*e:[0-9a-f]+/s)]) // prettier-ignore
})
