import type { Grade } from './types.ts'

/** The place of a claim whose grade is missing or unknown (F, 6): it comes last and fails every `minGrade`. */
export const UNGRADED = 99

/**
 * The one total order of Admiralty grades, best first: A1 (0), A2, B1, A3, B2, C1 … by the sum of the two places, then by
 * reliability. Anything with F, 6 or a missing letter is unknown, not low, and comes last.
 * @returns 0 (A1) … 44 (E5) or `UNGRADED`
 */
export function gradeOrder(grade: Grade): number {
  const r = grade.reliability === null ? -1 : 'ABCDE'.indexOf(grade.reliability)
  const c = grade.credibility === null || grade.credibility > 5 ? -1 : grade.credibility - 1
  return r < 0 || c < 0 ? UNGRADED : (r + c) * 5 + r
}

/** Reads `B2`, `B` (credibility missing), `F6` or a lone digit `2`; null where it is no grade. */
export function parseGrade(text: string): Grade | null {
  const match = /^([A-F])?([1-6])?$/.exec(text.trim().toUpperCase())
  if (match === null || text.trim() === '') return null
  return { reliability: match[1] ?? null, credibility: match[2] === undefined ? null : Number(match[2]) }
}

/** `B2`, `B`, `2`; null where nothing is stated. */
export function gradeText(grade: Grade): string | null {
  const text = `${grade.reliability ?? ''}${grade.credibility ?? ''}`
  return text === '' ? null : text
}
