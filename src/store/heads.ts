import type { Row, Value } from '../engine/port.ts'
import type { Audience, DatasetRecord, Marking, SourceRecord } from '../claims/types.ts'
import type { PropertyValue } from '../ontology/validate.ts'
import type { Reader } from './assertions.ts'

/** What an import compares with, so that what did not change is not written again. */
const text = (value: Value | undefined): string | null => (typeof value === 'string' ? value : null)
const list = (value: Value | undefined): string[] => (Array.isArray(value) ? (value as string[]) : [])
const audienceOf = (value: Value | undefined): Audience => (Array.isArray(value) ? (value as string[]) : null)
const returns = (variable: string, columns: readonly string[]): string =>
  columns.map((name) => `${variable}.${name} AS ${name}`).join(', ')

export const DATASET_COLUMNS = [
  'id', 'name', 'title', 'publisher', 'publisherRole', 'licence', 'howCollected', 'collectionNote', 'definition', 'interest',
  'coverage', 'caveats', 'citation', 'version', 'invented', 'looksAt', 'marking', 'audience', 'complete'
] as const // prettier-ignore

export const datasetReturn = (variable: string): string => returns(variable, DATASET_COLUMNS)

export function datasetFrom(row: Row): { record: DatasetRecord; complete: boolean } {
  const at = Object.fromEntries(DATASET_COLUMNS.map((column, i) => [column, row[i]])) as Record<
    (typeof DATASET_COLUMNS)[number],
    Value | undefined
  >
  const record: DatasetRecord = {
    id: at.id as string,
    name: at.name as string,
    title: at.title as string,
    publisher: text(at.publisher),
    publisherRole: text(at.publisherRole),
    licence: text(at.licence),
    howCollected: at.howCollected as string,
    collectionNote: text(at.collectionNote),
    definition: text(at.definition),
    interest: text(at.interest),
    coverage: text(at.coverage),
    caveats: text(at.caveats),
    citation: text(at.citation),
    version: text(at.version),
    invented: at.invented === true,
    looksAt: list(at.looksAt),
    marking: at.marking as Marking,
    audience: audienceOf(at.audience)
  }
  return { record, complete: at.complete === true }
}

/** The manifest as it was last written, and whether that import came to an end; null where there is none. */
export async function datasetHead(
  store: Reader,
  name: string
): Promise<{ record: DatasetRecord; complete: boolean } | null> {
  const [row] = await store.read(`MATCH (d:Dataset {name: $name}) RETURN ${datasetReturn('d')}`, DATASET_COLUMNS, {
    name
  })
  return row === undefined ? null : datasetFrom(row)
}

export const SOURCE_COLUMNS = [
  'id',
  'key',
  'dataset',
  'title',
  'publisher',
  'date',
  'url',
  'sourceType',
  'citation',
  'cites',
  'marking',
  'audience'
] as const
export const sourceReturn = (variable: string): string => returns(variable, SOURCE_COLUMNS)

export function sourceFrom(row: Row): SourceRecord {
  const [id, key, dataset, title, publisher, date, url, sourceType, citation, cites, marking, audience] = row
  return {
    id: id as string,
    key: key as string,
    dataset: dataset as string,
    title: text(title),
    publisher: text(publisher),
    date: text(date),
    url: text(url),
    sourceType: text(sourceType),
    citation: text(citation),
    cites: list(cites),
    marking: marking as Marking,
    audience: audienceOf(audience)
  }
}

/** The sources of a dataset as they were last written, by key. */
export async function sourceHeads(store: Reader, dataset: string): Promise<Map<string, SourceRecord>> {
  const rows = await store.read(`MATCH (s:Source {dataset: $dataset}) RETURN ${sourceReturn('s')}`, SOURCE_COLUMNS, {
    dataset
  })
  return new Map(rows.map(sourceFrom).map((source) => [source.key, source]))
}

export interface JudgementHead {
  marking: Marking
  audience: Audience
  open: boolean
}

/** The judgements that a dataset brought, those taken back included, by id. */
export async function judgementHeads(store: Reader, dataset: string): Promise<Map<string, JudgementHead>> {
  const columns = ['id', 'marking', 'audience', 'known']
  const statement =
    'MATCH (j:Judgement {dataset: $dataset}) RETURN j.id AS id, j.marking AS marking, j.ownAudience AS audience, size(j.known) AS known'
  const rows = await store.read(statement, columns, { dataset })
  return new Map(
    rows.map(([id, marking, audience, known]) => [
      id as string,
      { marking: marking as Marking, audience: audienceOf(audience), open: (known as number) % 2 === 1 }
    ])
  )
}

export interface EntityHead {
  id: string
  /** Full name of the record. */
  record: string
  kind: string
  audience: Audience
  properties: Readonly<Record<string, PropertyValue>>
}

/** The entity claims of a dataset that hold today. */
export async function entityHeads(store: Reader, dataset: string): Promise<EntityHead[]> {
  const columns = ['id', 'record', 'kind', 'audience', 'data']
  const statement =
    'WITH $dataset AS d MATCH (c:Claim {dataset: d}) WHERE c.from IS NULL AND size(c.known) % 2 = 1 RETURN c.id AS id, c.record AS record, c.kind AS kind, c.ownAudience AS audience, c.data AS data'
  const rows = await store.read(statement, columns, { dataset })
  return rows.map(([id, record, kind, audience, data]) => ({
    id: id as string,
    record: record as string,
    kind: kind as string,
    audience: audienceOf(audience),
    properties: JSON.parse(data as string) as Record<string, PropertyValue>
  }))
}
