import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { getOperationAST, getVariableValues, Kind, parse, type FragmentDefinitionNode } from 'graphql'
import type { RootField } from '../query/planner.ts'
import { PLANNED } from '../query/plan/root.ts'
import { projectRoot } from './ontology.ts'
import type { Skein } from './skein.ts'
import { PUBLIC, type Viewer } from './viewer.ts'

/** The questions of `schema/examples`, by file name. */
export function exampleTexts(): string[] {
  const folder = join(projectRoot(), 'schema', 'examples')
  const names = readdirSync(folder).filter((name) => name.endsWith('.graphql'))
  return names.sort().map((name) => readFileSync(join(folder, name), 'utf8'))
}

/** The root fields of a document's one operation that read the graph, with the variables' defaults. */
export function rootFields({ schema }: Pick<Skein, 'schema'>, text: string): RootField[] {
  const document = parse(text)
  const [operation, parentType] = [getOperationAST(document), schema.getQueryType()]
  if (operation === null || operation === undefined || parentType === null || parentType === undefined) return []
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], {})
  if (coerced === undefined) return []
  const named = document.definitions.filter((each): each is FragmentDefinitionNode => each.kind === Kind.FRAGMENT_DEFINITION) // prettier-ignore
  const fragments = Object.fromEntries(named.map((each) => [each.name.value, each]))
  return operation.selectionSet.selections.flatMap((node) =>
    node.kind === Kind.FIELD && (PLANNED as readonly string[]).includes(node.name.value)
      ? [{ fieldName: node.name.value, fieldNodes: [node], fragments, operation, parentType, variableValues: coerced }]
      : []
  )
}

/** Nobody in particular, at each rank that has a text of its own. */
export const WARMED: readonly Viewer[] = ([0, 1, 2] as const).map((rank) => ({ ...PUBLIC, id: `warm-${rank}`, rank }))

/**
 * Asks every example once at every rank and drops the answers, so that a database that compiles texts when first asked (Neo4j: up to
 * two seconds each) has done so before somebody waits for it. One at a time; what fails will fail for whoever asks. Stops with `signal`.
 * @returns how many statements were asked
 */
export async function warm(skein: Skein, signal: AbortSignal): Promise<number> {
  let asked = 0
  for (const field of exampleTexts().flatMap((text) => rootFields(skein, text)))
    for (const viewer of WARMED) {
      if (signal.aborted) return asked
      await skein.planner.execute(field, viewer, skein.store.engine, { signal }).catch(() => undefined)
      asked++
    }
  return asked
}
