/** Everything that store and planner run, on both engines with the same parameters: the same rows, the same answers. */
import { beforeAll, afterAll, describe, expect, it } from 'vitest'
import { derive } from '../../src/claims/derive/derive.ts'
import type { Engine } from '../../src/engine/port.ts'
import type { Skein } from '../../src/service/skein.ts'
import type { EngineConfig } from '../../src/engine/open.ts'
import { bracketed } from '../../src/engine/neo4j-sequence.ts'
import { cost, describeOnEngines } from '../support/engines.ts'
import { dumpDerived } from '../store/dump.ts'
import { ACCEPTED, countsClaims, indexesOf, scansOf, type Accepted } from './support/anchors.ts'
import { openOn, takenThrough, type Stage } from './support/both.ts'
import { ADDED, scannedBy, unrelated } from './support/growth.ts'
import { inAnyOrder, sortedJson, type Note } from './support/recording.ts'
import { storedClaims, storedJudgements } from './support/stored.ts'

const PLAY_MS = 240_000
/** Rows more that a statement may read by the way: one dataset more, one step of a hub. */
const INCIDENTAL = 60
/** Rows read of a thing and of its ties, at most. */
const FOLLOWED = 3

interface Played {
  skein: Skein
  /** The engine itself, without what notes its statements. */
  engine: Engine
  stages: Stage[]
}

async function played(config: EngineConfig): Promise<Played> {
  const skein = await openOn(config)
  const { engine } = skein.store
  const stages: Stage[] = []
  for await (const stage of takenThrough(skein)) stages.push(stage)
  return { skein, engine, stages }
}

let embedded: Promise<Played> | null = null
/** The embedded engine and what it did, once for the file. */
const first = (): Promise<Played> => (embedded ??= played({ store: '', folder: null }))
const reference = async (): Promise<Stage[]> => (await first()).stages
afterAll(async () => {
  await (await embedded)?.skein.close()
})

/** One note of each text. */
const textsOf = (stages: readonly Stage[]): Map<string, Note> =>
  new Map(stages.flatMap(({ notes }) => notes.map((note): [string, Note] => [note.statement.text, note])))

/** A statement with its parameters, and its rows. Lists stand in one order here: the engines may give unordered ones in any. */
const ran = ({ statement: { text, params }, within, rows }: Note): { what: string; rows: string } => ({
  what: `${within}: ${text} ${inAnyOrder(params)}`,
  rows: inAnyOrder(rows)
})
/** What a stage ran, in an order that depends on nothing but that. */
const allOf = ({ notes }: Stage): ReturnType<typeof ran>[] =>
  notes.map(ran).sort((a, b) => (a.what + a.rows < b.what + b.rows ? -1 : 1))

