/** Random questions on random worlds, put to the planner and to the reference. */
import { GraphQLError, type ExecutionResult } from 'graphql'
import type { Viewer } from '../../src/access/viewer.ts'
import type { Engine } from '../../src/engine/port.ts'
import { SkeinError } from '../../src/errors.ts'
import { recordId } from '../../src/claims/ids.ts'
import { seeded } from '../../src/graph/random.ts'
import { compareGroups } from '../../src/service/compare.ts'
import { measureCatalogue } from '../../src/service/catalogue.ts'
import { resolvers } from '../../src/server/resolvers.ts'
import { computeStructure } from '../../src/service/structure.ts'
import type { Store } from '../../src/store/store.ts'
import { refill } from '../access/world.ts'
import { asking, ontology, schema, type Asking } from '../query/world.ts'
import { compare, type CursorPair } from './compare.ts'
import { generate } from './generate/generate.ts'
import type { Question } from './generate/question.ts'
import { poolOf } from './generate/values.ts'
import { ledgerOf } from './ledger.ts'
import { heedMoments, type Replays } from './past.ts'
import { heedViews, savedViews } from './saved.ts'
import { referenceAnswer } from './reference/answer.ts'
import { Refused } from './reference/refuse.ts'
import { seenBy, type Seen } from './reference/seen.ts'
import { shrink } from './shrink.ts'
import { ASKING, worldOf } from './worlds.ts'

export interface Tally {
  asked: number
  /** Of those asked, questions that went on after a cursor. */
  followed: number
  /** Refused alike, by code. */
  refused: Record<string, number>
  /** Answers with computed fields. */
  computed: number
  /** Questions that were answered otherwise, each as small as it could be made, with its seed. */
  differences: string[]
}

/** Questions on one world before the next. */
const PER_WORLD = 60
const MOST_FOLLOWED = 2
const MOST_DIFFERENCES = Number(process.env['SKEIN_FUZZ_DIFFERENCES'] ?? 3)

/** Where one root field is refused, what the others ask is still under way when the answer comes. */
type Settled = Asking & { readonly settled: () => Promise<unknown>; readonly replays: Replays }

function settling(engine: Engine): Engine & { readonly settled: () => Promise<unknown> } {
  const open = new Set<Promise<unknown>>()
  return {
    name: engine.name,
    read: (statement, options) => {
      const rows = engine.read(statement, options)
      open.add(rows)
      return rows.finally(() => open.delete(rows))
    },
    sequence: (options) => engine.sequence(options),
    transaction: (work, lines) => engine.transaction(work, lines),
    erase: (dataset) => engine.erase(dataset),
    prepare: (text) => engine.prepare(text),
    close: () => engine.close(),
    settled: async () => {
      do {
        await Promise.allSettled(open)
        await new Promise(setImmediate)
      } while (open.size > 0)
    }
  }
}

type Variables = Readonly<Record<string, unknown>>

interface Judged {
  readonly problem: string | null
  readonly refused: string | null
  readonly computing: boolean
  readonly cursors: readonly CursorPair[]
}

/** Asks so many questions, fewer where several are answered otherwise. */
export async function fuzz(store: Store, seed: number, questions: number): Promise<Tally> {
  const engine = settling(store.engine)
  const asked = {
    ...asking(engine, computeStructure, compareGroups, false),
    replays: heedMoments(store),
    settled: engine.settled
  }
  const viewer = (resolvers()['Query'] as Record<string, never>)['viewer']
  for (const [name, resolve] of Object.entries({ viewer, measureCatalogue }))
    Object.assign(schema.getQueryType()?.getFields()[name] ?? {}, { resolve })
  const keepViews = heedViews()
  const tally: Tally = { asked: 0, followed: 0, refused: {}, computed: 0, differences: [] }
  for (let world = seed; tally.asked < questions && tally.differences.length < MOST_DIFFERENCES; world++) {
    const batches = worldOf(ontology, world)
    const ledger = ledgerOf(batches)
    await refill(store, batches)
    const seen = new Map<Viewer, Seen>()
    const random = seeded(world)
    ledger.saved = savedViews(random, [...ledger.claims.values()].flatMap(({ thing: { about } }) => (about.from === undefined ? [recordId(about.record)] : [])), ASKING.map(({ id }) => id)) // prettier-ignore
    keepViews(ledger.saved)
    const everything = seenBy(ontology, ledger, ASKING.find((each) => each.owner) as Viewer)
    const pool = poolOf(ledger, everything.ties.keys())
    for (let i = 0; i < PER_WORLD && tally.asked < questions && tally.differences.length < MOST_DIFFERENCES; i++) {
      const as = ASKING[random.below(ASKING.length)] as Viewer
      let mine = seen.get(as)
      if (mine === undefined) seen.set(as, (mine = seenBy(ontology, ledger, as)))
      const { question } = generate(schema, random, pool)
      await put(asked, mine, question, `seed ${world}, question ${i}, viewer ${as.id ?? 'public'}`, tally)
    }
  }
  await asked.replays.close()
  return tally
}

