import { measureCommand, measureContact } from '../measures/registry.ts'
import { aliases, assumptions, cautions, type Assumptions } from './assumptions.ts'
import { weighAttributes, type AttributeEvidence } from './attributes.ts'
import { whatWouldChange } from './change.ts'
import { readCore } from './core.ts'
import { gatherEvidence, originsOf, type Evidence } from './evidence.ts'
import { attributeRefusal, refusals, type Refusal } from './gates.ts'
import { readOrders } from './orders.ts'
import { contactReasons, ordersReason } from './structure.ts'
import { type Reason, type Shape, type ShapeInput } from './types.ts'
import { judge, type Verdict } from './verdict.ts'

/** Parts of a group are no sign of either family, and take longer than all others to measure. */
const UNUSED = new Set(['modularity', 'modularityZ'])

/**
 * Whether a group is hierarchical or loose, for analysts and trainers, by rules that can be read: see README.md of this folder.
 * Formula: none; first what forbids a verdict (`gates.ts`), then orders, core and attributes (`orders.ts`, `core.ts`,
 * `attributes.ts`), then the rules (`verdict.ts`). Range: HIERARCHICAL, LOOSE, CANNOT_TELL, with one of five types or none.
 * Convention: contacts alone never decide; ignorance is not a type; structure is judged without regard to the group's bond.
 * In: what the viewer sees of one group; out: the verdict with reasons, counter-evidence and what would change it. Pure: the
 * same input gives the same verdict. Undefined: answers CANNOT_TELL and why. Cost: at most 199 random graphs of the same size,
 * about 30 ms at 110 members. Missing orders lead to CANNOT_TELL rather than to LOOSE.
 * Source: UNODC 2002 (five types), Krackhardt 1994; the thresholds are assumptions. Expected verdicts in tests: published groups
 * with known structure, invented groups, random graphs.
 */
export const shape = (input: ShapeInput, assume: Assumptions = assumptions): Shape => {
  const evidence = gatherEvidence(input, assume)
  const attributes = weighAttributes(input.attributes, assume)
  const reading = readOrders(evidence.orders, evidence.contact, assume)
  const core = readCore(evidence, assume)
  const judged = judge(reading, core, attributes, input.parts, assume)
  const refused = [...refusals(evidence, attributes, assume), ...alsoFor(judged, input, assume)]
  const verdict: Verdict =
    refused.length > 0 ? { family: 'CANNOT_TELL', type: null, by: 'nothing', disagree: judged.disagree } : judged

  const signed = [
    ordersReason(evidence, reading, assume),
    ...(verdict.type === 'regionalHierarchy' ? [partsReason(input)] : []),
    ...contactReasons(evidence, core, reading),
    ...attributes.reasons
  ].filter((reason) => reason !== null)
  const { family } = verdict
  const contrary = (reason: Reason): boolean =>
    family !== 'CANNOT_TELL' && reason.speaksFor !== 'CANNOT_TELL' && reason.speaksFor !== family
  const reasons = [...refused.map((refusal) => refusal.reason), ...signed.filter((reason) => !contrary(reason))]
  const against = [...signed.filter(contrary), ...weaknesses(evidence, verdict)]
  const known = new Set([...evidence.contacts, ...evidence.commands, ...input.attributes].flatMap(originsOf))
  return {
    family,
    type: verdict.type,
    aliases: verdict.type ? aliases[verdict.type] : [],
    words: inWords(verdict, refused, evidence, attributes),
    probability: null,
    interval: null,
    whyNoProbability: 'The verdict follows readable rules, which give no probability.',
    reasons,
    against,
    measures: [...measureCommand(evidence.orders), ...measureContact(evidence.contact)].filter(
      ({ id }) => !UNUSED.has(id)
    ),
    howCollected: input.datasets.map(({ id, howCollected }) => ({
      dataset: id,
      how: howCollected,
      caution: cautions[howCollected]
    })),
    counts: {
      actors: input.actors.length,
      commandTies: evidence.orders.edges,
      contactTies: evidence.contact.edges
    },
    setAside: evidence.setAside,
    wouldChange: whatWouldChange(evidence, reading, core, attributes, verdict, refused, assume),
    standsAlone: known.size === 1
  }
}

const alsoFor = (judged: Verdict, input: ShapeInput, assume: Assumptions): Refusal[] => {
  const refusal = judged.by === 'attributes' ? attributeRefusal(input.attributes, assume) : null
  return refusal ? [refusal] : []
}

const partsReason = ({ parts }: ShapeInput): Reason => {
  const own = parts
    .filter((part) => part.ownTerritory === true && part.ownDiscipline === true)
    .map((part) => part.label)
  return {
    id: 'parts.own',
    speaksFor: 'HIERARCHICAL',
    words: `${own.length} parts have a territory and discipline of their own: ${own.join(', ')}.`,
    restsOn: [],
    origins: []
  }
}

/** Weaknesses that do not speak for the other family, but against trusting this one. */
const weaknesses = ({ commands, input, orders }: Evidence, { family, by }: Verdict): Reason[] => {
  const list: Reason[] = []
  const weak = (id: string, words: string): void => {
    list.push({ id, speaksFor: 'CANNOT_TELL', words, restsOn: [], origins: [] })
  }
  const tapped = new Set(input.tapped ?? [])
  if (
    family === 'HIERARCHICAL' &&
    by === 'orders' &&
    tapped.size > 0 &&
    commands.every((tie) => tapped.has(tie.superior))
  ) {
    weak('orders.onlyTapped', 'All known orders were given by those who were tapped; others may give orders unheard.')
  }
  if (family === 'HIERARCHICAL' && by === 'orders') {
    const free = input.actors.filter(
      (_, v) => orders.in.offsets[v] === orders.in.offsets[v + 1] && orders.out.offsets[v] === orders.out.offsets[v + 1]
    ).length
    if (free > 0) weak('orders.outside', `${free} of the ${input.actors.length} members give and take no known order.`)
  }
  if (family !== 'CANNOT_TELL' && by === 'attributes') {
    weak('orders.open', 'The verdict rests on what sources say about the group; the known orders leave it open.')
  }
  return list
}

const inWords = (
  { family, type, by, disagree }: Verdict,
  refused: readonly Refusal[],
  { orders }: Evidence,
  attributes: AttributeEvidence
): string => {
  if (refused.length > 0) return `Cannot tell: ${refused[0]?.reason.words ?? ''}`
  if (disagree) return 'Cannot tell: orders and attributes clearly disagree.'
  if (family === 'CANNOT_TELL') return 'Cannot tell: what is known fits no type well enough.'
  const called = type ? `, ${aliases[type][0] ?? type}` : ', of no clear type'
  const from = by === 'orders' ? `${orders.edges} known orders` : `${attributes.known.length} known attributes`
  return `${family === 'HIERARCHICAL' ? 'Hierarchical' : 'Loosely networked'}${called}, by readable rules on ${from}.`
}
