/** Everything that store and planner run, on both engines with the same parameters: the same rows, the same answers. */
import { beforeAll, afterAll, describe, expect, it } from 'vitest'
import { derive } from '../../src/claims/derive/derive.ts'
import type { Skein } from '../../src/service/skein.ts'
import { describeOnEngines } from '../support/engines.ts'
import { dumpDerived } from '../store/dump.ts'
import { openOn, takenThrough, type Stage } from './support/both.ts'
import { inAnyOrder, sortedJson, type Note } from './support/recording.ts'
import { storedClaims, storedJudgements } from './support/stored.ts'

const PLAY_MS = 240_000

async function play(skein: Skein): Promise<Stage[]> {
  const stages: Stage[] = []
  for await (const stage of takenThrough(skein)) stages.push(stage)
  return stages
}

let embedded: Promise<Stage[]> | null = null
/** What the embedded engine did, once for the file. */
const reference = (): Promise<Stage[]> =>
  (embedded ??= (async () => {
    const skein = await openOn({ store: '', folder: null })
    try {
      return await play(skein)
    } finally {
      await skein.close()
    }
  })())

/** A statement with its parameters, and its rows. Lists stand in one order here: the engines may give unordered ones in any. */
const ran = ({ statement: { text, params }, within, rows }: Note): { what: string; rows: string } => ({
  what: `${within}: ${text} ${inAnyOrder(params)}`,
  rows: inAnyOrder(rows)
})
/** What a stage ran, in an order that depends on nothing but that. */
const allOf = ({ notes }: Stage): ReturnType<typeof ran>[] =>
  notes.map(ran).sort((a, b) => (a.what + a.rows < b.what + b.rows ? -1 : 1))

describeOnEngines('every statement', (engine) => {
  let stages: Stage[] = []
  let skein: Skein
  beforeAll(async () => {
    await engine.wipe()
    skein = await openOn(engine.config())
    stages = engine.name === 'embedded' ? await reference() : await play(skein)
  }, PLAY_MS)
  afterAll(() => skein.close())

  it('runs with the same parameters on every engine, and gives the same rows', async () => {
    let compared = 0
    for (const [i, stage] of (await reference()).entries()) {
      const [first, second] = [allOf(stage), allOf(stages[i] ?? { ...stage, notes: [] })]
      expect(second.length, stage.name).toBe(first.length)
      for (const [n, { what, rows }] of first.entries()) {
        if (second[n]?.what !== what) expect.fail(`${stage.name}: ${differenceOf(what, second[n]?.what ?? '')}`)
        if (second[n].rows !== rows) expect.fail(`${stage.name}: ${what}\n${differenceOf(rows, second[n].rows)}`)
        compared++
      }
    }
    expect(compared).toBeGreaterThan(900)
  })

  it('leaves the same graph, which is the one that derive makes of all claims', async () => {
    const first = await reference()
    for (const [i, { name, dump }] of stages.entries()) expect(dump, name).toEqual(first[i]?.dump)
    if (engine.name === 'embedded') return
    const [claims, judgements] = [await storedClaims(skein.store), await storedJudgements(skein.store)]
    expect(claims.length).toBeGreaterThan(5_000)
    const derived = dumpDerived(derive(skein.ontology, claims, judgements))
    expect(stages.find(({ name }) => name === 'the seeds')?.dump).toEqual(derived)
  })

  for (const name of ['writing', 'deriving afresh', 'reads of the store'])
    it(`answers alike: ${name}`, async () => {
      const answers = (list: readonly Stage[]): string[] =>
        list.filter((s) => s.name === name).flatMap((s) => s.answers.map((a) => `${a.name}: ${sortedJson(a.answer)}`))
      expect(answers(stages).length).toBeGreaterThan(0)
      expect(answers(stages)).toEqual(answers(await reference()))
    })

  for (const viewer of ['public', 'GREEN', 'AMBER', 'a member of an audience', 'the owner'])
    it(`answers ${viewer} alike, byte for byte after sorting keys`, async () => {
      const find = (list: readonly Stage[]): Stage | undefined => list.find(({ name }) => name === `answers for ${viewer}`)
      const [a, b] = [find(await reference()), find(stages)]
      expect(a?.answers.length).toBeGreaterThan(40)
      for (const [i, { name, answer }] of (a?.answers ?? []).entries())
        expect(`${name}: ${sortedJson(b?.answers[i]?.answer)}`).toBe(`${name}: ${sortedJson(answer)}`)
    })
})

/** Two texts from where they part. */
function differenceOf(a: string, b: string): string {
  let place = 0
  while (place < a.length && a[place] === b[place]) place++
  const near = (text: string): string => text.slice(Math.max(0, place - 120), place + 120)
  return `…${near(a)}…\n…${near(b)}…`
}

describe('the viewers asked', () => {
  it('see different things', async () => {
    const stages = (await reference()).filter(({ name }) => name.startsWith('answers for'))
    const said = stages.map(({ answers }) => sortedJson(answers))
    expect(new Set(said).size).toBe(stages.length)
  })
})
