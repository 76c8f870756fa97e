/** `compareGroups`: the same analysis as `shape` and `measures`, of several groups found and described from the derived graph. */
import { compareGroups } from '../../../src/service/compare.ts'
import { distinct } from './evidence.ts'
import { entityById } from './lookup.ts'
import { Refused, type Args } from './refuse.ts'
import type { Entity, Seen } from './seen.ts'
import { structureOf } from './structure.ts'
import { tiesOf } from './ties.ts'

const NOTE =
  'A difference of two numbers is a difference of two collections first: read `pairs` before comparing measures. A verdict of shape is on a structure as recorded, never on persons, and stands on its own evidence.'

/** `found`: whether there is any group of which something can be computed. */
export interface Comparison {
  readonly found: boolean
}

export function comparison(seen: Seen, ids: readonly string[]): Comparison & Args {
  if (ids.length > 20) throw new Refused('LIMIT_EXCEEDED', 'too many groups')
  if (distinct(ids).length < 2) throw new Refused('INVALID_INPUT', 'fewer than two groups')
  const entities = ids.map((id) => {
    const entity = entityById(seen, id)
    return entity !== null && ['Group', 'Case'].includes(entity.kind) ? entity : null
  })
  const caveats = new Map(seen.datasets.flatMap(({ dataset: { name, caveats: said } }) => (said ? [[name, said]] : [])))
  const sides = entities.map((entity) => entity && { ...sideOf(seen, entity), caveats })
  const made = (): ReturnType<typeof compareGroups> => compareGroups(sides)
  return {
    found: entities.some((entity) => entity !== null),
    groups: entities.map((group, i) => group && { ...made().groups[i], group, ...goodsOf(seen, group) }),
    measures: ({ ids: some }: Args) => {
      const { measures } = made()
      if (!Array.isArray(some)) return measures
      if (some.some((id) => !measures.some((measure) => measure.id === id))) throw new Refused('INVALID_INPUT', 'no measure') // prettier-ignore
      return measures.filter(({ id }) => some.includes(id))
    },
    pairs: () => made().pairs,
    note: NOTE
  }
}

const sideOf = (seen: Seen, entity: Entity) => ({
  id: entity.id,
  name: (entity.values['name'] ?? entity.id) as string,
  compared: structureOf(seen, entity).compared(),
  ...goodsOf(seen, entity)
})

function goodsOf(seen: Seen, group: Entity): { goods: string[]; goodsOfActors: string[] } {
  const actors = distinct(tiesOf(seen, group, ['MEMBER_OF', 'OBSERVED_IN'], 'IN').map(({ other }) => other))
  const trades = (who: Entity): string[] => tiesOf(seen, who, ['TRADES_IN'], 'OUT').flatMap(({ other }) => (other.values['code'] ?? []) as string) // prettier-ignore
  return { goods: distinct(trades(group)).sort(), goodsOfActors: distinct(actors.flatMap(trades)).sort() }
}
