import { type AttributeKind, type HowCollected, type ShapeType } from './types.ts'

interface Ratio {
  readonly title: string
  /** The property of a group or case that claims state it by. */
  readonly property: string
  /** Likelihood ratio, hierarchical to loose, if the group has it and if it has not. */
  readonly present: number
  readonly absent: number
}

/**
 * Everything in a verdict that is an assumption and not a definition. The likelihood ratios are elicited defaults, not
 * estimates: a caller may pass others, and whoever changes them here raises the version.
 */
export const assumptions = {
  version: 1,
  ratios: {
    ranks: { property: 'hasRanks', title: 'Formal ranks or initiation', present: 6, absent: 0.44 },
    territory: { property: 'holdsTerritory', title: 'A territory of its own', present: 4, absent: 0.47 },
    singleLeader: { property: 'singleLeader', title: 'A single leader', present: 3, absent: 0.33 },
    sanctions: { property: 'sanctionsMembers', title: 'Sanctions against its own members', present: 2.8, absent: 0.4 },
    violenceEssential: {
      property: 'violenceEssential',
      title: 'Violence as an essential means',
      present: 1.56,
      absent: 0.55
    },
    ownName: { property: 'ownName', title: 'A name it gives itself', present: 1.5, absent: 0.4 },
    abandonsGoods: { property: 'abandonsGoods', title: 'Abandons one good for another', present: 0.46, absent: 2 },
    worksForSeveral: {
      property: 'worksForSeveral',
      title: 'Members who work for several groups',
      present: 0.31,
      absent: 2.3
    },
    rewires: {
      property: 'rewires',
      title: 'Ties that are temporary or made anew after a loss',
      present: 0.42,
      absent: 1.9
    }
  } satisfies Record<AttributeKind, Ratio>,
  /** Log-odds: the most one attribute may add, the most all may add together, and the share that enters the verdict. */
  oneAttribute: 1.4,
  allAttributes: 2.2,
  damping: 0.6,
  /** Attributes decide alone only where their odds reach a probability of 0.7 (or 0.3). */
  decisive: Math.log(0.7 / 0.3),
  /** Ties that weigh less (improbable, or from an unreliable source) are set aside: rules cannot count a tenth of an order. */
  leastWeight: 0.2,
  leastActors: 8,
  leastTies: 8,
  leastOrders: 5,
  leastAttributes: 3,
  mostFromOneOrigin: 0.7,
  rootReaches: 0.6,
  noRootReaches: 0.3,
  leastDepth: 2,
  leastParts: 3,
  leastTrees: 3,
  core: { smallest: 4, largest: 12, density: 0.6, timesTheRest: 2, tied: 0.5, sameAsTapped: 0.75, mostOfTapped: 0.5 },
  /** A tree of orders counts only if at most this share of random groups with as many orders looks as much like one. */
  chance: 0.025,
  draws: 199,
  /** Above 300 members, where chance hardly makes trees and a draw is dear. */
  fewDraws: 39,
  seed: 20000
}

export type Assumptions = Readonly<typeof assumptions>

export const aliases: Record<ShapeType, readonly string[]> = {
  standardHierarchy: ['standard hierarchy', 'rigid hierarchy'],
  regionalHierarchy: ['regional hierarchy', 'devolved hierarchy'],
  clusteredHierarchy: ['clustered hierarchy', 'hierarchical conglomerate'],
  coreGroup: ['core group', 'core criminal group'],
  criminalNetwork: ['criminal network', 'organized criminal network']
}

export const cautions: Record<HowCollected, string> = {
  WIRETAP: 'Wiretaps centre the picture on those who were tapped; who called whom does not show who gives orders.',
  CO_ATTENDANCE: 'Having been at the same event is not a contact: such ties are not comparable with others.',
  COURT_FILE: 'A court file shows what the charge needed, the top more than the rest.',
  SURVEY: 'A survey shows what those asked chose to say.',
  PRESS: 'The press reports what is striking, leaders above all, and repeats itself.',
  CASEWORK: 'Casework shows those whom clients met, seldom those above them.',
  OBSERVATION: 'Observation shows those who were watched and what can be seen from outside.',
  REGISTER: 'A register shows formal ties, which may be a front.',
  INVESTIGATION: 'An investigation follows its suspects and stops where the evidence is enough.',
  INVENTED: 'Invented for teaching: it says nothing about any real group.',
  UNKNOWN: 'How this was collected is not known, so its gaps are not known either.'
}

const RELIABILITY: Readonly<Record<string, number>> = { A: 1, B: 1, C: 0.8, D: 0.5, E: 0.25 }
const CREDIBILITY: readonly (number | undefined)[] = [undefined, 1, 1, 0.75, 0.5, 0.1]

/**
 * The weight of an Admiralty grade: reliability × credibility. F, 6 and a missing letter mean "unknown", not "low": such a claim
 * weighs 0.4, an assumption.
 */
export const gradeWeight = (grade: {
  readonly reliability: string | null
  readonly credibility: number | null
}): number => {
  const reliable = RELIABILITY[grade.reliability ?? '']
  const credible = CREDIBILITY[grade.credibility ?? 0]
  return reliable === undefined || credible === undefined ? 0.4 : reliable * credible
}
