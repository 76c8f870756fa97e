import { ownVisible, ownVisibleParams, visible, type Viewer } from '../access/viewer.ts'
import { isOpen } from '../claims/types.ts'
import { openEngine } from '../engine/open.ts'
import type { Engine, Row, Statement } from '../engine/port.ts'
import { SkeinError } from '../errors.ts'
import type { Ontology } from '../ontology/types.ts'
import {
  CLAIM_COLUMNS,
  claimFrom,
  claimReturn,
  JUDGEMENT_COLUMNS,
  judgementFrom,
  judgementReturn,
  type StoredClaim,
  type StoredJudgement
} from './codec.ts'
import { DATASET_COLUMNS, datasetFrom, datasetReturn, SOURCE_COLUMNS, sourceFrom, sourceReturn } from './heads.ts'
import { Memory } from './memory.ts'
import { deriveStored, writeDerived } from './rederive.ts'
import { RevisionChanges } from './revision.ts'
import { schemaTexts } from './schema.ts'
import { writeDataset, writeSources } from './sources.ts'

export interface PastOptions {
  /** An ISO moment in UTC. */
  readonly moment: string
  readonly viewer: Viewer
  /** The most claims that are replayed; more are refused. */
  readonly most: number
  /** Told how many of how many things have been written. */
  readonly progress: (done: number, of: number) => void
}

const KNOWN = `WHERE v.known[0] <= $moment AND ${ownVisible('v')}`
/** A sixteenth of the claims at a time, by their ids: more rows at once would keep everybody waiting. */
const DIGITS = '0123456789abcdef'.split('')
const CLAIMS = `MATCH (v:Claim) ${KNOWN} AND v.id STARTS WITH $start RETURN ${claimReturn('v')}`
const JUDGEMENTS = `MATCH (v:Judgement) ${KNOWN} RETURN ${judgementReturn('v')}`
const SINCE = `WHERE ${visible('v')} AND (v.since IS NULL OR v.since <= $moment)`
const SOURCES = `MATCH (v:Source) ${SINCE} RETURN ${sourceReturn('v')}, v.since AS since`
const DATASETS = `MATCH (v:Dataset) ${SINCE} RETURN ${datasetReturn('v')}, v.since AS since`
const BATCHES = 'MATCH (b:Batch) WHERE b.at IS NULL OR b.at <= $moment RETURN b.seq AS seq'

const ATTEMPTS = 2

/**
 * The graph as it follows from the claims and judgements that were known at a moment, in a scratch embedded store that answers
 * the same statements. Markings, audiences, and what sources and manifests say are today's; what was withdrawn was never there.
 * Only what the viewer may see is read, so that nothing about the scratch store, its size included, tells of anything else.
 * Cost: reads every such claim, derives all of it and writes it, some 10,000 claims a second.
 */
export async function openPast(live: Engine, ontology: Ontology, options: PastOptions): Promise<Engine> {
  const { claims, judgements, sources, datasets, batches } = await readKnown(live, options)
  const derived = await deriveStored(ontology, claims, judgements)
  const awake = [...derived.claims.values()].filter(({ about }) => about !== null).length
  if (awake > options.most)
    throw new SkeinError(
      'LIMIT_EXCEEDED',
      `asKnownAt: at most ${options.most.toLocaleString('en')} claims are replayed, ${awake.toLocaleString('en')} were known then`,
      {
        limit: { name: 'asKnownAt', value: options.most, met: awake },
        hint: 'Ask about an earlier moment, or cite the revision and keep the answer.'
      }
    )
  const scratch = await openEngine(
    { store: '', folder: null },
    { replay: () => Promise.resolve(), notice: () => undefined, schema: schemaTexts(ontology) }
  )
  try {
    const of = derived.entities.size + derived.records.size + derived.relations.size + claims.length + judgements.length
    let done = 0
    await writeDerived(scratch, ontology, derived, claims, judgements, 'create', (things) => {
      options.progress((done += things), of)
    })
    const revision = new RevisionChanges()
    for (const { claim, batches: touching } of claims)
      revision.move(
        touching.filter((batch) => batches.has(batch)),
        null,
        derived.claims.get(claim.id) ?? null
      )
    for (const { judgement, batches: touching } of judgements)
      revision.move(
        touching.filter((batch) => batches.has(batch)),
        null,
        derived.judgements.get(judgement.id) ?? null
      )
    await scratch.transaction(async (transaction) => {
      await writeSources(transaction, sources, [], new Memory(), options.moment)
      for (const { record, complete } of datasets)
        await writeDataset(transaction, record.id, record, complete, options.moment)
      await revision.apply(transaction, 0, options.moment)
    })
    return scratch
  } catch (error) {
    await scratch.close()
    throw error
  }
}

type Read = (text: string, columns: Statement['columns'], more?: Statement['params']) => Promise<Row[]>

/** What was known then, all of it read from one state of the store: where that keeps changing meanwhile, writers wait for it. */
async function readKnown(live: Engine, { moment, viewer }: PastOptions) {
  const params = { ...ownVisibleParams(viewer), moment }
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const states = new Set<number>()
    const at = (sequence: number): void => void states.add(sequence)
    try {
      const known = await readAll(
        (text, columns, more) => live.read({ text, params: { ...params, ...more }, columns }, { at }),
        moment
      )
      if (states.size === 1) return known
    } catch (error) {
      // A single read may meet too many writes as well.
      if (!(error instanceof SkeinError && error.code === 'UNAVAILABLE')) throw error
    }
  }
  return live.transaction((transaction) =>
    readAll((text, columns, more) => transaction.run({ text, params: { ...params, ...more }, columns }), moment)
  )
}

async function readAll(read: Read, moment: string) {
  const claims: StoredClaim[] = []
  for (const digit of DIGITS)
    for (const row of await read(CLAIMS, CLAIM_COLUMNS, { start: `c:${digit}` }))
      claims.push(...claimAt(claimFrom(row), moment))
  const judgements = (await read(JUDGEMENTS, JUDGEMENT_COLUMNS)).map(judgementFrom).flatMap((j) => judgedAt(j, moment))
  const sources = (await read(SOURCES, [...SOURCE_COLUMNS, 'since'])).map(sourceFrom)
  const datasets = (await read(DATASETS, [...DATASET_COLUMNS, 'since'])).map(datasetFrom)
  const batches = new Set((await read(BATCHES, ['seq'])).map(([seq]) => seq as number))
  return { claims, judgements, sources, datasets, batches }
}

const upTo = (known: readonly string[], moment: string): string[] => known.filter((at) => at <= moment)

/** The claim as it stood then; none where it did not hold. */
function claimAt({ claim, batches }: StoredClaim, moment: string): StoredClaim[] {
  const then = { ...claim, known: upTo(claim.known, moment) }
  return isOpen(then) ? [{ claim: then, batches }] : []
}

function judgedAt({ judgement, batches }: StoredJudgement, moment: string): StoredJudgement[] {
  const then = { ...judgement, known: upTo(judgement.known, moment) }
  return isOpen(then) ? [{ judgement: then, batches }] : []
}
