import { bestCommunities, communities } from '../../graph/communities.ts'
import { once } from '../../graph/once.ts'
import { type UndirectedGraph } from '../../graph/graph.ts'
import { seeded } from '../../graph/random.ts'
import { MOST_REWIRED, rewired } from '../../graph/rewire.ts'
import { undefinedBecause, value, type ContactMeasure } from './measure.ts'

/** Draws of the search, of which the best counts, and random graphs beside which it is set. */
const DRAWS = 40
const SHUFFLES = 40
const SEED = 20_080_303

const found = once((graph: UndirectedGraph) => bestCommunities(graph, seeded(SEED), DRAWS))

/**
 * How well the contacts fall into parts that are tied inside rather than between, for analysts who ask for cells.
 * Σ over parts (ties inside ÷ ties − (degrees ÷ 2 · ties)²) of the best division found; no unit, −½ … 1.
 * Convention: best of 40 seeded Louvain searches, a lower bound on the best there is. In: contacts; out: one number.
 * Undefined without ties. About O(ties) per search. Missing ties raise it: sparse random graphs have high values.
 * Expected numbers: best modularity that igraph and networkx find on public graphs.
 */
export const modularity: ContactMeasure = {
  id: 'modularity',
  title: 'Modularity',
  purpose: 'how well the contacts fall into parts tied inside rather than between',
  notFor: 'a sign of cells by itself: sparse random contacts reach 0.5; look at its distance from chance',
  formula:
    'Σ over parts (ties inside ÷ ties − (degrees ÷ 2 · ties)²), of the best division that 40 seeded searches find',
  range: '−1 … 1',
  unit: 'share of ties beyond chance',
  layer: 'contact',
  undefinedWhen: 'there are no ties',
  missingBias: 'missing ties raise it',
  source: 'Newman & Girvan 2004, Finding and evaluating community structure; search: Blondel et al. 2008',
  cost: 'about O(ties) per search',
  compute: (graph) => (graph.edges === 0 ? undefinedBecause('no ties') : value(found(graph).modularity))
}

/**
 * How far that lies from random contacts in which everybody has as many, for analysts who ask whether the parts are more than
 * chance. (x − mean) ÷ standard deviation over 40 degree-preserving shuffles, one search each, and the mean of 40
 * searches for the group's own; standard deviations, any number.
 * In: contacts; out: one number. Undefined without ties, where shuffling changes nothing, and above 2,000 actors.
 * About O(80 · ties). Missing ties lower it. Source: Guimerà, Sales-Pardo & Amaral 2004; expected: see its test.
 */
export const modularityBeyondChance: ContactMeasure = {
  id: 'modularityZ',
  title: 'Modularity beyond chance',
  purpose: 'whether the parts are more than random contacts with the same degrees show',
  notFor: 'comparing groups of unlike size: it grows with size',
  formula: '(modularity − mean of 40 degree-preserving shuffles) ÷ their standard deviation, one seeded search each',
  range: 'any number',
  unit: 'standard deviations',
  layer: 'contact',
  undefinedWhen: `there are no ties, shuffling changes nothing (as in a star), or there are over ${MOST_REWIRED.toLocaleString('en')} actors`,
  missingBias: 'missing ties lower it',
  source:
    'Guimerà, Sales-Pardo & Amaral 2004, Modularity from fluctuations in random graphs; shuffles: Milo et al. 2003',
  cost: 'about O(80 · ties), n² bytes',
  compute: (graph) => {
    if (graph.edges === 0) return undefinedBecause('no ties')
    if (graph.n > MOST_REWIRED) return undefinedBecause(`more than ${MOST_REWIRED.toLocaleString('en')} actors`)
    const random = seeded(SEED)
    const own = mean(Array.from({ length: DRAWS }, () => communities(graph, random).modularity))
    const null_: number[] = []
    for (const shuffled of rewired(graph, random)) {
      null_.push(communities(shuffled, random).modularity)
      if (null_.length === SHUFFLES) break
    }
    const middle = mean(null_)
    const deviation = Math.sqrt(null_.reduce((sum, x) => sum + (x - middle) ** 2, 0) / (SHUFFLES - 1))
    return deviation < 1e-9
      ? undefinedBecause('shuffling the contacts changes nothing')
      : value((own - middle) / deviation)
  }
}

const mean = (list: readonly number[]): number => list.reduce((sum, x) => sum + x, 0) / list.length
