import { betweennessFrom } from '../../graph/betweenness.ts'
import type { Graph } from '../../graph/graph.ts'
import type { ComputedLinks, Trade } from '../../query/computed.ts'
import { computeLinks } from '../links.ts'

/** What a task may tell while it runs. */
export interface Telling {
  /** How far it is: `done` of `of`, in whatever the task counts. */
  readonly progress: (done: number, of: number) => void
}

/** A part of the links across goods, by its field name. */
export const linksPart = ({ trade, part }: { trade: Trade; part: keyof ComputedLinks }): unknown =>
  computeLinks(trade)[part]()

/** What some sources add to betweenness. */
export const betweennessPart = ({ graph, sources }: { graph: Graph; sources: Int32Array }): Float64Array =>
  betweennessFrom(graph, sources)

/**
 * Everything that a worker can be asked for, by name. Each is a pure function of its input: what goes in and what comes out can
 * be cloned (plain data, typed arrays, Maps; a SharedArrayBuffer is shared), and what it throws reaches the asker.
 */
export const TASKS = {
  linksPart,
  betweennessPart
} satisfies Record<string, (input: never, telling: Telling) => unknown>

export type TaskName = keyof typeof TASKS
export type TaskInput<N extends TaskName> = Parameters<(typeof TASKS)[N]>[0]
export type TaskOutput<N extends TaskName> = Awaited<ReturnType<(typeof TASKS)[N]>>
