import type { Claim, DatasetRecord, Judgement, SourceRecord } from '../claims/types.ts'

/** A claim or judgement as it arrives: the store adds when it was known. */
export type NewClaim = Omit<Claim, 'known'>
export type NewJudgement = Omit<Judgement, 'known'>

/**
 * One accepted change, applied in one transaction and journalled as one line. Claims, sources and judgements of a batch that
 * names a dataset all belong to it.
 */
export interface Batch {
  /** The moment at which it was accepted; the same again when the journal is replayed. */
  at: string
  /** The dataset to which everything in the batch belongs, or null. */
  dataset: string | null
  /** The dataset's manifest, where the batch brings it. */
  manifest?: DatasetRecord
  /** False while more batches of the same import follow. */
  complete?: boolean
  sources?: readonly SourceRecord[]
  claims?: readonly NewClaim[]
  judgements?: readonly NewJudgement[]
  /**
   * The caller knows that none of the claims is stored yet, so they need not be looked up. Were he wrong, the constraint on
   * `Claim.id` would refuse the batch.
   */
  fresh?: boolean
  /**
   * Ids of claims, judgements, sources and of the dataset that stand there unseen by whoever writes them: when they were known
   * before is not carried on, or it would tell him that they were.
   */
  anew?: readonly string[]
  /** Ids of claims taken back. */
  retract?: readonly string[]
  /** Ids of judgements taken back. */
  unjudge?: readonly string[]
  /** Ids of claims erased (withdrawal, in pieces). */
  erase?: readonly string[]
  /** Ids of judgements erased (withdrawal). */
  eraseJudgements?: readonly string[]
  /** Erases what else the dataset has: sources, judgements, the dataset itself. The last piece of a withdrawal. */
  eraseDataset?: boolean
  /** The store has now been given the seeds. */
  seeded?: boolean
}

/** What a batch did. */
export interface Applied {
  added: number
  changed: number
  retracted: number
  unchanged: number
  erased: number
  /** Judgement → the DIFFERENT that keeps its records apart. */
  keptApart: ReadonlyMap<string, string>
  /** The store's sequence after it: caches are keyed by it, no answer shows it. */
  sequence: number
}
