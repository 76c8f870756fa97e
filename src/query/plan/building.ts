import type { Ontology } from '../../ontology/types.ts'
import type { Run } from '../run.ts'
import type { Selected } from '../selection.ts'
import type { ItemPlan, Subject } from './types.ts'

/** What building a plan looks at: the ontology, and of one execution only what its key in the cache holds. */
export interface Building {
  readonly ontology: Ontology
  readonly run: Run
  /** What a selection on a thing reads of it: `items.ts`, which everything that holds items is part of. */
  item(subject: Subject, fields: readonly Selected[]): ItemPlan
}
