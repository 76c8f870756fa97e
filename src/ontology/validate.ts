import { z } from 'zod'
import type { Property } from './types.ts'
import { dateProblem } from './dates.ts'
import { didYouMean } from './suggest.ts'

export type PropertyValue = string | number | boolean | string[] | number[]
export type Parsed = { value: PropertyValue } | { reason: string; hint: string }

const YES = new Set(['true', 'yes', '1'])
const NO = new Set(['false', 'no', '0'])

/** zod schemas per property, made once: they take what CSV gives (text) and what JSON gives (typed), and nothing else. */
const schemas = new WeakMap<Property, z.ZodType<PropertyValue>>()

export function schemaOf(property: Property): z.ZodType<PropertyValue> {
  let schema = schemas.get(property)
  if (schema === undefined) {
    const one = scalar(property)
    schema = property.list
      ? (z.preprocess(
          (raw) => (typeof raw === 'string' ? splitList(raw) : raw),
          z.array(one).min(1)
        ) as unknown as z.ZodType<PropertyValue>)
      : one
    schemas.set(property, schema)
  }
  return schema
}

/** Reads one value of a row: the value, or the reason why not and what to do. An empty text never gets here: it is absence. */
export function parseProperty(property: Property, raw: unknown): Parsed {
  const result = schemaOf(property).safeParse(raw)
  if (result.success) return { value: result.data }
  return { reason: result.error.issues[0]?.message ?? 'not a value of this property', hint: hintFor(property) }
}

const splitList = (text: string): string[] =>
  text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')

function scalar(property: Property): z.ZodType<PropertyValue> {
  switch (property.type) {
    case 'String':
    case 'Moment':
      return z
        .string({ error: 'must be text' })
        .max(20_000, 'text is longer than 20,000 characters')
        .refine(isWellFormed, 'text holds half a character (a lone surrogate) or a NUL')
    case 'PartialDate':
      return z.string({ error: 'must be a date' }).superRefine((text, context) => {
        const problem = dateProblem(text)
        if (problem !== null) context.addIssue({ code: 'custom', message: problem })
      })
    case 'Boolean':
      return z.preprocess(
        (raw) => {
          if (typeof raw !== 'string') return raw
          const word = raw.trim().toLowerCase()
          return YES.has(word) ? true : NO.has(word) ? false : raw
        },
        z.boolean({ error: 'must be true or false' })
      )
    case 'Enum':
      return z.string().superRefine((text, context) => {
        if (!property.values.includes(text))
          context.addIssue({
            code: 'custom',
            message: `${JSON.stringify(text)} is none of its values${didYouMean(text, property.values)}`
          })
      })
    case 'Int':
    case 'Float':
      return z.preprocess(toNumber, bounded(property))
  }
}

const isWellFormed = (text: string): boolean => !text.includes('\u0000') && !/[\ud800-\udfff]/u.test(text)

const toNumber = (raw: unknown): unknown =>
  typeof raw === 'string' && /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/.test(raw.trim()) ? Number(raw) : raw

function bounded(property: Property): z.ZodType<number> {
  let schema = z.number({ error: 'must be a number' })
  if (property.type === 'Int') schema = schema.int('must be a whole number')
  if (property.min !== null) schema = schema.min(property.min, `is below ${property.min}`)
  if (property.max !== null) schema = schema.max(property.max, `is above ${property.max}`)
  return schema
}

function range({ min, max }: Property): string {
  if (min !== null && max !== null) return `, from ${min} to ${max}`
  if (min !== null) return `, at least ${min}`
  return max === null ? '' : `, at most ${max}`
}

function hintFor(property: Property): string {
  switch (property.type) {
    case 'PartialDate':
      return 'Write 2003, 2003-05 or 2003-05-17, as exactly as the source says and no more.'
    case 'Enum':
      return `Use one of ${property.values.join(', ')}.`
    case 'Boolean':
      return 'Write true or false; leave it empty where the source does not say.'
    case 'Int':
    case 'Float':
      return `Write a number with a point for decimals${range(property)}; leave it empty where unknown.`
    default:
      return property.list ? 'Write texts separated by semicolons.' : 'Write plain text.'
  }
}
