import { pictureOf } from '../graph/groups.ts'
import type { LayoutInput } from '../graph/layout/types.ts'
import { homes, type Data, type ViewDocument } from './document.ts'

/** What the layouts need of a view: who is shown, in which group, tied to whom. */
export function layoutInput(document: ViewDocument, data: Data): LayoutInput {
  const nodes = Object.keys(document.positions).filter((id) => !document.groups.includes(id))
  const shown = new Set(nodes)
  const home = homes(document, data)
  const members = new Map<string, string[]>(document.groups.map((id) => [id, []]))
  for (const id of nodes) members.get(home.get(id) ?? '')?.push(id)
  return {
    nodes,
    ties: Object.values(data.ties)
      .filter((tie) => shown.has(tie.source) && shown.has(tie.target))
      .map((tie) => ({ source: tie.source, target: tie.target, order: tie.kind === 'COMMANDS' })),
    groups: [...members].map(([id, list]) => {
      const group = data.groups[id]
      return { id, members: list, outline: group === undefined ? 'undecided' : pictureOf(group).outline }
    })
  }
}
