import { smallestCover } from '../../graph/cover.ts'
import { keyed } from '../keyed.ts'
import type { CrossGoodsPlan, HitPlan } from '../plan/types.ts'
import { inputOf } from '../run.ts'
import { TIE, type EmittedHit } from './cross-goods-ties.ts'
import { evidenceClaim } from './evidence.ts'
import type { Decode, Row } from './frame.ts'
import { goodsAsked } from './good-ties.ts'

/** Makes a hit from its row: which goods, through which ties, on how many sources, and which datasets had to be joined. */
export function hitDecoder(plan: CrossGoodsPlan, hit: HitPlan, emitted: EmittedHit): Decode {
  return (row, run) => {
    emitted.mark(row, run)
    const input = inputOf(run, plan.field, 'input')
    const asked = plan.goods ? goodsAsked(input) : null
    const goodOf = (code: string): string =>
      asked === null
        ? (code.split('/')[0] ?? code)
        : (asked.find((good) => code === good || code.startsWith(`${good}/`)) ?? code)
    const id = row[emitted.id] as string
    const ties = (row[emitted.ties] as readonly Row[]).map((tie) => ({
      row: tie,
      good: goodOf(tie[TIE.code] as string),
      holder: tie[TIE.holder] as string,
      claims: (tie[TIE.claims] as readonly Row[]).map((claim) => evidenceClaim(claim, run.seen))
    }))
    const goods = [...new Set(ties.map(({ good }) => good))].sort()
    const claims = ties.flatMap((tie) => tie.claims)
    const shownBy = goods.map(
      (good) =>
        new Set(ties.filter((tie) => tie.good === good).flatMap((tie) => tie.claims.map((claim) => claim.dataset)))
    )
    const cover = smallestCover(shownBy)
    const facts: Readonly<Record<string, unknown>> = {
      goods,
      joins: cover.length > 1 ? cover : [],
      singleSource: cover.length === 1,
      origins: new Set(claims.flatMap((claim) => claim.origins)).size,
      sources: new Set(claims.map((claim) => claim.source)).size
    }
    const object = keyed('CrossGoodsHit')
    for (const { key, name } of hit.fields) object[key] = facts[name]
    for (const { key, decode } of emitted.entities) object[key] = decode(row, run)
    hit.ties.forEach((shown, i) => {
      object[shown.key] = ties.map((tie) => {
        const made = keyed('CrossGoodsTie')
        for (const { key, name } of shown.fields)
          made[key] = name === 'good' ? tie.good : tie.holder === id ? null : tie.holder
        for (const { key, decode } of emitted.relations[i] ?? []) made[key] = decode(tie.row, run)
        return made
      })
    })
    return object
  }
}
