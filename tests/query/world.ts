/** A small world with something at every marking, written through the store, and GraphQL over it as the server runs it. */
import {
  buildSchema,
  execute,
  getVariableValues,
  Kind,
  parse,
  validate,
  type ExecutionResult,
  type GraphQLResolveInfo,
  type GraphQLSchema
} from 'graphql'
import { PUBLIC, type Viewer } from '../../src/access/viewer.ts'
import { datasetId, idOf, recordId, sourceId } from '../../src/claims/ids.ts'
import { parseGrade } from '../../src/claims/grade.ts'
import type { Audience, DatasetRecord, Marking, SourceRecord } from '../../src/claims/types.ts'
import type { Engine } from '../../src/engine/port.ts'
import { counting, type CountingEngine } from '../../src/engine/counting.ts'
import type { EngineConfig } from '../../src/engine/open.ts'
import { fieldResolver, typeResolver } from '../../src/query/keyed.ts'
import { PLANNED } from '../../src/query/plan/root.ts'
import type { Compare } from '../../src/query/computed.ts'
import type { Text } from '../../src/query/emit/statement.ts'
import { createPlanner, type Planner, type Prepared, type RootField } from '../../src/query/planner.ts'
import { numbers } from '../../src/service/numbers.ts'
import { plainComparison, plainLinks, plainStructure } from './plain.ts'
import { loadOntology } from '../../src/service/ontology.ts'
import type { NewClaim, NewJudgement } from '../../src/store/batch.ts'
import { openStore, type Store } from '../../src/store/store.ts'

export const ontology = loadOntology()

export interface RowOptions {
  marking?: Marking
  audience?: string[]
  source?: string
  grade?: string
  validFrom?: string
  validTo?: string
  phase?: string
}

/** Rows of one dataset, as an import would make them. */
export class Rows {
  readonly name: string
  readonly claims: NewClaim[] = []
  readonly sources: SourceRecord[] = []
  readonly judgements: NewJudgement[] = []
  readonly manifest: DatasetRecord

  constructor(name: string, howCollected = 'COURT_FILE', marking: Marking = 'CLEAR') {
    this.name = name
    this.manifest = {
      id: datasetId(name), name, title: `Title of ${name}`, publisher: null, publisherRole: null, licence: null, howCollected,
      collectionNote: null, definition: null, interest: null, coverage: null, caveats: null, citation: null, version: null,
      invented: false, looksAt: [], marking, audience: null
    } // prettier-ignore
  }

  record = (local: string): string => `${this.name}:${local}`
  id = (local: string): string => recordId(this.record(local))

  entity(local: string, kind: string, properties: NewClaim['properties'], options: RowOptions = {}): this {
    return this.#claim({ record: this.record(local), kind }, properties, options)
  }

  tie(kind: string, from: string, to: string, properties: NewClaim['properties'] = {}, options: RowOptions = {}): this {
    const name = (local: string): string => (local.includes(':') ? local : this.record(local))
    return this.#claim({ kind, from: name(from), to: name(to) }, properties, options)
  }

  source(local: string, cites: string[] = [], marking: Marking = 'CLEAR', audience: Audience = null): this {
    const key = this.record(local)
    this.sources.push({
      id: sourceId(key), key, dataset: this.name, title: `Source ${local}`, publisher: null, date: null, url: null, sourceType: null,
      citation: null, cites: cites.map((each) => this.record(each)), marking, audience
    }) // prettier-ignore
    return this
  }

  judge(
    left: string,
    right: string,
    verdict: 'SAME' | 'DIFFERENT',
    marking: Marking = 'CLEAR',
    audience: Audience = null
  ): this {
    this.judgements.push({
      id: idOf('j', left, right, verdict),
      dataset: this.name,
      left,
      right,
      verdict,
      by: null,
      why: 'test',
      marking,
      audience
    })
    return this
  }

  #claim(about: NewClaim['about'], properties: NewClaim['properties'], options: RowOptions): this {
    const source = this.record(options.source ?? '')
    const { marking = 'CLEAR', audience = null, grade = '', validFrom = null, validTo = null, phase = null } = options
    const key = JSON.stringify([about, properties, source, validFrom, validTo, phase, marking, this.claims.length])
    this.claims.push({
      id: idOf('c', this.name, key), dataset: this.name, source, about, properties, validFrom, validTo, phase,
      grade: parseGrade(grade) ?? { reliability: null, credibility: null }, invented: false, marking, audience
    }) // prettier-ignore
    return this
  }

  async write(store: Store): Promise<void> {
    const { name: dataset, manifest, sources, claims, judgements } = this
    await store.write({
      at: '2026-01-01T00:00:00.000Z',
      dataset,
      manifest,
      complete: true,
      sources,
      claims,
      judgements
    })
  }
}

