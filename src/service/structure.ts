import { assumptions, gradeWeight } from '../analysis/shape/assumptions.ts'
import { gatherEvidence } from '../analysis/shape/evidence.ts'
import { shape } from '../analysis/shape/shape.ts'
import type {
  AttributeClaim,
  AttributeKind,
  HowCollected,
  Reason,
  Shape,
  ShapeInput,
  Support
} from '../analysis/shape/types.ts'
import { enumName, typologyValue } from './typology.ts'
import { typology } from '../analysis/typology/verdict.ts'
import { measureCommand, measureContact, measures, type MeasureResult } from '../analysis/measures/registry.ts'
import { parseGrade } from '../claims/grade.ts'
import type { ComputedStructure } from '../query/computed.ts'
import type { Structure } from '../query/structure.ts'
import type { Compared } from './compare.ts'

type Claims = Structure['claims']

/** `measures` and `shape` of a group or case, from what the viewer sees of it. Each is computed once, when first asked for. */
export function computeStructure(structure: Structure): ComputedStructure {
  const input = once(() => shapeInput(structure))
  const evidence = once(() => gatherEvidence(input(), assumptions))
  const results = once(() => [...measureCommand(evidence().orders), ...measureContact(evidence().contact)])
  const verdict = once(() => shape(input()))
  return {
    measures: once(() => results().map(measureValue)),
    shape: once(() => shapeValue(verdict(), structure)),
    typology: once(() => typologyValue(typology(input(), { rules: verdict() }))),
    compared: once((): Compared => ({ structure, evidence: evidence(), results: results() }))
  }
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null
  return () => (made ??= { value: make() }).value
}

/** The structure as analysis reads it. A tie weighs as much as the best claim behind it. */
export function shapeInput(structure: Structure): ShapeInput {
  const members = [...structure.members].sort((a, b) => (a.id < b.id ? -1 : 1))
  const place = new Map(members.map(({ id }, i) => [id, i]))
  const at = (id: string): number => place.get(id) ?? 0
  const ties = structure.ties.filter(({ from, to }) => place.has(from) && place.has(to))
  const names = new Set([
    ...members.flatMap((member) => member.claims.map((claim) => claim.dataset)),
    ...ties.flatMap((tie) => tie.claims.map((claim) => claim.dataset)),
    ...structure.claims.map((claim) => claim.dataset)
  ])
  return {
    actors: members.map(({ name, id }) => name ?? id),
    contacts: ties
      .filter((tie) => tie.kind === 'CONTACTS')
      .map((tie) => ({ a: at(tie.from), b: at(tie.to), ...supportOf(tie.claims) })),
    commands: ties
      .filter((tie) => tie.kind === 'COMMANDS')
      .map((tie) => ({
        superior: at(tie.from),
        subordinate: at(tie.to),
        evidence: tie.evidence,
        ...supportOf(tie.claims)
      })),
    parts: structure.units.map((unit) => ({
      label: unit.name ?? unit.id,
      ownTerritory: unit.holdsTerritory,
      ownDiscipline: unit.sanctionsMembers
    })),
    attributes: structure.claims.flatMap(attributeClaims),
    // No property says whose telephone was tapped.
    tapped: null,
    datasets: [...names]
      .sort()
      .map((id) => ({ id, howCollected: (structure.howCollected.get(id) ?? 'UNKNOWN') as HowCollected }))
  }
}

function supportOf(claims: Claims): Support {
  return {
    weight: Math.max(0, ...claims.map(weightOf)),
    origins: [...new Set(claims.flatMap((claim) => claim.origins))].sort(),
    datasets: [...new Set(claims.map((claim) => claim.dataset))].sort()
  }
}

const UNGRADED = { reliability: null, credibility: null }
const weightOf = ({ grade }: Claims[number]): number =>
  gradeWeight((grade === null ? null : parseGrade(grade)) ?? UNGRADED)

function attributeClaims(claim: Claims[number]): AttributeClaim[] {
  const stated = JSON.parse(claim.data) as Readonly<Record<string, unknown>>
  return (Object.keys(assumptions.ratios) as AttributeKind[]).flatMap((kind) => {
    const value = stated[assumptions.ratios[kind].property]
    return typeof value === 'boolean' ? [{ kind, value, ...supportOf([claim]) }] : []
  })
}

const DOCS = new Map(measures.map((measure) => [measure.id, measure]))

/** A measure's result with what there is to know about the measure. */
function measureValue(result: MeasureResult): { id: string } & Record<string, unknown> {
  const doc = DOCS.get(result.id)
  if (doc === undefined) throw new Error(`the measure ${result.id} is not registered`)
  const { title, layer, formula, range, unit, undefinedWhen, missingBias, source } = doc
  return {
    id: result.id, title, layer, formula, range, unit, undefinedWhen, missingBias, source,
    get value() { return result.value },
    get why() { return result.why }
  } // prettier-ignore
}

function shapeValue(verdict: Shape, structure: Structure): Record<string, unknown> {
  const reason = ({ words, speaksFor, restsOn }: Reason): Record<string, unknown> => ({
    words,
    speaksFor,
    measures: restsOn.map(({ measure }) => measure)
  })
  return {
    family: verdict.family,
    type: verdict.type === null ? null : enumName(verdict.type),
    aliases: verdict.aliases,
    words: verdict.words,
    reasons: verdict.reasons.map(reason),
    against: verdict.against.map(reason),
    wouldChange: verdict.wouldChange,
    measures: verdict.measures.map(measureValue),
    setAside: verdict.setAside,
    howCollected: verdict.howCollected.map(({ dataset, how, caution }) => `${dataset}: ${how}. ${caution}`),
    standsAlone: verdict.standsAlone,
    probability: verdict.probability,
    actors: structure.members.length,
    commandTies: verdict.counts.commandTies,
    contactTies: verdict.counts.contactTies
  }
}
