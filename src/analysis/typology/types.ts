import { type Family, type HowCollected, type Shape, type ShapeInput, type ShapeType } from '../shape/types.ts'
import { type TypologyAssumptions } from './assumptions.ts'
import { type Model, type Span } from './model.ts'

/** What a viewer sees of one group or case: the same as the readable rules take. */
export type TypologyInput = ShapeInput

export interface TypologyOptions {
  /** Other assumptions than the default ones, likelihood ratios of attributes among them. */
  readonly assume?: TypologyAssumptions
  /** Another model than the one in `coefficients.json`. */
  readonly model?: Model
  /** The verdict of the readable rules, where the caller has it already. */
  readonly rules?: Shape
}

/** One thing that speaks for or against, with its sign. */
export interface SignedReason {
  readonly id: string
  readonly from: 'contacts' | 'orders' | 'attributes'
  readonly speaksFor: Family
  /** One plain sentence. */
  readonly words: string
  /** What it adds to the log-odds of hierarchical to loose. */
  readonly logOdds: number
  /** What was measured; null for an attribute. */
  readonly value: number | null
  /** Where eight of ten made-up groups of each family lie, as case files show them; null for an attribute. */
  readonly typical: { readonly hierarchical: Span; readonly loose: Span } | null
  readonly origins: readonly string[]
}

/** Why there is no verdict, and what would settle that. */
export interface Refused {
  readonly id: string
  readonly words: string
  readonly settle: string
}

export type Confidence = 'HIGH' | 'MODERATE' | 'LOW'

export interface Typology {
  readonly family: Family
  /** That the group is hierarchical, 0 … 1; null, like all numbers here, where there is too little to state one. */
  readonly probability: number | null
  /** Where nine of ten draws lie. */
  readonly interval: Span | null
  /** The probability of the family (of hierarchical, where none is named) in the words of ICD 203. */
  readonly likelihood: string | null
  readonly confidence: Confidence
  /** The five types, hierarchical ones first; those of a family sum to its probability. */
  readonly types: readonly { readonly type: ShapeType; readonly probability: number }[] | null
  /** The verdict in one sentence. */
  readonly words: string
  /** At most five, weightiest first; counter-evidence is in `against` alone. */
  readonly reasons: readonly SignedReason[]
  readonly against: readonly SignedReason[]
  readonly refused: readonly Refused[]
  /** The two things that would most likely change or settle it. */
  readonly wouldChange: readonly [string, string]
  readonly howCollected: readonly { readonly dataset: string; readonly how: HowCollected; readonly caution: string }[]
  /** Share of the draws with the same verdict. */
  readonly stability: number | null
  /** The readable rules' verdict, and in words where both name different families. */
  readonly rules: Shape
  readonly disagreement: string | null
  readonly setAside: readonly string[]
  readonly standsAlone: boolean
  /** What the numbers rest on. */
  readonly model: {
    readonly version: number
    readonly date: string
    readonly assumptions: number
    readonly draws: number
  }
}
