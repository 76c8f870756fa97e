import type { Operation } from './operations.ts'

const PATHS = `paths { length entities undated weakestGrade hops { from { id name } to { id name } ties others weakest sameActor
  relation { id kind grade origins claims(first: 2) { totalCount nodes { id } } } } } excluded { reason count } truncated { shown of because }`

/** Questions for paths, one root field each: two at once share flights by chance. */
export const pathOperations = (entities: readonly string[]): Operation[] => [
  {
    name: 'paths, shortest',
    query: `query($from: [ID!]!, $to: [ID!]!) { paths(from: $from, to: $to, maxHops: 8, first: 3) { ${PATHS} } }`,
    variables: { from: entities.slice(0, 1), to: entities.slice(1, 3) }
  },
  {
    name: 'paths with kinship, through everything, to what may be hidden',
    query: `query($from: [ID!]!, $to: [ID!]!) { paths(from: $from, to: $to, kinds: [CONTACTS, MEMBER_OF, TRADES_IN, COMMANDS, CARRIES], kinship: true, orderBy: STRONGEST, maxHops: 5) { ${PATHS} } }`,
    variables: { from: [...entities.slice(3, 5), 'e:00000000000000000000', 'x'], to: entities.slice(6, 8) }
  },
  {
    name: 'paths that time allows',
    query: `query($from: [ID!]!, $to: [ID!]!, $kinds: [RelationKind!]) { paths(from: $from, to: $to, kinds: $kinds, orderBy: TIME_RESPECTING, first: 9) { paths { length entities undated } excluded { reason count } } }`,
    variables: {
      from: entities.slice(6, 8),
      to: entities.slice(2, 5),
      kinds: ['CONTACTS', 'MEMBER_OF', 'TRADES_IN', 'COMMANDS', 'KIN_OF', 'SAME_AS']
    }
  },
  {
    name: 'paths, filtered',
    query: `query($from: [ID!]!, $to: [ID!]!) { paths(from: $from, to: $to, minGrade: "B3", period: { from: "2003-02", to: "2004" }, goods: ["drugs", "arms"], maxHops: 3) { paths { length entities weakestGrade } excluded { reason count } truncated { shown of because } } }`,
    variables: { from: entities.slice(0, 4), to: entities.slice(5, 9) }
  },
  ...entities.slice(0, 3).map((id, i) => ({
    name: 'paths between one and one',
    query: `query($from: [ID!]!, $to: [ID!]!) { paths(from: $from, to: $to, first: 2, kinship: true) { ${PATHS} } }`,
    variables: { from: [id], to: [entities[i + 4] ?? ''] }
  }))
]
