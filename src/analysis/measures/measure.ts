import { type DirectedGraph, type UndirectedGraph } from '../../graph/graph.ts'

/** A number, or why there is none. Never NaN. */
export type Measured = { readonly value: number } | { readonly value: null; readonly why: string }

/** What is known about a measure; API and explorer show these texts as they are. */
export interface MeasureDoc {
  readonly id: string
  readonly title: string
  /** The question that it answers. */
  readonly purpose: string
  /** What it must not be taken for. */
  readonly notFor: string
  readonly formula: string
  readonly range: string
  readonly unit: string
  readonly undefinedWhen: string
  /** What missing ties do to it. */
  readonly missingBias: string
  readonly source: string
  /** What computing it takes: n actors, and their ties (arcs where they have a direction). */
  readonly cost: string
}

/** A measure of a group's orders: arcs superior → subordinate. */
export interface CommandMeasure extends MeasureDoc {
  readonly layer: 'command'
  compute(graph: DirectedGraph): Measured
}

/** A measure of a group's contacts. */
export interface ContactMeasure extends MeasureDoc {
  readonly layer: 'contact'
  compute(graph: UndirectedGraph): Measured
}

export type Measure = CommandMeasure | ContactMeasure

export const value = (number: number): Measured => ({ value: number })
export const undefinedBecause = (why: string): Measured => ({ value: null, why })