/** One question, and those that go on after the cursors of its answer. */
async function put(asked: Settled, seen: Seen, question: Question, label: string, tally: Tally): Promise<void> {
  let planner: Variables = question.variables
  let reference: Variables = question.variables
  for (let followed = 0; ; followed++) {
    const judged = await judge(asked, seen, question, question.text, planner, reference)
    if (judged.problem !== null) {
      tally.differences.push(await smallest(asked, seen, question, planner, reference, `${label}: ${judged.problem}`))
      return
    }
    tally.asked++
    if (followed > 0) tally.followed++
    if (judged.computing) tally.computed++
    if (judged.refused !== null) tally.refused[judged.refused] = (tally.refused[judged.refused] ?? 0) + 1
    let going = false
    for (const { at, page } of question.afters) {
      const fits = judged.cursors.filter(({ path }) => String(path.slice(0, -2)) === String(page))
      const pair = fits[(tally.asked + followed) % Math.max(1, fits.length)]
      if (pair === undefined) continue
      going = true
      planner = set(planner, at, pair.planner)
      reference = set(reference, at, pair.reference)
    }
    if (!going || followed >= MOST_FOLLOWED) return
  }
}

function set(variables: Variables, [key = '', ...rest]: readonly string[], value: string): Variables {
  return { ...variables, [key]: rest.length === 0 ? value : set((variables[key] ?? {}) as Variables, rest, value) }
}

async function judge(
  asked: Settled,
  seen: Seen,
  { odd }: Question,
  text: string,
  planner: Variables,
  reference: Variables
): Promise<Judged> {
  const { counts } = asked.engine
  asked.engine.reset()
  asked.replays.reset()
  const answer = await asked.ask(text, seen.viewer, planner)
  await asked.replays.settled()
  await asked.settled()
  const then = asked.replays.counts()
  const [statements, flights] = [counts.statements + then.statements, counts.flights + then.flights]
  const { result, reading, computing, moments, loose, searching } = await referenceAnswer(seen, text, reference)
  const [refused, expected] = [codesOf(answer), codesOf(result)]
  const nothing = { refused: null, computing: computing.size > 0, cursors: [] }
  const broken = [...refused, ...expected].find((code) => !['INVALID_INPUT', 'LIMIT_EXCEEDED', 'cost'].includes(code))
  if (broken !== undefined) return { ...nothing, problem: broken }
  if (refused.includes('cost')) return { ...nothing, refused: 'cost', problem: null }
  if (refused.length > 0) {
    const alike = refused.every((code) => expected.includes(code)) || odd
    return { ...nothing, refused: refused[0] ?? null, problem: alike ? null : `refused: ${refused.join()}; by the reference: ${expected.join()}` } // prettier-ignore
  }
  if (expected.length > 0) return { ...nothing, problem: `answered, but the reference refuses: ${expected.join()}` }
  const { difference, cursors } = compare(plain(answer.data), plain(result.data), loose)
  if (difference !== null) return { ...nothing, problem: difference }
  const wanted = reading.size + computing.size
  const counted = statements === wanted && flights <= 1 + moments + computing.size && flights >= Math.min(1, wanted) && (reading.size > 1 || flights === wanted) // prettier-ignore
  // How many a search takes depends on what it meets.
  const problem =
    counted || searching ? null : `${statements} statements in ${flights} flights, where ${wanted} are due`
  return { problem, refused: null, computing: computing.size > 0, cursors }
}

const plain = (data: unknown): unknown => JSON.parse(JSON.stringify(data ?? null))

/** Codes of an answer's errors; `cost` where it was too dear, and the message of what is no refusal at all. */
const codesOf = ({ errors = [] }: ExecutionResult): string[] =>
  errors.map((error: GraphQLError) => {
    const { originalError } = error
    if (originalError instanceof Refused) return originalError.code
    if (!(originalError instanceof SkeinError)) return `broken: ${error.message}`
    return originalError.details.limit?.name === 'cost' ? 'cost' : originalError.code
  })

async function smallest(
  asked: Settled,
  seen: Seen,
  question: Question,
  planner: Variables,
  reference: Variables,
  label: string
): Promise<string> {
  const problemOf = async (text: string): Promise<string | null> =>
    (await judge(asked, seen, question, text, planner, reference)).problem
  const small = await shrink(schema, question.text, async (text) => (await problemOf(text)) !== null)
  const used = Object.entries(planner).filter(([name]) => new RegExp(`\\$${name}\\b`).test(small))
  return `${label}: ${(await problemOf(small)) ?? 'alike when asked again'}\n${small}\n${JSON.stringify(Object.fromEntries(used))}` // prettier-ignore
}
