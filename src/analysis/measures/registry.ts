import { type DirectedGraph, type UndirectedGraph } from '../../graph/graph.ts'
import { brokerageDoc } from './brokerage.ts'
import { betweennessCentralisation, closenessCentralisation, degreeCentralisation } from './centralisation.ts'
import { assortativity, density, meanDegree, transitivity } from './cohesion.ts'
import { corePeriphery } from './core-periphery.ts'
import { flowHierarchy } from './flow-hierarchy.ts'
import { articulationShare, bridgeShare, largestCore, relativeDistance, treeness } from './fragility.ts'
import { connectedness, efficiency, hierarchy, leastUpperBoundedness } from './krackhardt.ts'
import { type CommandMeasure, type ContactMeasure, type Measure, type Measured, type MeasureDoc } from './measure.ts'
import { modularity, modularityBeyondChance } from './modularity.ts'
import { participationDoc } from './participation.ts'
import { commandDepth, globalReachingCentrality, rootShare } from './reaching.ts'
import { trophicIncoherence } from './trophic.ts'

export const commandMeasures: readonly CommandMeasure[] = [
  rootShare,
  commandDepth,
  connectedness,
  hierarchy,
  efficiency,
  leastUpperBoundedness,
  globalReachingCentrality,
  flowHierarchy,
  trophicIncoherence
]

export const contactMeasures: readonly ContactMeasure[] = [
  density,
  meanDegree,
  degreeCentralisation,
  betweennessCentralisation,
  closenessCentralisation,
  corePeriphery,
  transitivity,
  assortativity,
  treeness,
  articulationShare,
  bridgeShare,
  largestCore,
  relativeDistance,
  modularity,
  modularityBeyondChance
]

/** Every measure of a whole group. A new one is written in its file and listed here; a test holds both against each other. */
export const measures: readonly Measure[] = [...commandMeasures, ...contactMeasures]

/** What is documented alike but answers per actor and needs classes beside the graph. */
export const actorMeasureDocs: readonly MeasureDoc[] = [participationDoc, brokerageDoc]

/** A measure's id with what it came to, computed when first looked at: some take as long as all others together. */
export interface MeasureResult {
  readonly id: string
  readonly value: number | null
  /** Why there is no value; null where there is one. */
  readonly why: string | null
}

function later<G>(measure: { readonly id: string; compute(graph: G): Measured }, graph: G): MeasureResult {
  let made: Measured | null = null
  const measured = (): Measured => (made ??= measure.compute(graph))
  return {
    id: measure.id,
    get value() {
      return measured().value
    },
    get why() {
      const result = measured()
      return result.value === null ? result.why : null
    }
  }
}

export const measureCommand = (graph: DirectedGraph): MeasureResult[] =>
  commandMeasures.map((measure) => later(measure, graph))

export const measureContact = (graph: UndirectedGraph): MeasureResult[] =>
  contactMeasures.map((measure) => later(measure, graph))
