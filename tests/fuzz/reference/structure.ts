/** `shape` and `measures`: the same analysis, fed from the derived graph. */
import type { ComputedStructure } from '../../../src/query/computed.ts'
import { computeStructure } from '../../../src/service/structure.ts'
import { claimsAbout, distinct, forAnalysis } from './evidence.ts'
import type { Entity, Seen } from './seen.ts'
import { tiesOf } from './ties.ts'

export function structureOf(seen: Seen, entity: Entity): ComputedStructure {
  const about = (id: string) => claimsAbout(seen, id).map((claim) => forAnalysis(seen, claim))
  const belonging = tiesOf(seen, entity, ['MEMBER_OF', 'OBSERVED_IN'], 'IN').sort((a, b) => (a.id < b.id ? -1 : 1))
  const members = distinct(belonging.map(({ other }) => other)).sort((a, b) => (a.id < b.id ? -1 : 1))
  const name = ({ values }: Entity): string | null => (values['name'] ?? null) as string | null
  const flag = ({ values }: Entity, property: string): boolean | null => (values[property] ?? null) as boolean | null
  return computeStructure({
    id: entity.id,
    kind: entity.kind,
    members: members.map((member) => ({
      id: member.id,
      name: name(member),
      claims: belonging.filter(({ other }) => other === member).flatMap(({ id }) => about(id))
    })),
    ties: [...seen.ties.values()]
      .filter(
        ({ kind, from, to }) =>
          ['COMMANDS', 'CONTACTS'].includes(kind) && members.includes(from) && members.includes(to)
      ) // prettier-ignore
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ id, kind, from, to, values }) => ({
        id,
        kind,
        from: from.id,
        to: to.id,
        role: (values['role'] ?? null) as string | null,
        evidence: (values['evidence'] ?? null) as string | null,
        gradeOrder: values['gradeOrder'] as number,
        claims: about(id)
      })),
    units: distinct(tiesOf(seen, entity, ['UNIT_OF'], 'IN').map(({ other }) => other))
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map((unit) => ({
        id: unit.id,
        name: name(unit),
        holdsTerritory: flag(unit, 'holdsTerritory'),
        sanctionsMembers: flag(unit, 'sanctionsMembers')
      })),
    claims: about(entity.id),
    howCollected: new Map(seen.datasets.map(({ dataset }) => [dataset.name, dataset.howCollected]))
  })
}