export const schema: GraphQLSchema = buildSchema(ontology.sdl)

export interface Asking {
  planner: Planner
  engine: CountingEngine
  ask: (text: string, viewer?: Viewer, variables?: Record<string, unknown>) => Promise<ExecutionResult>
  /** The data of an answer without errors. */
  data: (text: string, viewer?: Viewer, variables?: Record<string, unknown>) => Promise<unknown>
  /** The same, read at a path such as `entity.relations.nodes`. */
  at: (path: string, text: string, viewer?: Viewer, variables?: Record<string, unknown>) => Promise<unknown>
}

/** `keeps`: whether drawings are kept from one question to the next, as the service does. */
export function asking(
  engine: Engine,
  structure = plainStructure,
  compare: Compare = plainComparison,
  keeps = true
): Asking {
  const counted = counting(engine)
  const planner = createPlanner(ontology, schema, {
    secret: 'a secret for tests',
    structure,
    compare,
    links: plainLinks,
    numbers
  })
  const documents = new Map<string, ReturnType<typeof parse>>()
  const query = schema.getQueryType()
  if (query === null || query === undefined) throw new Error('no Query')
  for (const name of PLANNED) {
    const field = query.getFields()[name]
    if (field !== undefined)
      field.resolve = (
        _source,
        _args,
        context: { viewer: Viewer; planner: Planner; engine: Engine },
        info: GraphQLResolveInfo
      ) => context.planner.execute(info, context.viewer, context.engine)
  }
  const ask: Asking['ask'] = async (text, viewer = PUBLIC, variables = {}) => {
    let document = documents.get(text)
    if (document === undefined) {
      document = parse(text)
      const errors = validate(schema, document)
      if (errors.length > 0) return { errors }
      documents.set(text, document)
    }
    const contextValue = { viewer, planner, engine: keeps ? counted : { ...counted } }
    return execute({ schema, document, variableValues: variables, contextValue, fieldResolver, typeResolver })
  }
  const data: Asking['data'] = async (text, viewer, variables) => {
    const { data: answer, errors } = await ask(text, viewer, variables)
    if (errors?.[0] !== undefined) throw errors[0].originalError ?? new Error(errors[0].message)
    return JSON.parse(JSON.stringify(answer)) as unknown
  }
  return {
    planner,
    engine: counted,
    ask,
    data,
    at: async (path, text, viewer, variables) => at(await data(text, viewer, variables), path)
  }
}

/** A value inside an answer; undefined where anything on the way is missing. */
export const at = (value: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((inner, key) => (inner as Readonly<Record<string, unknown>> | null | undefined)?.[key], value)

/** One value of each item of a list inside an answer. */
export const each = (value: unknown, path: string): unknown[] =>
  (value as readonly unknown[]).map((item) => at(item, path))

export const openWorld = (config: EngineConfig): Promise<Store> =>
  openStore({ engine: config, ontology, notice: () => undefined })

export const viewer = (rank: 0 | 1 | 2 | 3 | 4, ...organisations: string[]): Viewer => ({
  id: `viewer-${rank}`, organisations, rank, owner: false, scopes: ['READ']
}) // prettier-ignore

/** What the resolvers of a document's root fields are given. */
export function rootFieldsOf(text: string, variables: Record<string, unknown> = {}): RootField[] {
  const document = parse(text)
  const errors = validate(schema, document)
  if (errors[0] !== undefined) throw new Error(errors[0].message)
  const operation = document.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION)
  const parentType = schema.getQueryType()
  if (operation === undefined || parentType === null || parentType === undefined) throw new Error('no operation')
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables)
  if (coerced === undefined) throw new Error('the variables do not fit')
  const fragments = Object.fromEntries(
    document.definitions.flatMap((each) =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : []
    )
  )
  return operation.selectionSet.selections.flatMap((node) =>
    node.kind === Kind.FIELD
      ? [{ fieldName: node.name.value, fieldNodes: [node], fragments, operation, parentType, variableValues: coerced }]
      : []
  )
}

/** The plans of a document's root fields, without any engine. */
export const preparedOf = (
  planner: Planner,
  text: string,
  as: Viewer,
  variables?: Record<string, unknown>
): Prepared[] => rootFieldsOf(text, variables).map((field) => planner.prepare(field, as))

/** The texts that a plan can run: paths have three. */
export const textsOf = (emitted: Prepared['emitted']): Text[] =>
  'step' in emitted ? [emitted, emitted.step, emitted.hops] : [emitted]

export const testPlanner = (): Planner =>
  createPlanner(ontology, schema, { secret: 'a secret for tests', structure: plainStructure, numbers })
