/** The one place where an engine is chosen. */
import { SkeinError } from '../errors.ts'
import { openGrafeo } from './grafeo.ts'
import { openNeo4j } from './neo4j.ts'
import type { Engine, Replay } from './port.ts'

export interface EngineConfig {
  /** Empty: the embedded engine. Otherwise the address of a Neo4j. */
  store: string
  /** Folder of the embedded store; null: a scratch store in memory. */
  folder: string | null
  user?: string | undefined
  password?: string | undefined
  database?: string | undefined
}

export interface OpenOptions {
  replay: Replay
  /** Told in whole sentences what opening repaired or dropped. */
  notice: (message: string) => void
  /** Constraints and indexes (`… IF NOT EXISTS`), made before anything else. */
  schema?: readonly string[]
}

const NEO4J_ADDRESS = /^(neo4j|bolt)(\+s|\+ssc)?:\/\/[^/\s]+/

export async function openEngine(config: EngineConfig, { replay, notice, schema = [] }: OpenOptions): Promise<Engine> {
  const { store, folder, user = 'neo4j', password = '', database = 'neo4j' } = config
  if (store === '') return openGrafeo({ folder, replay, notice, schema })
  if (!NEO4J_ADDRESS.test(store)) {
    throw new SkeinError(
      'MISCONFIGURED',
      `SKEIN_STORE is "${store}". Leave it empty for the embedded store, or give the address of a Neo4j such as neo4j://localhost:7687.`
    )
  }
  return openNeo4j({ uri: store, user, password, database, schema })
}
