/** The ties of an entity, and what can be asked of a tie. */
import type { Direction } from '../../../src/ontology/types.ts'
import { leastGrade, list, periodOf, type Args } from './refuse.ts'
import type { Entity, Seen, Tie } from './seen.ts'

/** The ties of an entity, each with the entity at its far end. A symmetric tie has no direction. */
export function tiesOf(seen: Seen, entity: Entity, kinds: readonly string[] | null, direction: Direction): Tie[] {
  return [...seen.ties.values()].flatMap((tie) => {
    if (kinds !== null && !kinds.includes(tie.kind)) return []
    const symmetric = seen.ontology.relationKinds.get(tie.kind)?.symmetric === true
    if (tie.from === entity && (symmetric || direction !== 'IN')) return [{ ...tie, other: tie.to }]
    if (tie.to === entity && (symmetric || direction !== 'OUT')) return [{ ...tie, other: tie.from }]
    return []
  })
}

/** Whether a code is one of these goods or a narrower one. */
export const isOneOf = (code: unknown, goods: readonly string[]): boolean =>
  typeof code === 'string' && goods.some((good) => code === good || code.startsWith(`${good}/`))

/** The test that `goods`, `period` and `minGrade` put to a tie. */
export function tieTest(args: Args): (tie: Tie) => boolean {
  const [goods, period, grade] = [list(args, 'goods'), periodOf(args), leastGrade(args)]
  return ({ values, from, to }) => {
    const carried = (values['goods'] ?? []) as string[]
    if (goods !== null && ![...carried, from.values['code'], to.values['code']].some((code) => isOneOf(code, goods)))
      return false
    if (grade !== null && (values['gradeOrder'] as number) > grade) return false
    if (period === null) return true
    const [begins, ends, phase] = [values['validFrom_lo'], values['validTo_hi'], values['phase']] as (string | undefined)[] // prettier-ignore
    if (period.to !== null && begins !== undefined && begins > period.to) return false
    if (period.from !== null && ends !== undefined && ends < period.from) return false
    return period.phase === null || phase === undefined || phase === period.phase
  }
}
