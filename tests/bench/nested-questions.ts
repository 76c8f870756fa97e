import { idOfGroup, idOfPerson } from './made-up.ts'

/** One question in three languages; each answer is brought into the same plain form. */
export interface Nested {
  readonly name: string
  readonly variables: Readonly<Record<string, unknown>>
  readonly skein: string
  readonly skeinForm: (data: Data) => unknown
  readonly cypher: string
  readonly peer: string
  readonly peerForm: (data: Data) => unknown
}

export type Data = Readonly<Record<string, unknown>>
interface Tie {
  id: string
  weight?: number | null
  other: Entity
  node: Entity
  properties: { id: string; weight?: number | null }
}
interface Entity {
  id: string
  name: string
  [field: string]: unknown
}

type Deeper = (entity: Entity) => object
const none: Deeper = () => ({})
const entity = (e: Entity, deeper: Deeper): object => ({ id: e.id, name: e.name, ...deeper(e) })
const skeinTies = (e: Entity, key: string, deeper: Deeper = none): object[] =>
  (e[key] as { nodes: Tie[] }).nodes.map(({ id, other }) => ({ id, other: entity(other, deeper) }))
const peerTies = (e: Entity, key: string, deeper: Deeper = none): object[] =>
  (e[`${key}Connection`] as { edges: Tie[] }).edges.map(({ node, properties }) => ({
    id: properties.id,
    other: entity(node, deeper)
  }))
const first = (data: Data, key: string): Entity => (data[key] as Entity[])[0] as Entity
const nodes = (data: Data, key: string): Entity[] => (data[key] as { nodes: Entity[] }).nodes

const ties = (kind: string, direction: string, n: number, inner = ''): string =>
  `relations(kinds: [${kind}], direction: ${direction}, first: ${n}) { nodes { id other { id name ${inner} } } }`
const edges = (field: string, n: number, inner = ''): string =>
  `${field}Connection(first: ${n}, sort: [{ edge: { gradeOrder: ASC } }, { edge: { id: ASC } }]) { edges { properties { id } node { id name ${inner} } } }`
const sub = (from: string, pattern: string, n: number, inner = ''): string =>
  `CALL (${from}) { MATCH (${from})${pattern} WITH ${from}t AS t, ${from}o ORDER BY t.gradeOrder, t.id LIMIT ${n} ${inner} RETURN collect({id: t.id, other: {id: ${from}o.id, name: ${from}o.name`

const one = (variables: Data): Data => variables

