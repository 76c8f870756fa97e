/** Neo4j's own analyser of Cypher, as its editors use it. */
import { createRequire } from 'node:module'
import type * as LanguageSupport from '@neo4j-cypher/language-support'
import type { Ontology } from '../../../src/ontology/types.ts'
import type { Statement } from '../../../src/engine/port.ts'

// Its ESM build imports files that Node does not resolve.
const support = createRequire(import.meta.url)('@neo4j-cypher/language-support') as typeof LanguageSupport

export interface Analysed {
  /** Errors and warnings, as sentences. */
  complaints: string[]
  /** Names with what they may stand for: `Node`, `Relationship`, `Path`, `List<Any>` … */
  names: Map<string, readonly string[]>
}

const LABELS = ['Entity', 'Record', 'Claim', 'Source', 'Dataset', 'Judgement', 'Batch', 'Store', 'Erasing']
const { functions, procedures } = support.testData.mockSchema

/** Checks a text against the language, the functions of Neo4j 5, and the ontology's closed list of labels and types. */
export function analyse(ontology: Ontology, { text, params }: Pick<Statement, 'text' | 'params'>): Analysed {
  const { diagnostics, symbolTables } = support.lintCypherQuery(text, {
    labels: [...LABELS, ...ontology.kinds.keys()],
    relationshipTypes: [...ontology.relationKinds.keys()],
    parameters: Object.fromEntries(Object.keys(params).map((name) => [name, name])),
    ...(functions === undefined ? {} : { functions }),
    ...(procedures === undefined ? {} : { procedures })
  })
  const names = new Map<string, readonly string[]>()
  for (const { variable, types } of symbolTables.flat()) names.set(variable, [...(names.get(variable) ?? []), ...types])
  return {
    complaints: diagnostics.map(({ message }) => (typeof message === 'string' ? message : message.value)),
    names
  }
}

/**
 * What the analyser makes of a text depends on neither which summary it reads nor which of the ontology's names it holds: texts
 * that differ in nothing else are one.
 */
export const shapeOf = (text: string): string =>
  text
    .replace(/coalesce\((\w+\.\w+)_2, \1_1, \1\)/g, '$1')
    .replace(/coalesce\((\w+\.\w+)_1, \1\)/g, '$1')
    .replace(/(\.\w+?)_[12]\b/g, '$1')
    .replace(/`\w+`/g, '`Kind`')

/** Names between backticks that the ontology does not have. */
export const unknownKinds = (ontology: Ontology, text: string): string[] =>
  [...text.matchAll(/`(\w+)`/g)]
    .map(([, name = '']) => name)
    .filter((name) => !ontology.kinds.has(name) && !ontology.relationKinds.has(name))
