import type { Ontology } from '../ontology/types.ts'

const UNIQUE = ['Entity', 'Record', 'Claim', 'Source', 'Dataset', 'Judgement', 'Batch', 'Store'] as const

/** Properties by which the store and the planner find nodes, per label. */
const LOOKUPS: readonly (readonly [string, string])[] = [
  ['Record', 'name'],
  ['Record', 'entity'],
  ['Claim', 'about'],
  ['Claim', 'record'],
  ['Claim', 'from'],
  ['Claim', 'to'],
  ['Claim', 'dataset'],
  ['Claim', 'source'],
  ['Source', 'key'],
  ['Source', 'dataset'],
  ['Dataset', 'name'],
  ['Judgement', 'left'],
  ['Judgement', 'right'],
  ['Judgement', 'dataset']
]

/**
 * Constraints first, indexes second: the embedded engine's constraint makes no index, and Neo4j refuses the constraint after
 * the index. Indexed properties of the ontology get one index per rank on the folded key.
 */
export function schemaTexts(ontology: Ontology): string[] {
  const texts: string[] = []
  for (const label of UNIQUE) {
    const name = label.toLowerCase()
    texts.push(`CREATE CONSTRAINT ${name}_id_unique IF NOT EXISTS FOR (n:${label}) REQUIRE n.id IS UNIQUE`)
    texts.push(`CREATE INDEX ${name}_id IF NOT EXISTS FOR (n:${label}) ON (n.id)`)
  }
  for (const [label, property] of LOOKUPS)
    texts.push(`CREATE INDEX ${label.toLowerCase()}_${property} IF NOT EXISTS FOR (n:${label}) ON (n.${property})`)
  for (const name of indexedNames(ontology))
    for (const end of ['', '_1', '_2']) {
      texts.push(`CREATE INDEX entity_${name.toLowerCase()}${end} IF NOT EXISTS FOR (n:Entity) ON (n.${name}${end})`)
      texts.push(
        `CREATE INDEX entity_${name.toLowerCase()}_key${end} IF NOT EXISTS FOR (n:Entity) ON (n.${name}_key${end})`
      )
    }
  return texts
}

/** Names of text properties marked `@indexed`; lists are folded into their key and have no index of their own. */
function indexedNames(ontology: Ontology): string[] {
  const names = new Set<string>()
  for (const kind of ontology.kinds.values())
    for (const property of kind.properties.values()) if (property.indexed && !property.list) names.add(property.name)
  return [...names].sort()
}
