import { z } from 'zod'
import type { Viewer } from '../access/viewer.ts'
import { MARKINGS, rankOf, type Marking } from '../claims/types.ts'
import { organisationName, SCOPES } from './keys.ts'

/** What a signed token says of its bearer, beside issuer, audience and time. Every claim is needed; others are not looked at. */
const claims = z.object({
  /** Printable, without spaces. */
  sub: z.string().regex(/^[\x21-\x7e]{1,128}$/),
  rank: z.enum(MARKINGS),
  organisations: z.array(organisationName).max(100),
  scopes: z.array(z.enum(SCOPES)).min(1)
})

/**
 * The viewer of a token whose signature, issuer, audience and time hold. The prefix keeps his id apart from those of keys and
 * organisations. Answers why not, for the log, where a claim is missing, wrong, or above the highest rank that tokens may give.
 */
export function viewerOfClaims(payload: unknown, highest: Marking): Viewer | { why: string } {
  const read = claims.safeParse(payload)
  if (!read.success) {
    const names = new Set(read.error.issues.map(({ path }) => String(path[0])))
    return { why: `missing or wrong claims: ${[...names].join(', ')}` }
  }
  const { sub, organisations, rank, scopes } = read.data
  if (rankOf(rank) > rankOf(highest)) return { why: `the claim rank is above ${highest}` }
  return { id: `jwt:${sub}`, organisations, rank: rankOf(rank), owner: false, scopes }
}
