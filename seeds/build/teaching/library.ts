import type { Row } from '../lib.ts'

export const DATASETS = [
  'places',
  'harbour',
  'hotline',
  'customs',
  'arms-desk',
  'hospital',
  'excise',
  'court',
  'press',
  'judgements',
  'ledger'
] as const
export type DatasetKey = (typeof DATASETS)[number]

/** A record: which dataset holds it, and what it calls the thing. */
export interface Ref {
  readonly dataset: DatasetKey
  readonly id: string
}

/** What stands beside a claim: its source and grade, who may see it, when it was so. */
export interface Aside {
  source?: string
  grade?: string
  marking?: string
  audience?: readonly string[]
  validFrom?: string
  validTo?: string
}

export interface Book {
  readonly entities: Row[]
  readonly ties: Row[]
  readonly sources: Row[]
  readonly judgements: Row[]
}

/** The name of a dataset; the ledger belongs to somebody else, since it comes later. */
export const datasetName = (key: DatasetKey): string => (key === 'ledger' ? 'teaching-extra/ledger' : `teaching/${key}`)
export const recordName = (ref: Ref): string => `${datasetName(ref.dataset)}:${ref.id}`

/** All rows of the teaching case, by dataset. Everything is written through these four functions. */
export class Library {
  readonly books = new Map<DatasetKey, Book>(
    DATASETS.map((key) => [key, { entities: [], ties: [], sources: [], judgements: [] }])
  )
  /** Grades that sources carry, so that a row need not repeat them. */
  readonly #grades = new Map<string, string>()

  book(key: DatasetKey): Book {
    const book = this.books.get(key)
    if (book === undefined) throw new Error(`No dataset ${key}`)
    return book
  }

  /** Declares a source; `grade` is what its claims carry unless they say otherwise. */
  source(dataset: DatasetKey, id: string, grade: string, row: Row): void {
    this.book(dataset).sources.push({ id, ...row })
    this.#grades.set(`${dataset} ${id}`, grade)
  }

  entity(ref: Ref, kind: string, properties: Row, aside: Aside = {}): Ref {
    this.book(ref.dataset).entities.push({ id: ref.id, kind, ...properties, ...this.#graded(ref.dataset, aside) })
    return ref
  }

  /** A tie as `dataset` claims it; its ends may be records of other datasets, or goods by code. */
  tie(dataset: DatasetKey, kind: string, from: Ref, to: Ref | string, properties: Row = {}, aside: Aside = {}): void {
    const end = (ref: Ref): string => (ref.dataset === dataset ? ref.id : recordName(ref))
    const target = typeof to === 'string' ? `skein/goods:${to}` : end(to)
    this.book(dataset).ties.push({ kind, from: end(from), to: target, ...properties, ...this.#graded(dataset, aside) })
  }

  judge(left: Ref, right: Ref, why: string, aside: Aside = {}): void {
    this.book('judgements').judgements.push({
      left: recordName(left),
      right: recordName(right),
      verdict: 'SAME',
      by: 'teaching desk',
      why,
      ...aside
    })
  }

  #graded(dataset: DatasetKey, aside: Aside): Row {
    const grade = aside.grade ?? this.#grades.get(`${dataset} ${aside.source ?? ''}`)
    if (aside.source !== undefined && !this.#grades.has(`${dataset} ${aside.source}`))
      throw new Error(`${dataset} declares no source ${aside.source}`)
    return { ...aside, grade }
  }
}
