import type { Positions } from '../graph/layout/types.ts'
import { EMPTY, type Addition, type Filters, type ViewDocument } from './document.ts'

/** Everything a user can do to a view. Each is a pure step, so each can be undone. */
export type Action =
  | { do: 'open'; groups: readonly string[]; additions: readonly Addition[]; positions: Positions }
  | { do: 'add'; groups: readonly string[]; addition: Addition; positions: Positions }
  | { do: 'collapse'; addition: string }
  | { do: 'remove'; nodes: readonly string[] }
  | { do: 'move'; positions: Positions }
  | { do: 'tidy'; positions: Positions }
  | { do: 'filter'; filters: Partial<Filters> }

export function reduce(view: ViewDocument, action: Action): ViewDocument {
  switch (action.do) {
    case 'open':
      return { ...EMPTY, groups: action.groups, additions: action.additions, positions: action.positions }
    case 'add':
      return {
        ...view,
        groups: [...new Set([...view.groups, ...action.groups])],
        additions: [...view.additions.filter((known) => known.id !== action.addition.id), action.addition],
        // What is there keeps its place, whatever the new positions say.
        positions: { ...action.positions, ...view.positions }
      }
    case 'collapse':
      return without(view, action.addition)
    case 'remove': {
      const gone = new Set(action.nodes)
      const additions = view.additions.map((a) => ({ ...a, nodes: a.nodes.filter((id) => !gone.has(id)) }))
      return { ...view, additions, positions: keep(view.positions, (id) => !gone.has(id)) }
    }
    case 'move':
    case 'tidy':
      return { ...view, positions: { ...view.positions, ...keep(action.positions, (id) => id in view.positions) } }
    case 'filter':
      return { ...view, filters: { ...view.filters, ...action.filters } }
  }
}

/** Takes one addition back. What another addition also brought in stays. */
function without(view: ViewDocument, id: string): ViewDocument {
  const gone = view.additions.find((addition) => addition.id === id)
  if (gone === undefined) return view
  const additions = view.additions.filter((addition) => addition !== gone)
  const kept = new Set(additions.flatMap((addition) => addition.nodes))
  const lost = new Set(gone.nodes.filter((node) => !kept.has(node)))
  return {
    ...view,
    additions,
    groups: view.groups.filter((group) => group !== gone.of),
    positions: keep(view.positions, (node) => !lost.has(node))
  }
}

const keep = (positions: Positions, test: (id: string) => boolean): Positions =>
  Object.fromEntries(Object.entries(positions).filter(([id]) => test(id)))
