import { idOf } from '../../src/claims/ids.ts'
import type { Claim, Judgement } from '../../src/claims/types.ts'
import type { PropertyValue } from '../../src/ontology/validate.ts'
import { parseGrade } from '../../src/claims/grade.ts'

/** Short ways to write claims in tests. Everything is invented. */

type Extra = Partial<Omit<Claim, 'grade'>> & { grade?: string }

let count = 0
const base = (record: string, { grade, ...extra }: Extra): Omit<Claim, 'about' | 'properties'> => ({
  id: idOf('c', String(count++)),
  dataset: record.slice(0, record.indexOf(':')),
  source: `${record.slice(0, record.indexOf(':'))}:s`,
  validFrom: null,
  validTo: null,
  phase: null,
  grade: parseGrade(grade ?? '') ?? { reliability: null, credibility: null },
  invented: false,
  marking: 'CLEAR',
  audience: null,
  known: ['2024-01-01T00:00:00.000Z'],
  ...extra
})

export const about = (
  record: string,
  kind: string,
  properties: Record<string, PropertyValue> = {},
  extra: Extra = {}
): Claim => ({
  ...base(record, extra),
  about: { record, kind },
  properties
})

export const tie = (
  kind: string,
  from: string,
  to: string,
  properties: Record<string, PropertyValue> = {},
  extra: Extra = {}
): Claim => ({ ...base(from, extra), about: { kind, from, to }, properties })

export const judged = (
  left: string,
  right: string,
  verdict: Judgement['verdict'],
  extra: Partial<Judgement> = {}
): Judgement => ({
  id: idOf('j', String(count++)),
  dataset: null,
  left,
  right,
  verdict,
  by: null,
  why: 'test',
  marking: 'CLEAR',
  audience: null,
  known: ['2024-01-01T00:00:00.000Z'],
  ...extra
})
