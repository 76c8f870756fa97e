/** Makes a document that shows a difference smaller, as long as it still shows one. */
import { Kind, parse, print, validate, visit, type ASTNode, type DocumentNode, type GraphQLSchema } from 'graphql'

const REMOVABLE = new Set<string>([Kind.FIELD, Kind.INLINE_FRAGMENT, Kind.FRAGMENT_SPREAD, Kind.ARGUMENT, Kind.OBJECT_FIELD, Kind.DIRECTIVE]) // prettier-ignore
const MOST = 400

export async function shrink(
  schema: GraphQLSchema,
  text: string,
  stillFails: (text: string) => Promise<boolean>
): Promise<string> {
  let best = text
  let tried = 0
  for (let progress = true; progress && tried < MOST;) {
    progress = false
    // Large parts stand first: what is inside one that went need not be tried.
    for (let at = 0; tried < MOST; at++) {
      const smaller = without(parse(best), at)
      if (smaller === null) break
      const printed = print(tidy(smaller))
      if (/^query[^{]*$/.test(printed) || printed === '') continue
      if (printed.length >= best.length || validate(schema, parse(printed)).length > 0) continue
      tried++
      if (!(await stillFails(printed))) continue
      best = printed
      progress = true
      at--
    }
  }
  return best
}

/** The document without its nth removable part; null where it has fewer. */
function without(document: DocumentNode, nth: number): DocumentNode | null {
  let at = 0
  const smaller = visit(document, {
    enter: (node: ASTNode) => (REMOVABLE.has(node.kind) && at++ === nth ? null : undefined)
  })
  return at > nth ? withoutEmpty(smaller) : null
}

const withoutEmpty = (document: DocumentNode): DocumentNode =>
  visit(document, {
    leave(node: ASTNode) {
      const parent = node.kind === Kind.FIELD || node.kind === Kind.INLINE_FRAGMENT || node.kind === Kind.FRAGMENT_DEFINITION // prettier-ignore
      if (parent && node.selectionSet?.selections.length === 0) return null
      return undefined
    }
  })

/** Leaves out fragments and variables that nothing uses any more. */
function tidy(document: DocumentNode): DocumentNode {
  let current = document
  for (let before = -1; before !== current.definitions.length;) {
    before = current.definitions.length
    const spreads = new Set<string>()
    visit(current, { FragmentSpread: (node) => void spreads.add(node.name.value) })
    const definitions = current.definitions.filter((each) => each.kind !== Kind.FRAGMENT_DEFINITION || spreads.has(each.name.value)) // prettier-ignore
    current = { ...current, definitions }
  }
  const used = new Set<string>()
  visit(current, {
    VariableDefinition: () => false,
    Variable: (node) => void used.add(node.name.value)
  })
  return visit(current, { VariableDefinition: (node) => (used.has(node.variable.name.value) ? undefined : null) })
}
