/** `crossGoods`: who or what is tied to two or more goods, those judged the same being one. */
import { claimsAbout, distinct, originsBehind, sourcesBehind } from './evidence.ts'
import { laterPage } from './page.ts'
import { given, list, Refused, type Args } from './refuse.ts'
import type { Entity, Seen, Tie } from './seen.ts'
import { isOneOf, tiesOf, tieTest } from './ties.ts'

interface Hit {
  entity: Entity
  ties: { good: string; relation: Tie; holder: Entity }[]
  goods: string[]
}

export function crossGoods(seen: Seen, input: Args): unknown {
  const { asked, including } = askedOf(input)
  const isMeant = tieTest({ period: input['period'], minGrade: input['minGrade'] })
  const kinds = list(input, 'kinds')
  /** The good asked for that a code falls under. */
  const under = (code: string): string | undefined =>
    asked === null ? code.split('/')[0] : asked.find((good) => isOneOf(code, [good]))
  const codeOf = ({ values }: Entity): string | undefined => values['code'] as string | undefined

  const goodTies = [...seen.ties.values()].flatMap((relation) => {
    if (!['TRADES_IN', 'CARRIES'].includes(relation.kind)) return []
    if (!isMeant(relation)) return []
    const code = relation.to.kind === 'Good' ? codeOf(relation.to) : undefined
    const good = code === undefined ? undefined : under(code)
    return good === undefined ? [] : [{ good, relation, holder: relation.from }]
  })
  const hits = distinct(goodTies.map(({ holder }) => headOf(seen, holder)))
    .map((entity): Hit => {
      const ties = goodTies
        .filter(({ holder }) => judgedSame(seen, entity).includes(holder))
        .sort((a, b) => (a.relation.id < b.relation.id ? -1 : 1))
      return { entity, ties, goods: distinct(ties.map(({ good }) => good)).sort() }
    })
    .filter(({ entity, goods }) => {
      const shared = distinct(goodTies.filter(({ holder }) => headOf(seen, holder) === entity).map(({ good }) => good))
      if (shared.length < 2 || !including.every((good) => shared.includes(good)) || goods.length < 2) return false
      return kinds === null || kinds.includes(entity.kind)
    })
  const shown = laterPage(
    hits.map((hit) => ({ item: hitOf(seen, hit), key: -hit.goods.length, id: hit.entity.id })),
    'crossGoods',
    input
  )
  const seenCodes = [...seen.entities.values()].flatMap((each) => (each.kind === 'Good' ? (codeOf(each) ?? []) : []))
  return {
    ...shown,
    goods: asked ?? distinct(seenCodes.map((code) => code.split('/')[0] ?? code)).sort(),
    unknown: (asked ?? []).filter((good) => !seenCodes.some((code) => isOneOf(code, [good]))),
    note: NOTE
  }
}

const NOTE =
  'Ties to goods as sources state them, not findings: see the standing and the sources of each. Kinship and membership are not followed. Where no source looks at two goods, that nobody is tied to both says nothing.'

function askedOf(input: Args): { asked: string[] | null; including: string[] } {
  const asked = given(input, 'goods') ? distinct(list(input, 'goods') ?? []) : null
  const including = distinct(list(input, 'including') ?? [])
  if (asked !== null && asked.length < 2) throw new Refused('INVALID_INPUT', 'fewer than two goods')
  if (asked?.some((good) => asked.some((other) => other.startsWith(`${good}/`))) === true)
    throw new Refused('INVALID_INPUT', 'a good within another')
  if (including.some((good) => (asked === null ? good.includes('/') : !asked.includes(good))))
    throw new Refused('INVALID_INPUT', 'a good that is not looked at')
  return { asked, including }
}

/** An entity and those within two ties SAME_AS of it. */
function judgedSame(seen: Seen, entity: Entity): Entity[] {
  const next = (each: Entity): Entity[] => tiesOf(seen, each, ['SAME_AS'], 'BOTH').map(({ other }) => other)
  return distinct([entity, ...next(entity), ...next(entity).flatMap(next)])
}

const headOf = (seen: Seen, entity: Entity): Entity =>
  judgedSame(seen, entity).reduce((least, each) => (each.id < least.id ? each : least))

function hitOf(seen: Seen, { entity, ties, goods }: Hit): unknown {
  const claims = ties.flatMap(({ relation }) => claimsAbout(seen, relation.id))
  const shownBy = goods.map((good) =>
    distinct(
      ties
        .filter((tie) => tie.good === good)
        .flatMap(({ relation }) => claimsAbout(seen, relation.id).map(({ claim }) => claim.dataset))
    )
  )
  const cover = smallestCover(shownBy)
  return {
    entity,
    goods,
    ties: ties.map(({ good, relation, holder }) => ({ good, relation, sameAs: holder === entity ? null : holder.id })),
    joins: cover.length > 1 ? cover : [],
    singleSource: cover.length === 1,
    origins: originsBehind(seen, claims),
    sources: sourcesBehind(claims)
  }
}

/** Every set of datasets, the smallest first and then by name: the first that has one in each of the lists. */
function smallestCover(lists: readonly (readonly string[])[]): string[] {
  const names = distinct(lists.flat()).sort()
  const sets = Array.from({ length: 2 ** names.length }, (_, bits) => names.filter((_, i) => (bits >> i) % 2 === 1))
  sets.sort((a, b) => a.length - b.length || (a.join('\n') < b.join('\n') ? -1 : 1))
  return sets.find((set) => lists.every((each) => each.some((name) => set.includes(name)))) ?? []
}
