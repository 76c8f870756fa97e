import { goodLook, gradeStep } from '../graph/encodings.ts'
import { singleStrands, strandsOf, type NodeData, type Strand, type Tie } from '../graph/elements.ts'
import type { GroupData } from '../graph/groups.ts'
import { homes, type Data, type Filters, type ViewDocument } from './document.ts'

export interface Visible {
  nodes: readonly NodeData[]
  strands: readonly Strand[]
  ties: readonly Tie[]
  groups: readonly GroupData[]
  /** All ties among what is shown, before filters: for counts beside the filters. */
  unfiltered: readonly Tie[]
  home: ReadonlyMap<string, string>
  /** Entities that filters hide. */
  hidden: number
}

/** What the document shows after its filters. A filter hides and never moves anything. */
export function visible(document: ViewDocument, data: Data, separate = false): Visible {
  const home = homes(document, data)
  const { filters } = document
  const drawn = new Set(document.groups)
  const all = Object.keys(document.positions).flatMap((id) => (drawn.has(id) ? [] : (data.nodes[id] ?? [])))
  const goodsOff = new Set(filters.goodsOff)
  const offFamilies = new Set<string>(filters.familiesOff)
  const nodes = all.filter((node) => {
    const group = data.groups[home.get(node.id) ?? '']
    if (group !== undefined && offFamilies.has(group.family)) return false
    return passesGoods(node.goods, goodsOff)
  })
  const present = new Set(all.map((node) => node.id))
  const shown = new Set(nodes.map((node) => node.id))
  const unfiltered = Object.values(data.ties).filter((tie) => present.has(tie.source) && present.has(tie.target))
  const ties = unfiltered.filter(
    (tie) => shown.has(tie.source) && shown.has(tie.target) && passes(tie, filters, goodsOff)
  )
  return {
    nodes,
    ties,
    unfiltered,
    strands: separate ? singleStrands(ties) : strandsOf(ties),
    groups: document.groups.flatMap((id) => data.groups[id] ?? []),
    home,
    hidden: all.length - nodes.length
  }
}

/** Hidden only where goods are known and all of them are switched off. */
const passesGoods = (goods: readonly string[], off: ReadonlySet<string>): boolean =>
  goods.length === 0 || goods.some((good) => !off.has(goodLook(good).code))

function passes(tie: Tie, filters: Filters, goodsOff: ReadonlySet<string>): boolean {
  if (filters.kindsOff.includes(tie.kind) || !passesGoods(tie.goods, goodsOff)) return false
  if (filters.minStep === 0) return true
  const step = gradeStep(tie.grade)
  return step !== 0 && step <= filters.minStep
}
