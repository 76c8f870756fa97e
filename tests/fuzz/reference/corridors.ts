/** `corridors`: every two places with the legs that are said to run from the one to the other. */
import { highDay, lowDay } from '../../../src/ontology/dates.ts'
import { claimsAbout, distinct, originsBehind, sourcesBehind } from './evidence.ts'
import { unknownGoods } from './filter.ts'
import { laterPage, type Listed } from './page.ts'
import { list, type Args } from './refuse.ts'
import type { Entity, Seen, Tie } from './seen.ts'
import { tiesOf, tieTest } from './ties.ts'

const MOST = 50
const NOTE =
  'Legs as sources state them, not findings. Legs that are stated apart stay apart: their number says how often a passage was reported, not how much moves on it. That no leg is reported between two places says nothing.'

export function corridors(seen: Seen, input: Args): unknown {
  const goods = distinct(list(input, 'goods') ?? [])
  return { ...laterPage(pairs(seen, input), 'corridors', input), unknown: unknownGoods(seen, goods), note: NOTE }
}

function pairs(seen: Seen, input: Args): Listed<unknown>[] {
  const [goods, modes, starts, ends] = ['goods', 'modes', 'from', 'to'].map((name) => list(input, name))
  const [counts, carries] = [tieTest({ ...input, goods: null }), tieTest(input)]
  const fits = (leg: Entity): boolean =>
    leg.kind === 'Leg' &&
    (!modes || modes.includes(leg.values['mode'] as string)) &&
    (!goods || tiesOf(seen, leg, ['CARRIES'], 'OUT').some(carries))
  const places = (leg: Entity, kind: string, among: string[] | null | undefined): Entity[] =>
    distinct(
      tiesOf(seen, leg, [kind], 'OUT')
        .filter(counts)
        .map(({ other }) => other)
    ).filter(
      (place) =>
        place.kind === 'Place' &&
        (!among || seen.records.some(({ id, entity }) => entity === place.id && among.includes(id)))
    )
  const legs = [...seen.entities.values()].filter(fits).sort((a, b) => (a.id < b.id ? -1 : 1))
  const passages = legs.flatMap((leg) =>
    places(leg, 'DEPARTS_FROM', starts).flatMap((from) =>
      places(leg, 'ARRIVES_AT', ends).map((to) => ({ leg, from, to, pair: `${from.id} ${to.id}` }))
    )
  )
  return distinct(passages.map(({ pair }) => pair)).map((pair) => {
    const along = passages.filter((passage) => passage.pair === pair)
    const { from, to } = along[0] as (typeof along)[number]
    return { item: corridor(seen, from, to, along.map(({ leg }) => leg), counts), key: -along.length, id: pair } // prettier-ignore
  })
}

function corridor(seen: Seen, from: Entity, to: Entity, all: readonly Entity[], counts: (tie: Tie) => boolean) {
  const legs = all.slice(0, MOST)
  const ties = (leg: Entity, kind: string): Tie[] => tiesOf(seen, leg, [kind], 'OUT').filter(counts)
  const carried = legs.flatMap((leg) => ties(leg, 'CARRIES'))
  const claims = distinct([
    ...legs.flatMap((leg) => ties(leg, 'DEPARTS_FROM').filter(({ other }) => other === from)),
    ...legs.flatMap((leg) => ties(leg, 'ARRIVES_AT').filter(({ other }) => other === to)),
    ...carried
  ]).flatMap(({ id }) => claimsAbout(seen, id))
  const stated = (name: 'validFrom' | 'validTo'): string[] => claims.flatMap(({ claim }) => claim[name] ?? []).sort()
  const texts = (values: readonly unknown[]): unknown[] =>
    distinct(values.filter((value) => value !== undefined)).sort()
  const routes = distinct(legs.flatMap((leg) => tiesOf(seen, leg, ['LEG_OF'], 'OUT').map(({ other }) => other)))
  return {
    from,
    to,
    legCount: all.length,
    legs,
    routes: routes.filter(({ kind }) => kind === 'Route').sort((a, b) => (a.id < b.id ? -1 : 1)).slice(0, MOST),
    goods: texts(carried.map(({ other }) => other.values['code'])),
    modes: texts(legs.map(({ values }) => values['mode'])),
    origins: originsBehind(seen, claims),
    sources: sourcesBehind(claims),
    datasets: texts(claims.map(({ claim }) => claim.dataset)),
    validFrom: stated('validFrom').reduce<string | null>((best, each) => (best === null || lowDay(each) < lowDay(best) ? each : best), null),
    validTo: stated('validTo').reduce<string | null>((best, each) => (best === null || highDay(each) > highDay(best) ? each : best), null),
    truncated:
      all.length > MOST
        ? { shown: MOST, of: all.length, because: `A corridor shows ${MOST} legs at most, the first by id.` }
        : null
  } // prettier-ignore
}