describeOnEngines('every statement', (engine) => {
  let now: Played
  beforeAll(async () => {
    if (engine.name !== 'embedded') await engine.wipe()
    now = engine.name === 'embedded' ? await first() : await played(engine.config())
  }, PLAY_MS)
  afterAll(async () => {
    if (engine.name !== 'embedded') await now.skein.close()
  })

  it('runs with the same parameters on every engine, and gives the same rows', async () => {
    let compared = 0
    for (const [i, stage] of (await reference()).entries()) {
      const [first, second] = [allOf(stage), allOf(now.stages[i] ?? { ...stage, notes: [] })]
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
    for (const [i, { name, dump }] of now.stages.entries()) expect(dump, name).toEqual(first[i]?.dump)
    const [claims, judgements] = [await storedClaims(now.skein.store), await storedJudgements(now.skein.store)]
    expect(claims.length).toBeGreaterThan(5_000)
    const derived = dumpDerived(derive(now.skein.ontology, claims, judgements))
    expect(now.stages.find(({ name }) => name === 'the seeds')?.dump).toEqual(derived)
  })

  for (const name of ['writing', 'deriving afresh', 'reads of the store'])
    it(`answers alike: ${name}`, async () => {
      const answers = (list: readonly Stage[]): string[] =>
        list.filter((s) => s.name === name).flatMap((s) => s.answers.map((a) => `${a.name}: ${sortedJson(a.answer)}`))
      expect(answers(now.stages).length).toBeGreaterThan(0)
      expect(answers(now.stages)).toEqual(answers(await reference()))
    })

  for (const viewer of ['public', 'GREEN', 'AMBER', 'a member of an audience', 'the owner'])
    it(`answers ${viewer} alike, byte for byte after sorting keys`, async () => {
      const find = (list: readonly Stage[]): Stage | undefined =>
        list.find(({ name }) => name === `answers for ${viewer}`)
      const [a, b] = [find(await reference()), find(now.stages)]
      expect(a?.answers.length).toBeGreaterThan(40)
      for (const [i, { name, answer }] of (a?.answers ?? []).entries())
        expect(`${name}: ${sortedJson(b?.answers[i]?.answer)}`).toBe(`${name}: ${sortedJson(answer)}`)
    })

  it('begins at an index, but for what is listed with its reason', { timeout: 600_000 }, async () => {
    const indexes = indexesOf(now.skein.ontology)
    if (engine.name === 'embedded') await readsNoMore(now, indexes)
    else await plansNoScan(now, indexes)
  })
})

type Indexes = ReturnType<typeof indexesOf>

/** Embedded: with much more in the store, a statement reads more only where it goes through everything of a label. */
async function readsNoMore({ skein, engine, stages }: Played, indexes: Indexes): Promise<void> {
  const texts = textsOf(stages)
  const before = await scannedBy(engine, texts.values())
  for (const batch of unrelated()) await skein.store.write(batch)
  const after = await scannedBy(engine, texts.values())
  let looked = 0
  for (const [text, rows] of before) {
    if (countsClaims(text)) continue
    // What is gone through is also followed where the question asks for ties of each.
    const each = text.includes('EXISTS {') ? FOLLOWED : 1
    const added = each * scansOf(text, indexes).reduce((sum, label) => sum + (ADDED.get(label) ?? 0), 0)
    expect(after.get(text), `rows read (${rows} before) by ${text}`).toBeLessThanOrEqual(
      rows * 1.1 + added + INCIDENTAL
    )
    if (added === 0) looked++
  }
  expect(looked).toBeGreaterThan(100)
}

/** Neo4j: no plan goes through everything, but where the text says so. */
async function plansNoScan({ engine, stages }: Played, indexes: Indexes): Promise<void> {
  for (const [text, { statement, within }] of textsOf(stages)) {
    // A read as the adapter runs it: compiled already.
    const run = within === 'read' ? { ...statement, text: bracketed(statement) } : statement
    const found = await cost(engine, run)
    const plan = 'plan' in found ? found.plan : []
    expect(plan.length, text).toBeGreaterThan(0)
    const scans = scansOf(text, indexes)
    // Whoever goes through all legs may as well go through all departures.
    const never = scans.includes('Leg')
      ? /AllNodesScan|RelationshipIndex/
      : /AllNodesScan|Relationship\w*Scan|RelationshipIndex/
    expect(
      plan.filter((operator) => never.test(operator)),
      text
    ).toEqual([])
    expect(plan.filter((operator) => operator === 'NodeByLabelScan').length, text).toBeLessThanOrEqual(scans.length)
  }
}

/** Two texts from where they part. */
function differenceOf(a: string, b: string): string {
  let place = 0
  while (place < a.length && a[place] === b[place]) place++
  const near = (text: string): string => text.slice(Math.max(0, place - 120), place + 120)
  return `…${near(a)}…\n…${near(b)}…`
}

describe('patterns that begin at no index', () => {
  it('are those that are listed, and all that are listed are needed', async () => {
    const { skein, stages } = await first()
    const indexes = indexesOf(skein.ontology)
    const used = new Set<Accepted>()
    for (const text of textsOf(stages).keys())
      for (const label of scansOf(text, indexes)) {
        const accepted = ACCEPTED.find((each) => each.label === label && (each.text ?? /^CALL/).test(text))
        expect(accepted, `${label} in ${text}`).toBeDefined()
        if (accepted !== undefined) used.add(accepted)
      }
    expect(ACCEPTED.filter((each) => !used.has(each))).toEqual([])
  })

  it('are told from those that do', () => {
    const indexes = new Map([['Claim', new Set(['id', 'about'])]])
    expect(scansOf('MATCH (c:Claim {about: i}) WHERE c.rank = 0 RETURN c.id AS id', indexes)).toEqual([])
    expect(scansOf('MATCH (c:Claim) WHERE c.id IN $ids RETURN c.id AS id', indexes)).toEqual([])
    expect(scansOf('MATCH (c:Claim) WHERE c.rank = 0 RETURN c.id AS id', indexes)).toEqual(['Claim'])
    expect(scansOf('MATCH (c:Claim {kind: $k}) RETURN c.id AS id', indexes)).toEqual(['Claim'])
  })
})

describe('the viewers asked', () => {
  it('see different things', async () => {
    const stages = (await reference()).filter(({ name }) => name.startsWith('answers for'))
    const said = stages.map(({ answers }) => sortedJson(answers))
    expect(new Set(said).size).toBe(stages.length)
  })
})
