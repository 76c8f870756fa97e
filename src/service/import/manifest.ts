import { z } from 'zod'
import { parseGrade, gradeText } from '../../claims/grade.ts'
import { datasetId } from '../../claims/ids.ts'
import type { DatasetRecord } from '../../claims/types.ts'
import { messageOf } from '../../errors.ts'
import { didYouMean } from '../../ontology/suggest.ts'
import type { Ontology } from '../../ontology/types.ts'
import type { Bytes } from '../../formats/table.ts'
import { MANIFEST } from './files.ts'
import type { Problems } from './problems.ts'
import { parseSecrecy } from './secrecy.ts'

const MOST_BYTES = 1024 * 1024
const text = z
  .string({ error: 'must be text' })
  .trim()
  .min(1, 'is empty')
  .max(20_000, 'is longer than 20,000 characters')
  .refine((value) => !/[\u0000\ud800-\udfff]/u.test(value), 'holds half a character (a lone surrogate) or a NUL')
const optional = text.optional()
const oneOf = (values: readonly string[]) =>
  z.string({ error: 'must be text' }).superRefine((value, context) => {
    if (!values.includes(value))
      context.addIssue({
        code: 'custom',
        message: `${value} is none of its values${didYouMean(value, values)}`,
        params: { hint: `Use one of ${values.join(', ')}.` }
      })
  })

export type Assertion = { count: string; is: number } | { record: string; property: string; is: unknown }

/** The shape of `dataset.json`. What an ontology lists (roles, ways of collecting, kinds) is asked of it. */
const shape = (ontology: Ontology) => {
  const enumOf = (property: string) => oneOf(evidenceValues(ontology, property))
  const kindNames = [...ontology.kinds.keys(), ...ontology.relationKinds.keys()]
  return z.strictObject({
    name: z
      .string({ error: 'must be text' })
      .regex(
        /^[a-z0-9]+(-[a-z0-9]+)*\/[a-z0-9]+(-[a-z0-9]+)*$/,
        'must be organisation/name in lower case, digits and hyphens'
      )
      .max(120),
    title: text,
    publisher: text,
    publisherRole: enumOf('PublisherRole'),
    licence: text,
    howCollected: enumOf('HowCollected'),
    collectionNote: optional,
    definition: optional,
    interest: optional,
    coverage: optional,
    caveats: optional,
    citation: optional,
    version: optional,
    invented: z.boolean({ error: 'must be true or false' }).optional(),
    looksAt: z.array(text, { error: 'must be a list of codes of goods' }).max(100).optional(),
    marking: z.string({ error: 'must be text' }).optional(),
    audience: z.array(text, { error: 'must be a list of names' }).optional(),
    grade: z
      .string({ error: 'must be text' })
      .refine((value) => parseGrade(value) !== null, 'is no grade')
      .optional(),
    observedIn: optional,
    assertions: z
      .array(
        z.union([
          z.strictObject({ count: oneOf(kindNames), is: z.number({ error: 'must be a number' }).int().min(0) }),
          z.strictObject({ record: text, property: text, is: z.unknown() })
        ])
      )
      .max(1_000)
      .optional()
  })
}

export interface Manifest {
  record: DatasetRecord
  /** Default grade of rows, as text. */
  grade: string | null
  observedIn: string | null
  assertions: readonly Assertion[]
}

/** Reads `dataset.json`. Everything wrong with it is reported; null where it cannot be used. */
export async function readManifest(bytes: Bytes, ontology: Ontology, problems: Problems): Promise<Manifest | null> {
  const bad = (column: string | null, reason: string, hint: string | null): null => {
    problems.add({ file: MANIFEST, row: null, column, reason, hint })
    return null
  }
  let value: unknown
  try {
    value = JSON.parse(await wholeText(bytes))
  } catch (error) {
    return bad(
      null,
      `cannot be read as JSON: ${messageOf(error)}`,
      'Write one JSON object in UTF-8; the README of seeds/ shows one.'
    )
  }
  const schema = shape(ontology)
  const parsed = schema.safeParse(value)
  if (!parsed.success) {
    for (const issue of flatten(parsed.error.issues)) {
      const path = issue.path.map(String).join('.')
      if (issue.code === 'unrecognized_keys')
        for (const key of issue.keys)
          bad(
            path === '' ? key : `${path}.${key}`,
            `dataset.json has no key ${key}${didYouMean(key, Object.keys(schema.shape))}`,
            `Known keys: ${Object.keys(schema.shape).join(', ')}.`
          )
      else bad(path === '' ? null : path, missing(value, issue) ? 'is missing' : issue.message, hintOf(issue, path))
    }
    return null
  }
  const m = parsed.data
  const secrecy = parseSecrecy(m.marking, m.audience, { marking: 'CLEAR', audience: null })
  if ('reason' in secrecy) return bad(secrecy.column, secrecy.reason, secrecy.hint)
  const record: DatasetRecord = {
    id: datasetId(m.name),
    name: m.name,
    title: m.title,
    publisher: m.publisher,
    publisherRole: m.publisherRole,
    licence: m.licence,
    howCollected: m.howCollected,
    collectionNote: m.collectionNote ?? null,
    definition: m.definition ?? null,
    interest: m.interest ?? null,
    coverage: m.coverage ?? null,
    caveats: m.caveats ?? null,
    citation: m.citation ?? null,
    version: m.version ?? null,
    invented: m.invented ?? false,
    looksAt: m.looksAt ?? [],
    marking: secrecy.marking,
    audience: secrecy.audience
  }
  const grade = m.grade === undefined ? null : parseGrade(m.grade)
  return {
    record,
    grade: grade === null ? null : gradeText(grade),
    observedIn: m.observedIn ?? null,
    assertions: m.assertions ?? []
  }
}

async function wholeText(bytes: Bytes): Promise<string> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of bytes) {
    parts.push(part)
    length += part.length
    if (length > MOST_BYTES) throw new Error(`it is longer than ${MOST_BYTES} bytes`)
  }
  return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts))
}

type Issue = z.core.$ZodIssue

/** The issues of the branch of a union that came nearest. */
function flatten(issues: readonly Issue[]): Issue[] {
  return issues.flatMap((issue) => {
    if (issue.code !== 'invalid_union') return [issue]
    const nearest = [...issue.errors].sort((a, b) => a.length - b.length)[0]
    return nearest === undefined
      ? [issue]
      : flatten(nearest.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })))
  })
}

function missing(value: unknown, issue: Issue): boolean {
  let at: unknown = value
  for (const key of issue.path)
    at = typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[key] : undefined
  return issue.code === 'invalid_type' && at === undefined
}

function hintOf(issue: Issue, path: string): string | null {
  if (issue.code === 'custom' && typeof issue.params?.['hint'] === 'string') return issue.params['hint']
  if (path === 'name') return 'For your own data: local/some-name.'
  if (path === 'grade') return 'Reliability A–F and credibility 1–6, such as B2.'
  if (path === '') return 'Write one JSON object.'
  return null
}

/** Values of an enum of the SDL that belongs to the evidence, not to the kinds. */
function evidenceValues(ontology: Ontology, name: string): string[] {
  const body = new RegExp(`^enum ${name} \\{([^}]*)\\}`, 'm').exec(ontology.sdl)?.[1] ?? ''
  return [...body.replace(/"""[\s\S]*?"""|"[^"\n]*"/g, '').matchAll(/[A-Z][A-Z0-9_]*/g)].map(([value]) => value)
}
