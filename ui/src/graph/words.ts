import { goodWords, gradeWords } from './encodings.ts'
import type { NodeData, Tie } from './elements.ts'

/** `1 actor`, `10 actors`: a number always says what it counts. */
export const count = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString('en')} ${n === 1 ? one : many}`

/** Neutral words for ties, read from the start to the end. A kind that is new to the schema is spelt out from its name. */
const VERBS: Readonly<Record<string, readonly [string, string]>> = {
  MEMBER_OF: ['is said to be a member of', 'is said to have as a member'],
  COMMANDS: ['is said to give orders to', 'is said to take orders from'],
  CONTACTS: ['was in contact with', 'was contacted by'],
  KIN_OF: ['is kin of', 'is kin of'],
  ALLIED_WITH: ['works together with', 'works together with'],
  RIVAL_OF: ['is in conflict with', 'is in conflict with'],
  UNIT_OF: ['is a part of', 'has as a part'],
  OBSERVED_IN: ['was observed in', 'observed'],
  SAME_AS: ['was judged the same as', 'was judged the same as'],
  TRADES_IN: ['is said to trade in', 'is said to be traded by'],
  SUPPLIES: ['is said to supply', 'is said to be supplied by'],
  PAYS: ['is said to pay', 'is said to be paid by'],
  FINANCES: ['is said to finance', 'is said to be financed by'],
  OWNS: ['owns', 'is owned by'],
  USES: ['uses', 'is used by'],
  OPERATES: ['is said to run', 'is said to be run by'],
  LETS_PASS: ['is reported to let pass on', 'is a place where passage is reported to be let by'],
  LEG_OF: ['is a leg of', 'has as a leg'],
  DEPARTS_FROM: ['starts at', 'is the start of'],
  ARRIVES_AT: ['ends at', 'is the end of'],
  CARRIES: ['carries or concerns', 'is carried or concerned by'],
  LOCATED_IN: ['is in', 'is the place of'],
  PART_OF: ['is a part of', 'has as a part'],
  TRAVELLER: ['made', 'was made by'],
  STAGE_OF: ['is a stage of', 'has as a stage'],
  RECRUITS: ['is said to recruit', 'is said to be recruited by'],
  EXPLOITS: ['is said to exploit', 'is said to be exploited by'],
  FACILITATES: ['is said to help along', 'is said to be helped along by'],
  COLLUDES_WITH: ['is reported to collude with', 'is reported to collude with'],
  BRIBES: ['is said to bribe', 'is said to be bribed by'],
  PARTICIPATES_IN: ['took part in', 'had as a participant'],
  TARGETS: ['is aimed at', 'is the aim of'],
  EVALUATES: ['evaluates', 'is evaluated by'],
  PARTY_TO: ['is a party to', 'has as a party'],
  MEASURES: ['gives a number for', 'has a number from'],
  BROADER: ['is a narrower good within', 'is broader than']
}

const SYMMETRIC = new Set(['KIN_OF', 'ALLIED_WITH', 'RIVAL_OF', 'SAME_AS', 'COLLUDES_WITH'])

/** True where the direction of a kind carries no meaning. */
export const isSymmetric = (kind: string): boolean => SYMMETRIC.has(kind)

/** `COMMANDS` → `is said to give orders to`; backwards: `is said to take orders from`. */
export function verb(kind: string, backwards = false): string {
  return VERBS[kind]?.[backwards ? 1 : 0] ?? (backwards ? `is the end of “${plain(kind)}” from` : plain(kind))
}

/** `TRADES_IN` → `trades in`, `IS_REPORTED_TO` → `is reported to`. */
export const plain = (name: string): string => name.toLowerCase().replaceAll('_', ' ')

/** `publishedRole` → `published role`, `InterventionKind` → `intervention kind`. */
export const spaced = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase()

const STANDINGS: Readonly<Record<string, string>> = {
  ALLEGED: 'alleged: somebody says so',
  CHARGED: 'charged: a prosecutor says so',
  CONVICTED: 'found by a court',
  ACQUITTED: 'rejected by a court',
  ADMITTED: 'admitted by the person accused',
  LISTED: 'listed by an administration, which is no finding of a court',
  UNKNOWN: 'the source does not say what came of it'
}

/** An accusation is not a conviction: what came of it, in words. */
export const standingWords = (standing: string): string => STANDINGS[standing] ?? plain(standing)

const MARKINGS: Readonly<Record<string, string>> = {
  CLEAR: 'for everyone',
  GREEN: 'for everyone signed in',
  AMBER: 'for those cleared',
  AMBER_STRICT: 'for the audience alone',
  RED: 'for named viewers alone'
}

/** `AMBER_STRICT` → `AMBER STRICT: for the audience alone`. */
export const markingWords = (marking: string): string =>
  `${marking.replaceAll('_', ' ')}: ${MARKINGS[marking] ?? 'restricted'}`

/** What a node is called: its name, or an honest word where there is none. */
export function nodeName(node: Pick<NodeData, 'name' | 'kind' | 'protected'> | undefined): string {
  if (node === undefined) return 'something not shown'
  if (node.protected) return 'protected person'
  return node.name ?? `${node.kind.toLowerCase()} without a name`
}

/** One tie in a sentence, as it is spoken and shown, seen from `seen`. */
export function tieSentence(tie: Tie, nodes: ReadonlyMap<string, NodeData>, seen: string = tie.source): string {
  const backwards = seen !== tie.source
  const start = nodeName(nodes.get(backwards ? tie.target : tie.source))
  const end = nodeName(nodes.get(backwards ? tie.source : tie.target))
  const parts = [`${start} ${verb(tie.kind, backwards)} ${end}`]
  if (tie.role) parts.push(`as ${tie.role}`)
  if (tie.goods.length > 0) parts.push(`goods: ${goodWords(tie.goods)}`)
  parts.push(tie.grade === null ? 'not graded' : gradeWords(tie.grade))
  if (tie.standing !== null) parts.push(standingWords(tie.standing))
  if (tie.contested) parts.push('contested')
  if (tie.invented) parts.push('invented for teaching')
  return parts.join('; ')
}
