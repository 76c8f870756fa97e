import { buildASTSchema, parse, type GraphQLSchema } from 'graphql'
import type { Ontology } from '../ontology/types.ts'
import { createPlanner, type Planner } from '../query/planner.ts'
import { openStore, type Store } from '../store/store.ts'
import { AuditLog, UNKEPT, type Audit } from './audit/log.ts'
import { compareGroups } from './compare.ts'
import { numbers } from './numbers.ts'
import { Once } from './once.ts'
import { Changes } from './changes.ts'
import { Jobs } from './jobs.ts'
import { loadOntology } from './ontology.ts'
import { Past, PAST_LIMITS, type PastLimits } from './past.ts'
import { cursorSecret } from './secret.ts'
import { computeStructure } from './structure.ts'
import { Views } from './views.ts'
import { Uploads } from './uploads.ts'
import { linksIn } from './workers/links.ts'
import { Pool } from './workers/pool.ts'

/** The opened service: what every use case needs. */
export interface Skein {
  readonly ontology: Ontology
  readonly schema: GraphQLSchema
  readonly store: Store
  readonly planner: Planner
  /** Answers as known at an earlier moment. */
  readonly past: Past
  readonly uploads: Uploads
  readonly audit: Audit
  /** Answers of changes by idempotency key. */
  readonly once: Once
  readonly views: Views
  readonly jobs: Jobs
  readonly changes: Changes
  /** Worker threads for what takes long. */
  readonly workers: Pool
  /** The moment at which a change is accepted. */
  readonly now: () => string
  close(): Promise<void>
}

export interface SkeinOptions {
  /** Address of a Neo4j; empty: the embedded engine. */
  store: string
  /** Folder of the embedded store and of what is kept beside it; null: a scratch store in memory. */
  data: string | null
  user?: string
  password?: string
  database?: string
  /** Told in plain words of repairs at opening. */
  notice?: (text: string) => void
  ontology?: Ontology
  /** Signs cursors; kept in the data folder when absent. */
  secret?: string
  now?: () => string
  /** How much of the past may be replayed; tests lower it. */
  past?: PastLimits
}

export async function openSkein(options: SkeinOptions): Promise<Skein> {
  const { store: address, data, user, password, database, notice = () => undefined } = options
  const ontology = options.ontology ?? loadOntology()
  const schema = buildASTSchema(parse(ontology.sdl))
  const secret = options.secret ?? cursorSecret(data)
  const workers = new Pool()
  const planner = createPlanner(ontology, schema, {
    secret,
    structure: computeStructure,
    compare: compareGroups,
    links: linksIn(workers),
    numbers
  })
  const now = options.now ?? ((): string => new Date().toISOString())
  const engine = { store: address, folder: data, user, password, database }
  const store = await openStore({ engine, ontology, notice })
  const past = new Past(store, options.past ?? PAST_LIMITS)
  const audit = data === null ? UNKEPT : new AuditLog(data, now)
  if (audit instanceof AuditLog) await audit.open()
  const once = new Once(data, () => Date.parse(now()))
  const close = async (): Promise<void> => {
    await workers.close()
    await past.close()
    await store.close()
  }
  const uploads = new Uploads(data)
  return {
    ontology,
    schema,
    store,
    planner,
    past,
    uploads,
    jobs: new Jobs(uploads),
    changes: new Changes(store),
    workers,
    audit,
    once,
    views: new Views(data),
    now,
    close
  }
}
