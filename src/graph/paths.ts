import { pathSearch, type Completion, type PathQuestion } from './path-search.ts'

export type { PathOrder, PathQuestion, PathTies } from './path-search.ts'

export interface FoundPath {
  /** The nodes in order; one alone where a source is a target. */
  readonly nodes: readonly number[]
  /** The tie of each hop: of those between its two nodes the least weak one with which the path holds. */
  readonly ties: readonly number[]
}

interface Candidate extends Completion {
  /** Where it leaves the path that it was made from, and what must not come there. */
  readonly place: number
  readonly banned: ReadonlySet<number>
}

/**
 * Loopless paths from a source to a target, best first, each sequence of nodes once. A path meets sources only where it begins
 * and targets only where it ends. Equal ones come in the order of their nodes. Lazy: take as many as are wanted.
 * Yen's algorithm with Lawler's partition; per path some hops × 5 passes over the ties.
 */
export function* bestPaths(question: PathQuestion): Generator<FoundPath> {
  const search = pathSearch(question)
  const candidates: Candidate[] = []
  const add = (prefix: readonly number[], banned: ReadonlySet<number>): void => {
    const found = search.complete(prefix, banned)
    if (found !== null) candidates.push({ ...found, place: prefix.length, banned })
  }
  add([], new Set())
  while (candidates.length > 0) {
    let at = 0
    for (let i = 1; i < candidates.length; i++)
      if (before(candidates[i] as Candidate, candidates[at] as Candidate, question.order === 'strongest')) at = i
    const [best] = candidates.splice(at, 1) as [Candidate]
    yield { nodes: best.nodes, ties: search.tiesOf(best) }
    for (let place = best.place; place < best.nodes.length; place++) {
      const next = best.nodes[place] as number
      add(best.nodes.slice(0, place), new Set(place === best.place ? [...best.banned, next] : [next]))
    }
  }
}

function before(a: Completion, b: Completion, strongest: boolean): boolean {
  const hops = a.nodes.length - b.nodes.length
  const weakness = a.weakness - b.weakness
  const [first, second] = strongest ? [weakness, hops] : [hops, weakness]
  if (first !== 0) return first < 0
  if (second !== 0) return second < 0
  for (let i = 0; i < a.nodes.length; i++) {
    const difference = (a.nodes[i] as number) - (b.nodes[i] as number)
    if (difference !== 0) return difference < 0
  }
  return false
}
