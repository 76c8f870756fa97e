import { largestComponent } from '../../graph/components.ts'
import { degree, hasEdge, neighbours, type UndirectedGraph } from '../../graph/graph.ts'
import { degreeCentralisation } from '../measures/centralisation.ts'
import { assortativity, transitivity } from '../measures/cohesion.ts'
import { articulationShare } from '../measures/fragility.ts'
import { meanDistance } from './mean-distance.ts'
import { undefinedBecause, value, type Measured } from '../measures/measure.ts'

/** One number about a graph that the model weighs. */
export interface Feature<G> {
  readonly id: string
  readonly title: string
  /** Looked at only to see whether a group is like those that the model knows; it speaks for no family and no type. */
  readonly onlyRange?: true
  compute(graph: G): Measured
}

const size: Feature<UndirectedGraph> = {
  id: 'lnActors',
  title: 'Actors with contacts (logarithm)',
  onlyRange: true,
  compute: ({ n }) => (n === 0 ? undefinedBecause('no contacts') : value(Math.log(n)))
}

const onlyOne: Feature<UndirectedGraph> = {
  id: 'leafShare',
  title: 'Share of actors with a single contact',
  compute: (graph) => shareOf(graph.n, (v) => degree(graph, v) === 1)
}

const uneven: Feature<UndirectedGraph> = {
  id: 'lnDispersion',
  title: 'Unevenness of contacts (logarithm of variance ÷ mean; 0 if ties fell at random)',
  compute: (graph) => {
    if (graph.edges === 0) return undefinedBecause('no contacts')
    const { first, second } = moments(graph)
    return value(Math.log(Math.max(0.05, (second - first ** 2) / first)))
  }
}

/** Mean distance against that of a random group whose actors have as many contacts each (Newman 2010, ch. 13): ln n ÷ ln(⟨d²⟩/⟨d⟩ − 1). */
const stretch: Feature<UndirectedGraph> = {
  id: 'stretch',
  title: 'Mean distance ÷ that of a random group with the same numbers of contacts',
  compute: (graph) => {
    const distance = meanDistance(graph)
    if (distance === null) return undefinedBecause('no two actors are connected')
    const { first, second } = moments(graph)
    return value((distance * Math.log(Math.max(1.2, second / first - 1))) / Math.log(largestComponent(graph).length))
  }
}

/** Closed circles beyond those that chance makes with the same numbers of contacts: (⟨d²⟩ − ⟨d⟩)² ÷ n⟨d⟩³. */
const excess: Feature<UndirectedGraph> = {
  id: 'excessTransitivity',
  title: 'Closed circles beyond chance (transitivity − that of a random group with the same numbers of contacts)',
  compute: (graph) => {
    const found = transitivity.compute(graph)
    if (found.value === null) return found
    const { first, second } = moments(graph)
    return value(found.value - Math.min(1, (second - first) ** 2 / (graph.n * first ** 3)))
  }
}

/** Mean and mean square of the numbers of contacts. */
const moments = (graph: UndirectedGraph): { first: number; second: number } => {
  let squares = 0
  for (let v = 0; v < graph.n; v++) squares += degree(graph, v) ** 2
  return { first: (2 * graph.edges) / graph.n, second: squares / graph.n }
}

/** The ties among the tenth of all actors who have most contacts. */
const inner: Feature<UndirectedGraph> = {
  id: 'hubDensity',
  title: 'Ties among the best connected tenth (share of their pairs)',
  compute: (graph) => {
    const count = Math.max(3, Math.round(graph.n / 10))
    if (graph.n < count) return undefinedBecause('fewer than three actors')
    const hubs = byDegree(graph).slice(0, count)
    let tied = 0
    for (let i = 0; i < count; i++) for (let j = 0; j < i; j++) if (hasEdge(graph, hubs[i] ?? 0, hubs[j] ?? 0)) tied++
    return value(tied / ((count * (count - 1)) / 2))
  }
}

const closed: Feature<UndirectedGraph> = {
  id: 'localClustering',
  title: 'Closed circles around the less connected (mean over actors with 2–4 contacts)',
  compute: (graph) => {
    let sum = 0
    let count = 0
    for (let v = 0; v < graph.n; v++) {
      const near = neighbours(graph, v)
      if (near.length < 2 || near.length > 4) continue
      let tied = 0
      for (let i = 0; i < near.length; i++)
        for (let j = 0; j < i; j++) if (hasEdge(graph, near[i] ?? 0, near[j] ?? 0)) tied++
      sum += tied / ((near.length * (near.length - 1)) / 2)
      count++
    }
    return count === 0 ? undefinedBecause('nobody has two to four contacts') : value(sum / count)
  }
}

const shareOf = (n: number, is: (v: number) => boolean): Measured => {
  if (n === 0) return undefinedBecause('no contacts')
  let count = 0
  for (let v = 0; v < n; v++) if (is(v)) count++
  return value(count / n)
}

const byDegree = (graph: UndirectedGraph): Int32Array =>
  Int32Array.from({ length: graph.n }, (_, v) => v).sort((v, w) => degree(graph, w) - degree(graph, v) || v - w)

/**
 * What the model looks at in contacts. The number of actors serves the range alone; contacts per actor are no feature at all: they measure
 * how hard someone looked.
 */
export const contactFeatures: readonly Feature<UndirectedGraph>[] = [
  size,
  degreeCentralisation,
  uneven,
  onlyOne,
  excess,
  closed,
  assortativity,
  inner,
  articulationShare,
  stretch
]
