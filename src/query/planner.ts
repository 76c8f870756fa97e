import type { GraphQLResolveInfo, GraphQLSchema, OperationDefinitionNode } from 'graphql'
import type { Viewer } from '../access/viewer.ts'
import type { Engine, ReadOptions } from '../engine/port.ts'
import { SkeinError } from '../errors.ts'
import type { Ontology } from '../ontology/types.ts'
import { chosen, type ComputedStructure } from './computed.ts'
import { checkCost, costOf } from './cost.ts'
import { drawingsOf } from './drawings.ts'
import { signedCursors } from './cursor.ts'
import { emit, sameSequence, type Emitted } from './emit/statement.ts'
import type { Building } from './plan/building.ts'
import { itemPlan } from './plan/items.ts'
import type { RootPlan } from './plan/types.ts'
import { rootPlan, valueShape } from './plan/root.ts'
import { argumentsOf, newRun, type Computing, type Run } from './run.ts'
import { findPaths } from './paths/find.ts'
import { emitPaths, type EmittedPaths } from './paths/texts.ts'
import { select, type Selected } from './selection.ts'
import type { Seen } from './seen.ts'
import { shapeReader } from './shape.ts'
import { structureStatement, structuresFrom, type Structure } from './structure.ts'

/** What is needed of a resolver's info: any root field of an operation. */
export type RootField = Pick<
  GraphQLResolveInfo,
  'fieldName' | 'fieldNodes' | 'fragments' | 'operation' | 'parentType' | 'variableValues'
>

export interface PlannerOptions extends Computing {
  /** Signs cursors. Kept in the store, so that cursors outlive the process. */
  readonly secret: string
  /** Makes the values of `measures` and `shape` from what a collective's second statement brings. Called once per collective. */
  readonly structure?: (structure: Structure) => ComputedStructure
}

export interface Prepared {
  /** Equal for what has one plan, so that equal values have one answer. */
  readonly id: number
  readonly plan: RootPlan
  readonly emitted: Emitted | EmittedPaths
  readonly run: Run
  /** Expected rows. */
  readonly cost: number
}

export interface ExecuteOptions extends ReadOptions {
  /** What `prepare` made of the same field for the same viewer, not run yet. */
  prepared?: Prepared
  /** Told once, before the answer is given: what it holds of marked material. */
  saw?: (seen: Seen) => void
}

export interface Planner {
  /** Plans a root field and says what it costs; throws where an argument is wrong or a page too large, never touching the store. */
  prepare(field: RootField, viewer: Viewer): Prepared
  /** Plans, refuses or runs, and decodes: a resolver in one line. The answer is read with `fieldResolver` and `typeResolver`. */
  execute(field: RootField, viewer: Viewer, engine: Engine, options?: ExecuteOptions): Promise<unknown>
}

interface Compiled {
  /** Tells plans apart. */
  readonly id: number
  readonly plan: RootPlan
  readonly field: Selected
  readonly emitted: Emitted | EmittedPaths
}

interface OperationCache {
  readonly shape: (variables: Readonly<Record<string, unknown>>) => string
  readonly fields: Map<string, Selected>
  readonly compiled: Map<string, Compiled>
}

/** Shapes kept per operation; a client that varies more of them plans afresh. */
const MOST_SHAPES = 64

export function createPlanner(ontology: Ontology, schema: GraphQLSchema, options: PlannerOptions): Planner {
  const cursors = signedCursors(options.secret)
  const operations = new WeakMap<OperationDefinitionNode, OperationCache>()
  let compiledSoFar = 0

  const cacheOf = (operation: OperationDefinitionNode): OperationCache => {
    let cache = operations.get(operation)
    if (cache === undefined)
      operations.set(
        operation,
        (cache = { shape: shapeReader(schema, operation), fields: new Map(), compiled: new Map() })
      )
    return cache
  }

  /** The plan for this field, viewer and shape of arguments, from the cache or made now. */
  const compile = (info: RootField, run: Run): Compiled => {
    const [node] = info.fieldNodes
    if (node === undefined) throw new Error('a root field without a node')
    const cache = cacheOf(info.operation)
    const shape = `${node.alias?.value ?? node.name.value}|${cache.shape(run.variables)}`
    let field = cache.fields.get(shape)
    if (field === undefined) cache.fields.set(shape, (field = selectedOf(schema, info, run)))
    const key = `${shape}|${valueShape(run, field)}|${run.rank}`
    const known = cache.compiled.get(key)
    if (known !== undefined) return known
    const building: Building = { ontology, run, item: (subject, fields) => itemPlan(building, subject, fields) }
    const plan = rootPlan(building, field)
    const emitted = plan.root === 'paths' ? emitPaths(plan, run.rank) : emit(plan, run.rank)
    const compiled = { id: compiledSoFar++, plan, field, emitted }
    if (cache.compiled.size >= MOST_SHAPES) {
      cache.compiled.clear()
      cache.fields.clear()
    }
    cache.compiled.set(key, compiled)
    return compiled
  }

  const prepare = (info: RootField, viewer: Viewer): Prepared => {
    const run = newRun(ontology, info.variableValues, viewer, cursors, options)
    const { id, plan, emitted } = compile(info, run)
    return { id, plan, emitted, run, cost: costOf(plan, run) }
  }

  return {
    prepare,
    async execute(info, viewer, engine, readOptions) {
      for (let tries = 0; tries < 3; tries++) {
        const prepared = (tries === 0 ? readOptions?.prepared : undefined) ?? prepare(info, viewer)
        checkCost(prepared.cost, viewer)
        const answered = await (prepared.plan.root === 'graph' ? drawing : answer)(prepared, engine, readOptions)
        if (answered === null) continue
        const { run } = prepared
        const whole =
          run.awaited.length === 0 || (await computeStructures(run, answered.sequence, engine, options, readOptions))
        if (!whole) continue
        readOptions?.saw?.(answered.seen ?? run.seen)
        return answered.value
      }
      throw new SkeinError(
        'UNAVAILABLE',
        'The store was written to while the answer was put together, three times; try again'
      )
    }
  }
}

