import { visit, type DocumentNode } from 'graphql'
import { SkeinError } from '../errors.ts'
import { LIMITS } from './limits.ts'

/** Stands for what no stored text holds (imports refuse it), so that it never matches. */
export const NEVER = '\uFFFF'
const BROKEN = /\u0000|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g

export const isBroken = (text: string): boolean => text.search(BROKEN) >= 0
const mend = (text: string): string => text.replace(BROKEN, NEVER)

/**
 * The same value with U+0000 and lone surrogates, which are no text to either engine, replaced by a character that nothing
 * matches. Returns the value itself where nothing was broken.
 */
export function mendValue(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return isBroken(value) ? mend(value) : value
  if (value === null || typeof value !== 'object') return value
  if (depth > LIMITS.variables)
    throw new SkeinError('LIMIT_EXCEEDED', `variables nested more than ${LIMITS.variables} deep`, {
      limit: { name: 'variables', value: LIMITS.variables, met: depth }
    })
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => mendValue(item, depth + 1))
    return items.some((item, i) => item !== value[i]) ? items : value
  }
  const before: [string, unknown][] = Object.entries(value)
  const after = before.map(([key, inner]): [string, unknown] => [key, mendValue(inner, depth + 1)])
  return after.some(([, inner], i) => inner !== before[i]?.[1]) ? Object.fromEntries(after) : value
}

/** The same for the strings written in a document. */
export function mendDocument(document: DocumentNode, source: string): DocumentNode {
  // A broken string is either written as it is or as an escape.
  if (!source.includes('\\u') && !isBroken(source)) return document
  return visit(document, {
    StringValue: (node) => (isBroken(node.value) ? { ...node, value: mend(node.value) } : undefined)
  })
}
