import { comparePairs, waysOf, type Side } from '../analysis/compare/compare.ts'
import { measures, type MeasureResult } from '../analysis/measures/registry.ts'
import type { Evidence } from '../analysis/shape/evidence.ts'
import type { Compare, ComparedSide } from '../query/computed.ts'
import type { Structure } from '../query/structure.ts'

/** What a comparison needs of the inside of one group. */
export interface Compared {
  readonly structure: Structure
  readonly evidence: Evidence
  readonly results: readonly MeasureResult[]
}

type There = Omit<ComparedSide, 'compared'> & { readonly compared: Compared }

/** Groups side by side: their sizes and caveats, a row per measure, and what of every two may be compared. */
export const compareGroups: Compare = (sides) => {
  const given = sides as readonly (There | null)[]
  const there = given.filter((side) => side !== null)
  return {
    groups: given.map((side) => (side === null ? null : group(side))),
    measures: measures.map(({ id, title, layer }) => {
      const results = given.map((side) => side?.compared.results.find((result) => result.id === id))
      return {
        id,
        name: title,
        layer,
        get values() {
          return results.map((result) => result?.value ?? null)
        },
        get why() {
          return results.map((result) => result?.why ?? null)
        }
      }
    }),
    pairs: comparePairs(there.map(sideOf))
  }
}

function group({ compared: { evidence }, caveats }: There): Record<string, unknown> {
  const datasets = [...new Set([...evidence.contacts, ...evidence.commands].flatMap((tie) => tie.datasets))].sort()
  return {
    actors: evidence.input.actors.length,
    contactTies: evidence.contacts.length,
    commandTies: evidence.commands.length,
    howCollected: waysOf(evidence),
    caveats: datasets.flatMap((name) => (caveats.has(name) ? [`${name}: ${caveats.get(name) ?? ''}`] : []))
  }
}

function sideOf({ id, name, compared: { structure, evidence }, goods, goodsOfActors }: There): Side {
  const said = (kind: string, of: 'role' | 'evidence'): string[] => {
    const texts = structure.ties.filter((tie) => tie.kind === kind).flatMap((tie) => tie[of] ?? [])
    return [...new Set(texts)].sort()
  }
  return {
    id,
    name,
    evidence,
    members: structure.members.map((member) => member.id),
    contactRoles: said('CONTACTS', 'role'),
    orderEvidence: said('COMMANDS', 'evidence'),
    goods: [...goods, ...goodsOfActors]
  }
}
