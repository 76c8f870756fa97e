import { type Assumptions } from './assumptions.ts'
import { count, originsOf } from './evidence.ts'
import { type AttributeClaim, type AttributeKind, type Reason } from './types.ts'

export interface AttributeEvidence {
  /** Different attributes of which sources say one thing only. */
  readonly known: readonly AttributeKind[]
  readonly unknown: readonly AttributeKind[]
  /** Log-odds for hierarchical (> 0) or loose (< 0), damped as they enter the verdict. */
  readonly logOdds: number
  readonly reasons: readonly Reason[]
  /** Beside `reasons`: what each adds to `logOdds`; 0 where its origins speak for another attribute. They sum to it. */
  readonly shares: readonly number[]
  /** Whether ties are said to be temporary or made anew, without contradiction. */
  readonly rewires: boolean
}

interface Finding {
  readonly kind: AttributeKind
  /** null: sources contradict each other. */
  readonly value: boolean | null
  readonly logRatio: number
  readonly origins: readonly string[]
}

/**
 * What sources say about the group itself, in log-odds, for analysts who have few ties.
 * 0.6 · clip(Σ clip(w·g, ±1.4), ±2.2): w = ln of the likelihood ratio, g = weight of the grade; −1.32 … 1.32.
 * Convention: an attribute counts once however many repeat it, with its best grade; a single leader must be named by two origins;
 * every origin speaks for one attribute at most (its weightiest), so that one indictment counts as one; both sides of a
 * contradiction enter and the attribute is not "known". In: claims; out: known kinds, log-odds, reasons. Never undefined: 0
 * without claims. O(claims). Attributes never looked for are absent from the sum, not counted against.
 * Source: the ratios are elicited (`assumptions.ts`); naive Bayes with clipping. Expected numbers in tests: by hand.
 */
export const weighAttributes = (claims: readonly AttributeClaim[], assume: Assumptions): AttributeEvidence => {
  const kinds = Object.keys(assume.ratios) as AttributeKind[]
  const findings = kinds.flatMap((kind) => finding(kind, claims, assume) ?? [])
  const speaking = oneEach(findings)
  const sum = speaking.reduce((total, found) => total + found.logRatio, 0)
  const known = findings.filter((found) => found.value !== null).map((found) => found.kind)
  const logOdds = assume.damping * clip(sum, assume.allAttributes)
  const ranked = [...findings].sort((a, b) => Math.abs(b.logRatio) - Math.abs(a.logRatio))
  return {
    known,
    unknown: kinds.filter((kind) => !findings.some((found) => found.kind === kind)),
    logOdds,
    reasons: ranked.map((found) => reason(found, assume, speaking.includes(found))),
    shares: ranked.map((found) => (sum !== 0 && speaking.includes(found) ? (found.logRatio * logOdds) / sum : 0)),
    rewires: findings.some((found) => found.kind === 'rewires' && found.value === true)
  }
}

const clip = (x: number, most: number): number => Math.max(-most, Math.min(most, x))

const finding = (kind: AttributeKind, claims: readonly AttributeClaim[], assume: Assumptions): Finding | null => {
  const { present, absent } = assume.ratios[kind]
  const side = (value: boolean) => {
    const list = claims.filter((claim) => claim.kind === kind && claim.value === value && claim.weight > 0)
    const origins = [...new Set(list.flatMap(originsOf))].sort()
    const enough = kind === 'singleLeader' && value ? 2 : 1
    const weight = origins.length >= enough ? list.reduce((best, claim) => Math.max(best, claim.weight), 0) : 0
    return { weight, origins: weight > 0 ? origins : [] }
  }
  const yes = side(true)
  const no = side(false)
  if (yes.weight === 0 && no.weight === 0) return null
  const raw = Math.log(present) * yes.weight + Math.log(absent) * no.weight
  return {
    kind,
    value: no.weight === 0 ? true : yes.weight === 0 ? false : null,
    logRatio: clip(raw, assume.oneAttribute),
    origins: [...new Set([...yes.origins, ...no.origins])]
  }
}

/** The weightiest set of findings in which each has an origin of its own (a matching, found greedily with augmenting paths). */
const oneEach = (findings: readonly Finding[]): readonly Finding[] => {
  const speaker = new Map<string, Finding>()
  const place = (found: Finding, tried: Set<string>): boolean => {
    for (const origin of found.origins) {
      if (tried.has(origin)) continue
      tried.add(origin)
      const other = speaker.get(origin)
      if (other && !place(other, tried)) continue
      speaker.set(origin, found)
      return true
    }
    return false
  }
  const byWeight = [...findings].sort((a, b) => Math.abs(b.logRatio) - Math.abs(a.logRatio))
  return byWeight.filter((found) => place(found, new Set()))
}

const reason = (found: Finding, assume: Assumptions, speaks: boolean): Reason => {
  const { title } = assume.ratios[found.kind]
  const says = found.value === null ? 'contested' : found.value ? 'present' : 'absent'
  const alone = speaks ? '' : '; its origins already speak for another attribute, so it adds nothing'
  return {
    id: `attribute.${found.kind}`,
    speaksFor: found.logRatio > 0 ? 'HIERARCHICAL' : 'LOOSE',
    words: `${title}: ${says}, according to ${count(found.origins.length, 'independent origin')}${alone}.`,
    restsOn: [],
    origins: found.origins
  }
}