export const NESTED: readonly Nested[] = [
  {
    name: 'ten ties of one',
    variables: one({ id: idOfPerson(0) }),
    skein: `query ($id: ID!) { entity(id: $id) { id name supplies: ${ties('SUPPLIES', 'OUT', 10)} } }`,
    skeinForm: (data) => entity(data['entity'] as Entity, (e) => ({ supplies: skeinTies(e, 'supplies') })),
    cypher: `MATCH (e:Entity {id: $id}) ${sub('e', '-[et:SUPPLIES]->(eo:Entity)', 10)}}}) AS supplies }
      RETURN {id: e.id, name: e.name, supplies: supplies} AS answer`,
    peer: `query ($id: String!) { entities(where: { id: { eq: $id } }) { id name ${edges('supplies', 10)} } }`,
    peerForm: (data) => entity(first(data, 'entities'), (e) => ({ supplies: peerTies(e, 'supplies') }))
  },
  {
    name: 'twenty-five with ten ties each',
    variables: {},
    skein: `{ entities(filter: { kinds: [Person] }, orderBy: ID, first: 25) { nodes { id name supplies: ${ties('SUPPLIES', 'OUT', 10)} } } }`,
    skeinForm: (data) => nodes(data, 'entities').map((e) => entity(e, () => ({ supplies: skeinTies(e, 'supplies') }))),
    cypher: `MATCH (e:Entity) WHERE e.id IS NOT NULL AND e.kind = 'Person' WITH e ORDER BY e.id LIMIT 25 ${sub('e', '-[et:SUPPLIES]->(eo:Entity)', 10)}}}) AS supplies }
      WITH {id: e.id, name: e.name, supplies: supplies} AS row ORDER BY row.id RETURN collect(row) AS answer`,
    peer: `{ entities(where: { kind: { eq: "Person" } }, sort: [{ id: ASC }], limit: 25) { id name ${edges('supplies', 10)} } }`,
    peerForm: (data) =>
      (data['entities'] as Entity[]).map((e) => entity(e, () => ({ supplies: peerTies(e, 'supplies') })))
  },
  {
    name: 'two steps out',
    variables: one({ id: idOfPerson(0) }),
    skein: `query ($id: ID!) { entity(id: $id) { id name supplies: ${ties('SUPPLIES', 'OUT', 5, `supplies: ${ties('SUPPLIES', 'OUT', 5)}`)} } }`,
    skeinForm: (data) =>
      entity(data['entity'] as Entity, (e) => ({
        supplies: skeinTies(e, 'supplies', (o) => ({ supplies: skeinTies(o, 'supplies') }))
      })),
    cypher: `MATCH (e:Entity {id: $id}) ${sub(
      'e',
      '-[et:SUPPLIES]->(eo:Entity)',
      5,
      `${sub('eo', '-[eot:SUPPLIES]->(eoo:Entity)', 5)}}}) AS inner } WITH t, eo, inner ORDER BY t.gradeOrder, t.id`
    )}, supplies: inner}}) AS supplies }
      RETURN {id: e.id, name: e.name, supplies: supplies} AS answer`,
    peer: `query ($id: String!) { entities(where: { id: { eq: $id } }) { id name ${edges('supplies', 5, edges('supplies', 5))} } }`,
    peerForm: (data) =>
      entity(first(data, 'entities'), (e) => ({
        supplies: peerTies(e, 'supplies', (o) => ({ supplies: peerTies(o, 'supplies') }))
      }))
  },
  {
    name: 'a group, its members, whom they command',
    variables: one({ id: idOfGroup(0) }),
    skein: `query ($id: ID!) { entity(id: $id) { id name members: ${ties('MEMBER_OF', 'IN', 25, `commands: ${ties('COMMANDS', 'OUT', 5)}`)} } }`,
    skeinForm: (data) =>
      entity(data['entity'] as Entity, (e) => ({
        members: skeinTies(e, 'members', (o) => ({ commands: skeinTies(o, 'commands') }))
      })),
    cypher: `MATCH (e:Entity {id: $id}) ${sub(
      'e',
      '<-[et:MEMBER_OF]-(eo:Entity)',
      25,
      `${sub('eo', '-[eot:COMMANDS]->(eoo:Entity)', 5)}}}) AS inner } WITH t, eo, inner ORDER BY t.gradeOrder, t.id`
    )}, commands: inner}}) AS members }
      RETURN {id: e.id, name: e.name, members: members} AS answer`,
    peer: `query ($id: String!) { entities(where: { id: { eq: $id } }) { id name ${edges('members', 25, edges('commands', 5))} } }`,
    peerForm: (data) =>
      entity(first(data, 'entities'), (e) => ({
        members: peerTies(e, 'members', (o) => ({ commands: peerTies(o, 'commands') }))
      }))
  },
  {
    name: 'three sorts of ties of one',
    variables: one({ id: idOfPerson(7) }),
    skein: `query ($id: ID!) { entity(id: $id) { id name supplies: ${ties('SUPPLIES', 'OUT', 5)} commands: ${ties('COMMANDS', 'OUT', 5)} memberOf: ${ties('MEMBER_OF', 'OUT', 5)} } }`,
    skeinForm: (data) =>
      entity(data['entity'] as Entity, (e) => ({
        supplies: skeinTies(e, 'supplies'),
        commands: skeinTies(e, 'commands'),
        memberOf: skeinTies(e, 'memberOf')
      })),
    cypher: `MATCH (e:Entity {id: $id})
      ${sub('e', '-[et:SUPPLIES]->(eo:Entity)', 5)}}}) AS supplies }
      ${sub('e', '-[et:COMMANDS]->(eo:Entity)', 5)}}}) AS commands }
      ${sub('e', '-[et:MEMBER_OF]->(eo:Entity)', 5)}}}) AS memberOf }
      RETURN {id: e.id, name: e.name, supplies: supplies, commands: commands, memberOf: memberOf} AS answer`,
    peer: `query ($id: String!) { entities(where: { id: { eq: $id } }) { id name ${edges('supplies', 5)} ${edges('commands', 5)} ${edges('memberOf', 5)} } }`,
    peerForm: (data) =>
      entity(first(data, 'entities'), (e) => ({
        supplies: peerTies(e, 'supplies'),
        commands: peerTies(e, 'commands'),
        memberOf: peerTies(e, 'memberOf')
      }))
  },
  {
    name: 'ten by id',
    variables: { ids: Array.from({ length: 10 }, (_, i) => idOfPerson(i * 31)) },
    skein: `query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Entity { name memberOf: ${ties('MEMBER_OF', 'OUT', 3)} } } }`,
    skeinForm: (data) =>
      sorted((data['nodes'] as Entity[]).map((e) => entity(e, () => ({ memberOf: skeinTies(e, 'memberOf') })))),
    cypher: `MATCH (e:Entity) WHERE e.id IN $ids ${sub('e', '-[et:MEMBER_OF]->(eo:Entity)', 3)}}}) AS memberOf }
      WITH {id: e.id, name: e.name, memberOf: memberOf} AS row ORDER BY row.id RETURN collect(row) AS answer`,
    peer: `query ($ids: [String!]!) { entities(where: { id: { in: $ids } }) { id name ${edges('memberOf', 3)} } }`,
    peerForm: (data) =>
      sorted((data['entities'] as Entity[]).map((e) => entity(e, () => ({ memberOf: peerTies(e, 'memberOf') }))))
  }
]

function sorted(list: object[]): object[] {
  return (list as Entity[]).sort((a, b) => (a.id < b.id ? -1 : 1))
}
