import {
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  type InlineFragmentNode,
  type SelectionSetNode
} from 'graphql'
import { SkeinError } from '../errors.ts'
import { LIMITS } from './limits.ts'

/** What a selection asks for once its fragments are expanded. Numbers saturate rather than overflow. */
interface Extent {
  depth: number
  /** Depth inside `__schema` and `__type`. */
  hidden: number
  aliases: number
}

/** How many entries the lists of the introspection schema are taken to have. */
const LISTS: Readonly<Record<string, number>> = {
  types: 150,
  fields: 10,
  args: 1,
  inputFields: 5,
  enumValues: 10,
  interfaces: 2,
  possibleTypes: 8,
  directives: 12
}
const MOST = 1e12

const limit = (name: string, value: number, met: number, what: string): SkeinError =>
  new SkeinError('LIMIT_EXCEEDED', `${what}: ${met >= MOST ? 'far too many' : met}, at most ${value}`, {
    limit: { name, value, met }
  })

/**
 * Refuses a document that is too deep or too wide before anything is validated or run. Fragments are counted where they are
 * spread, each worked out once, so the time is linear in the document; a fragment cycle counts as endless depth.
 */
export function measure(document: DocumentNode): void {
  const fragments = new Map<string, FragmentDefinitionNode>()
  let directives = 0
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  const extents = new Map<string, Extent | null>()

  const extentOf = (set: SelectionSetNode | undefined): Extent => {
    const total: Extent = { depth: 0, hidden: 0, aliases: 0 }
    for (const selection of set?.selections ?? []) {
      let inner: Extent
      if (selection.kind === Kind.FIELD) {
        inner = extentOf(selection.selectionSet)
        const own = selection.alias === undefined ? 0 : 1
        const introspects = selection.name.value === '__schema' || selection.name.value === '__type'
        inner = introspects
          ? { depth: 1, hidden: inner.depth + 1, aliases: inner.aliases + own }
          : { depth: inner.depth + 1, hidden: inner.hidden, aliases: inner.aliases + own }
      } else if (selection.kind === Kind.INLINE_FRAGMENT) inner = extentOf(selection.selectionSet)
      else inner = extentOfFragment(selection.name.value)
      total.depth = Math.max(total.depth, inner.depth)
      total.hidden = Math.max(total.hidden, inner.hidden)
      total.aliases = Math.min(MOST, total.aliases + inner.aliases)
    }
    return total
  }
  const extentOfFragment = (name: string): Extent => {
    const known = extents.get(name)
    if (known === null) return { depth: MOST, hidden: MOST, aliases: 0 }
    if (known !== undefined) return known
    extents.set(name, null)
    const extent = extentOf(fragments.get(name)?.selectionSet)
    extents.set(name, extent)
    return extent
  }

  const count = (node: unknown): void => {
    if (node === null || typeof node !== 'object') return
    if (Array.isArray(node)) {
      for (const item of node) count(item)
      return
    }
    const known = node as { directives?: readonly unknown[] }
    directives += known.directives?.length ?? 0
    for (const [key, value] of Object.entries(node)) if (key !== 'loc') count(value)
  }
  count(document.definitions)
  if (directives > LIMITS.directives)
    throw limit('directives', LIMITS.directives, directives, 'directives in one document')

  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue
    const { depth, hidden, aliases } = extentOf(definition.selectionSet)
    if (aliases > LIMITS.aliases) throw limit('aliases', LIMITS.aliases, aliases, 'aliases in one operation')
    // A cycle is left to validation, which says so in words.
    if (depth > LIMITS.depth && depth < MOST) throw limit('depth', LIMITS.depth, depth, 'fields below each other')
    if (hidden > LIMITS.introspectionDepth && hidden < MOST)
      throw limit('introspectionDepth', LIMITS.introspectionDepth, hidden, 'fields below each other in introspection')
    if (depth >= MOST || hidden >= MOST) continue
    const roots = rootKeys(definition.selectionSet, fragments).size
    if (roots > LIMITS.rootFields) throw limit('rootFields', LIMITS.rootFields, roots, 'root fields in one operation')
    const objects = introspected(definition.selectionSet, fragments)
    if (objects > LIMITS.introspection)
      throw limit('introspection', LIMITS.introspection, objects, 'objects of an introspection')
  }
}

/** The response keys of an operation's root: each runs once, however often it is written. */
function rootKeys(set: SelectionSetNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>): Set<string> {
  const keys = new Set<string>()
  const seen = new Set<string>()
  const walk = (inner: SelectionSetNode | undefined): void => {
    for (const selection of inner?.selections ?? []) {
      if (selection.kind === Kind.FIELD) keys.add(selection.alias?.value ?? selection.name.value)
      else if (selection.kind === Kind.INLINE_FRAGMENT) walk(selection.selectionSet)
      else if (!seen.has(selection.name.value)) {
        seen.add(selection.name.value)
        walk(fragments.get(selection.name.value)?.selectionSet)
      }
    }
  }
  walk(set)
  return keys
}

/** Expected objects below `__schema` and `__type`: graphql-js answers those without any limit of its own on width. */
function introspected(set: SelectionSetNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>): number {
  const known = new Map<SelectionSetNode, number>()
  const target = (spread: FragmentSpreadNode | InlineFragmentNode): SelectionSetNode | undefined =>
    spread.kind === Kind.INLINE_FRAGMENT ? spread.selectionSet : fragments.get(spread.name.value)?.selectionSet
  const size = (inner: SelectionSetNode | undefined): number => {
    if (inner === undefined) return 0
    const before = known.get(inner)
    if (before !== undefined) return before
    let total = 0
    for (const selection of inner.selections)
      total +=
        selection.kind === Kind.FIELD
          ? (LISTS[selection.name.value] ?? 1) * (1 + size(selection.selectionSet))
          : size(target(selection))
    total = Math.min(MOST, total)
    known.set(inner, total)
    return total
  }
  let total = 0
  const seen = new Set<SelectionSetNode>()
  const walk = (inner: SelectionSetNode | undefined): void => {
    if (inner === undefined || seen.has(inner)) return
    seen.add(inner)
    for (const selection of inner.selections) {
      if (selection.kind !== Kind.FIELD) walk(target(selection))
      else if (selection.name.value === '__schema' || selection.name.value === '__type')
        total += size(selection.selectionSet)
    }
  }
  walk(set)
  return total
}
