import { rankOf, type Audience, type Secrecy } from '../types.ts'

/** Who may see a derived thing: its effective rank, and the audience that alone may see it. */
export interface Reach {
  rank: number
  audience: Audience
}

/** Rank of a claim whose records do not all exist (yet): seen by nobody. */
export const ASLEEP = 98
/** Rank of a claim or judgement that was taken back: seen by nobody. */
export const RETRACTED = 99

/** Who may see all of several things: the highest rank, and those who are in every audience. */
export function together(a: Reach, b: Reach): Reach {
  const rank = Math.max(a.rank, b.rank)
  if (a.audience === null) return { rank, audience: b.audience }
  if (b.audience === null || sameAudience(a.audience, b.audience)) return { rank, audience: a.audience }
  const other = b.audience
  return { rank, audience: a.audience.filter((name) => other.includes(name)) }
}

export const ownReach = (thing: Secrecy): Reach => ({ rank: rankOf(thing.marking), audience: thing.audience })

export const sameAudience = (a: Audience, b: Audience): boolean =>
  a === b || (a !== null && b !== null && a.length === b.length && a.every((name, i) => name === b[i]))

/** A text that tells audiences apart, whatever their names hold: a token's subject may hold any printable character. */
export const audienceText = (audience: readonly string[]): string =>
  audience.map((name) => name.replace(/[\\|]/g, '\\$&')).join('|')

/** A text that tells reaches of audience-limited things apart; '' for shared ones. */
export const wall = (reach: Reach): string =>
  reach.audience === null ? '' : `${reach.rank}|${audienceText(reach.audience)}`