interface Answered {
  readonly value: unknown
  readonly sequence: unknown
  /** What it holds of marked material, where the run did not gather that. */
  readonly seen?: Seen
}

/** A drawing that is kept, or `answer`. */
async function drawing(prepared: Prepared, engine: Engine, options?: ReadOptions): Promise<Answered | null> {
  const { id, emitted, run } = prepared
  const drawings = drawingsOf(engine)
  const { params } = (emitted as Emitted).statement(run)
  const key = JSON.stringify([run.viewer.id, id, params])
  const known = await drawings.get(key, () => engine.sequence(options))
  if (known !== null) return { ...known, sequence: null }
  const read: { at: number | null } = { at: null }
  const answered = await answer(prepared, engine, { ...options, perhapsAt: (sequence) => (read.at = sequence) })
  if (answered !== null && read.at !== null && run.awaited.length === 0)
    drawings.keep(key, read.at, { value: answered.value, seen: run.seen, weight: prepared.cost })
  return answered
}

/** Runs a plan and decodes: the answer with the state of the store that it comes from; null where that moved on meanwhile. */
async function answer(
  { plan, emitted, run }: Prepared,
  engine: Engine,
  options?: ReadOptions
): Promise<Answered | null> {
  if ('step' in emitted) return findPaths(emitted, run, engine, options)
  const rows = needsNothing(plan, emitted, run)
    ? [emitted.columns.map(() => null)]
    : await engine.read(emitted.statement(run), options)
  return { value: emitted.decode(rows, run), sequence: emitted.sequence(rows) }
}

/**
 * One more statement for all computed fields of the answer, however many collectives are on the page. False where the store was
 * written to in between: then the answer would be put together from two states.
 */
async function computeStructures(
  run: Run,
  sequence: unknown,
  engine: Engine,
  options: PlannerOptions,
  readOptions?: ReadOptions
) {
  const { structure } = options
  if (structure === undefined)
    throw new SkeinError('UNSUPPORTED', 'This planner was given no way to compute measures and shapes')
  const ids = run.awaited.map(({ id }) => id)
  const rows = await engine.read(structureStatement(ids, run.viewer), readOptions)
  const { structures, sequence: now } = structuresFrom(rows, run.seen)
  if (!sameSequence(sequence, now)) return false
  const computed = new Map<string, ComputedStructure>()
  for (const { id, field, resolve } of run.awaited) {
    // A verdict takes some ten milliseconds: others get their turn in between.
    await new Promise(setImmediate)
    let values = computed.get(id)
    if (values === undefined) computed.set(id, (values = structure(structures.get(id) ?? nothingOf(id))))
    resolve(computedField(values, run, field))
  }
  return true
}

function computedField(values: ComputedStructure, run: Run, field: Selected): unknown {
  if (field.name === 'measures') return chosen(values.measures(), argumentsOf(run, field)['ids'])
  if (field.name === 'typology') return values.typology()
  return field.name === 'shape' ? values.shape() : values.compared()
}

const nothingOf = (id: string): Structure => ({
  id,
  kind: '',
  members: [],
  ties: [],
  units: [],
  claims: [],
  howCollected: new Map()
})

function selectedOf(schema: GraphQLSchema, info: RootField, run: Run): Selected {
  const field = info.parentType.getFields()[info.fieldName]
  const [first, ...rest] = info.fieldNodes
  if (field === undefined || first === undefined) throw new Error('a root field that the schema does not have')
  return select({ schema, fragments: info.fragments, variables: run.variables }, field, [first, ...rest])
}

/** A page that can match nothing, ids of which none is one of ours, or a selection of nothing that is read. */
const needsNothing = (plan: RootPlan, emitted: Emitted, run: Run): boolean =>
  (plan.root === 'page' && plan.page.empty?.(run) === true) || emitted.columns.length === 0
