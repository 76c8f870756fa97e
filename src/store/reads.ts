import type { RecordState } from '../claims/derive/records.ts'
import type { Audience } from '../claims/types.ts'
import type { Params, Row, Statement } from '../engine/port.ts'
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

/** Anything that runs statements: a transaction, or an engine's `read`. */
export interface Runner {
  run(statement: Statement): Promise<Row[]>
}

const CHUNK = 5_000

/** Runs a statement over a long list in pieces: `values` goes in as `$list`. */
async function inChunks(
  runner: Runner,
  values: Iterable<string>,
  text: string,
  columns: readonly string[]
): Promise<Row[]> {
  const list = [...new Set(values)]
  const rows: Row[] = []
  for (let i = 0; i < list.length; i += CHUNK)
    for (const row of await runner.run({ text, params: { list: list.slice(i, i + CHUNK) }, columns })) rows.push(row)
  return rows
}

const claimsWhere = (property: string): string =>
  `MATCH (c:Claim) WHERE c.${property} IN $list RETURN ${claimReturn('c')}`
const CLAIMS_BY_ID = claimsWhere('id')
const CLAIMS_BY_ABOUT = claimsWhere('about')
const CLAIMS_BY_RECORD = claimsWhere('record')
const CLAIMS_BY_FROM = claimsWhere('from')
const CLAIMS_BY_TO = claimsWhere('to')

async function claims(runner: Runner, text: string, values: Iterable<string>): Promise<Map<string, StoredClaim>> {
  const result = new Map<string, StoredClaim>()
  for (const row of await inChunks(runner, values, text, CLAIM_COLUMNS)) {
    const stored = claimFrom(row)
    result.set(stored.claim.id, stored)
  }
  return result
}

export const claimsById = (runner: Runner, ids: Iterable<string>) => claims(runner, CLAIMS_BY_ID, ids)
export const claimsAbout = (runner: Runner, ids: Iterable<string>) => claims(runner, CLAIMS_BY_ABOUT, ids)
/** Entity claims about these records. */
export const claimsOfRecords = (runner: Runner, names: Iterable<string>) => claims(runner, CLAIMS_BY_RECORD, names)

/** Tie claims with an end among these records. */
export async function tiesOfRecords(runner: Runner, names: readonly string[]): Promise<Map<string, StoredClaim>> {
  const from = await claims(runner, CLAIMS_BY_FROM, names)
  for (const [id, stored] of await claims(runner, CLAIMS_BY_TO, names)) from.set(id, stored)
  return from
}

const RECORD_COLUMNS = ['name', 'id', 'dataset', 'kind', 'rank', 'audience', 'entity'] as const
const RECORDS = `MATCH (r:Record) WHERE r.name IN $list RETURN ${RECORD_COLUMNS.map((c) => `r.${c} AS ${c}`).join(', ')}`

export async function recordsByName(runner: Runner, names: Iterable<string>): Promise<RecordState[]> {
  const rows = await inChunks(runner, names, RECORDS, RECORD_COLUMNS)
  return rows.map(([name, id, dataset, kind, rank, audience, entity]) => ({
    name: name as string,
    id: id as string,
    dataset: dataset as string,
    kind: kind as string,
    rank: rank as number,
    audience: (audience ?? null) as Audience,
    entity: entity as string
  }))
}

const judgementsWhere = (property: string): string =>
  `MATCH (j:Judgement) WHERE j.${property} IN $list RETURN ${judgementReturn('j')}`
const JUDGEMENTS_BY_ID = judgementsWhere('id')
const JUDGEMENTS_BY_LEFT = judgementsWhere('left')
const JUDGEMENTS_BY_RIGHT = judgementsWhere('right')

async function judgements(
  runner: Runner,
  text: string,
  values: Iterable<string>
): Promise<Map<string, StoredJudgement>> {
  const result = new Map<string, StoredJudgement>()
  for (const row of await inChunks(runner, values, text, JUDGEMENT_COLUMNS)) {
    const stored = judgementFrom(row)
    result.set(stored.judgement.id, stored)
  }
  return result
}

export const judgementsById = (runner: Runner, ids: Iterable<string>) => judgements(runner, JUDGEMENTS_BY_ID, ids)

/** Judgements with one of these records on either side. */
export async function judgementsOfRecords(
  runner: Runner,
  names: Iterable<string>
): Promise<Map<string, StoredJudgement>> {
  const list = [...names]
  const left = await judgements(runner, JUDGEMENTS_BY_LEFT, list)
  for (const [id, stored] of await judgements(runner, JUDGEMENTS_BY_RIGHT, list)) left.set(id, stored)
  return left
}

/** Rows of one statement, for reads that need nothing more. */
export const rowsOf = (runner: Runner, text: string, columns: readonly string[], params: Params = {}): Promise<Row[]> =>
  runner.run({ text, params, columns })
