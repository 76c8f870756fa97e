import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { GraphQLSchema } from 'graphql'
import type { Driver } from 'neo4j-driver'

/**
 * `@neo4j/graphql` on the same graph, to compare with. It is no dependency of this project (one of its own has a licence that
 * is not permissive): it is fetched into `.cache/peer` when the benchmark is run.
 */
const VERSION = '7.6.3'
const FOLDER = resolve('.cache/peer')

const TYPES = `
  type Entity @node {
    id: String!
    kind: String!
    name: String
    supplies: [Entity!]! @relationship(type: "SUPPLIES", direction: OUT, properties: "Tie")
    commands: [Entity!]! @relationship(type: "COMMANDS", direction: OUT, properties: "Tie")
    memberOf: [Entity!]! @relationship(type: "MEMBER_OF", direction: OUT, properties: "Tie")
    members: [Entity!]! @relationship(type: "MEMBER_OF", direction: IN, properties: "Tie")
  }
  type Tie @relationshipProperties {
    id: String!
    weight: Float
    gradeOrder: Int!
  }`

interface Peer {
  Neo4jGraphQL: new (options: { typeDefs: string; driver: Driver }) => { getSchema(): Promise<GraphQLSchema> }
}

/** Its schema on a driver; a sentence where it cannot be had. */
export async function peerSchema(driver: Driver): Promise<GraphQLSchema | string> {
  const entry = join(FOLDER, 'node_modules', '@neo4j', 'graphql')
  if (!existsSync(entry)) {
    mkdirSync(FOLDER, { recursive: true })
    writeFileSync(join(FOLDER, 'package.json'), '{ "private": true }\n')
    // Without its peers: graphql and the driver are then this project's own.
    const options = ['--no-audit', '--no-fund', '--ignore-scripts', '--legacy-peer-deps']
    try {
      execFileSync('npm', ['install', ...options, `@neo4j/graphql@${VERSION}`], { cwd: FOLDER, stdio: 'pipe' })
    } catch {
      return `@neo4j/graphql ${VERSION} could not be fetched`
    }
  }
  const main = join(entry, 'dist', 'index.js')
  const { Neo4jGraphQL } = (await import(pathToFileURL(main).href)) as Peer
  return new Neo4jGraphQL({ typeDefs: TYPES, driver }).getSchema()
}
