/** Where a text begins to look: by an index, or through everything of a label. */
import { schemaTexts } from '../../../src/store/schema.ts'
import type { Ontology } from '../../../src/ontology/types.ts'

export interface Accepted {
  label: string
  /** Of the store's texts, exactly this one; of the planner's any with such a pattern. */
  text?: RegExp
  why: string
}

/** The only patterns that may go through everything of a label, each with its reason. */
export const ACCEPTED: readonly Accepted[] = [
  {
    label: 'Entity',
    why: 'a list of entities by kind or by words of their name: neither engine has an index for that'
  },
  { label: 'Claim', why: 'a page over all claims: ORDER BY id LIMIT over everything' },
  { label: 'Source', why: 'a page over all sources' },
  { label: 'Dataset', why: 'datasets are few' },
  { label: 'Dataset', text: /^MATCH \(d:Dataset\) WHERE .* RETURN d\.name AS name/, why: 'datasets are few' },
  { label: 'Good', text: /^MATCH \(g:Good\) WHERE .* RETURN g\.code/, why: 'goods are few hundred' },
  { label: 'Good', why: 'goods are few hundred' },
  { label: 'Batch', why: 'the revision counts the batches that hold something for the viewer' },
  { label: 'Batch', text: /^MATCH \(b:Batch\)/, why: 'what subscribers and their revisions see of batches' },
  ...['Claim', 'Judgement', 'Source', 'Dataset'].map((label) => ({
    label,
    text: new RegExp(`^MATCH \\(v:${label}\\)`),
    why: 'what was known at a moment is replayed whole'
  })),
  { label: 'Leg', why: 'corridors go through all legs: they are few beside actors' },
  { label: 'Judgement', why: 'a tie that nobody claims comes of a judgement, which does not know its id' },
  { label: 'Source', text: /^MATCH \(s:Source\) RETURN s\.key/, why: 'who repeats whom, once per process' },
  { label: 'Claim', text: /^MATCH \(c:Claim\) RETURN c\.id AS id, /, why: 'everything is derived afresh' },
  { label: 'Judgement', text: /^MATCH \(j:Judgement\) RETURN j\.id AS id, /, why: 'everything is derived afresh' },
  {
    label: 'Erasing',
    text: /^(?:MATCH|MERGE) \(e:Erasing\b/,
    why: 'withdrawals that are not finished: none or one'
  },
  { label: 'Entity', text: /^MATCH \(n:Entity\) (?:WITH n LIMIT|RETURN n\.id AS id LIMIT 1)/, why: 'all of them go' },
  { label: 'Record', text: /^MATCH \(n:Record\) (?:WITH n LIMIT|RETURN n\.id AS id LIMIT 1)/, why: 'all of them go' }
]

/** Reads all claims of each dataset that it shows, since it counts them. */
export const countsClaims = (text: string): boolean =>
  /\(da\d+:Dataset\)[^]*\(cl\d+:Claim \{dataset: i\d+\}\)/.test(text)

/** Labels with the properties that have an index. */
export function indexesOf(ontology: Ontology): Map<string, Set<string>> {
  const indexes = new Map<string, Set<string>>()
  for (const text of schemaTexts(ontology)) {
    const [, label = '', property = ''] = /FOR \(n:(\w+)\) ON \(n\.(\w+)\)/.exec(text) ?? []
    if (label !== '') indexes.set(label, (indexes.get(label) ?? new Set()).add(property))
  }
  return indexes
}

/** The labels of the patterns that begin at no index; one for each pattern. */
export function scansOf(text: string, indexes: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const scans: string[] = []
  for (const [, name = '', label = '', map, rest = ''] of text.matchAll(
    /(?:MATCH|MERGE) \((\w+):(\w+)( \{[^}]*\})?\)([^\n]*)/g
  )) {
    const known = indexes.get(label) ?? new Set<string>()
    const key =
      map === undefined ? new RegExp(`^ WHERE ${name}\\.(\\w+) (?:=|IN) `).exec(rest)?.[1] : /\{(\w+):/.exec(map)?.[1]
    if (key === undefined || !known.has(key)) scans.push(label)
  }
  return scans
}
