import { type MeasureResult } from '../measures/registry.ts'

export type HowCollected =
  | 'WIRETAP'
  | 'CO_ATTENDANCE'
  | 'COURT_FILE'
  | 'SURVEY'
  | 'PRESS'
  | 'CASEWORK'
  | 'OBSERVATION'
  | 'REGISTER'
  | 'INVESTIGATION'
  | 'INVENTED'
  | 'UNKNOWN'

export type AttributeKind =
  | 'ranks'
  | 'territory'
  | 'singleLeader'
  | 'sanctions'
  | 'violenceEssential'
  | 'ownName'
  | 'abandonsGoods'
  | 'worksForSeveral'
  | 'rewires'

/** What something rests on. */
export interface Support {
  /** 0 … 1 by its grade (`gradeWeight`). */
  readonly weight: number
  /** Ids of the independent origins that say so. Where none is known the datasets stand for them. */
  readonly origins: readonly string[]
  /** Ids of the datasets that hold it. */
  readonly datasets: readonly string[]
}

/** Actors are numbers: places in `ShapeInput.actors`. */
export interface ContactTie extends Support {
  readonly a: number
  readonly b: number
}

export interface CommandTie extends Support {
  readonly superior: number
  readonly subordinate: number
  /** What shows the order (ORDERS, PUNISHES, IS_REPORTED_TO, TASK …); null where only a direction was recorded. */
  readonly evidence: string | null
}

/** A part of the group (`UNIT_OF`). */
export interface Part {
  readonly label: string
  readonly ownTerritory: boolean | null
  readonly ownDiscipline: boolean | null
}

/** One claim that the group has (true) or has not (false) an attribute; null, "the source does not know", counts as no claim. */
export interface AttributeClaim extends Support {
  readonly kind: AttributeKind
  readonly value: boolean | null
}

/** What a viewer sees of one group or case: plain data, no claim objects. */
export interface ShapeInput {
  /** The members' labels. */
  readonly actors: readonly string[]
  readonly contacts: readonly ContactTie[]
  readonly commands: readonly CommandTie[]
  readonly parts: readonly Part[]
  readonly attributes: readonly AttributeClaim[]
  /** Who was tapped or watched; null where that is not known. */
  readonly tapped: readonly number[] | null
  readonly datasets: readonly { readonly id: string; readonly howCollected: HowCollected }[]
}

export type Family = 'HIERARCHICAL' | 'LOOSE' | 'CANNOT_TELL'

export type ShapeType =
  'standardHierarchy' | 'regionalHierarchy' | 'clusteredHierarchy' | 'coreGroup' | 'criminalNetwork'

export interface Reason {
  readonly id: string
  /** The sign: for which family it speaks; CANNOT_TELL for what decides nothing or forbids a verdict. */
  readonly speaksFor: Family
  /** One plain sentence. */
  readonly words: string
  /** The measures it rests on, by registered id, with what they came to. */
  readonly restsOn: readonly { readonly measure: string; readonly value: number | null }[]
  readonly origins: readonly string[]
}

export interface Shape {
  readonly family: Family
  readonly type: ShapeType | null
  /** The field's other names for the type. */
  readonly aliases: readonly string[]
  /** The verdict in one sentence. */
  readonly words: string
  /** Always null here: the readable rules give no probability. */
  readonly probability: null
  readonly interval: null
  readonly whyNoProbability: string
  /** What the verdict rests on, weightiest first. */
  readonly reasons: readonly Reason[]
  /** What speaks against it. */
  readonly against: readonly Reason[]
  readonly measures: readonly MeasureResult[]
  readonly howCollected: readonly { readonly dataset: string; readonly how: HowCollected; readonly caution: string }[]
  /** What the graphs judged hold, after what was set aside. */
  readonly counts: { readonly actors: number; readonly commandTies: number; readonly contactTies: number }
  /** What was given and not used, and why. */
  readonly setAside: readonly string[]
  /** The two things that would most likely change or settle it. */
  readonly wouldChange: readonly [string, string]
  /** Everything rests on one origin. */
  readonly standsAlone: boolean
}
