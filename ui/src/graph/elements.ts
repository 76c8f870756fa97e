/** What the canvas draws, as the server sends it (`Graph.elements`), and the strands that several ties between the same two make. */
import { gradeStep, type GradeStep } from './encodings.ts'
import { isSymmetric } from './words.ts'

export interface NodeData {
  id: string
  kind: string
  name: string | null
  protected: boolean
  invented: boolean
  /** Codes of the goods in which it is said to trade, or that its ties carry. */
  goods: readonly string[]
  /** Groups and cases to which it belongs. */
  in: readonly string[]
  grade: string | null
}

export interface Tie {
  id: string
  source: string
  target: string
  kind: string
  role: string | null
  goods: readonly string[]
  grade: string | null
  standing: string | null
  contested: boolean
  invented: boolean
}

export interface Elements {
  nodes: readonly NodeData[]
  ties: readonly Tie[]
}

/** All ties between the same two, drawn as one. */
export interface Strand {
  id: string
  source: string
  target: string
  ties: readonly Tie[]
  kinds: readonly string[]
  goods: readonly string[]
  /** The step of the best grade. */
  step: GradeStep
  contested: boolean
  invented: boolean
  /** Whether an order is among them: drawn stronger. */
  orders: boolean
  arrows: 'none' | 'forward' | 'both'
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : []

type Bag = Readonly<Record<string, unknown>>
const isBag = (value: unknown): value is Bag => typeof value === 'object' && value !== null && !Array.isArray(value)

function dataOf(list: unknown): Bag[] {
  if (!Array.isArray(list)) return []
  return list.flatMap((item: unknown) => (isBag(item) && isBag(item.data) ? [item.data] : []))
}

/** Reads `{ nodes: [{ data }], edges: [{ data }] }`; whatever is not as agreed is left out rather than guessed. */
export function readElements(value: unknown): Elements {
  if (!isBag(value)) return { nodes: [], ties: [] }
  const nodes: NodeData[] = []
  for (const data of dataOf(value.nodes)) {
    const id = text(data.id)
    if (id === null) continue
    nodes.push({
      id,
      kind: text(data.kind) ?? 'Entity',
      name: data.protected === true ? null : text(data.name),
      protected: data.protected === true,
      invented: data.invented === true,
      goods: texts(data.goods),
      in: texts(data.in),
      grade: text(data.grade)
    })
  }
  const known = new Map(nodes.map((node) => [node.id, node]))
  // A tie to a good concerns that good, as the API counts it.
  const goodsAt = (id: string): readonly string[] => {
    const node = known.get(id)
    return node?.kind === 'Good' ? node.goods : []
  }
  const ties: Tie[] = []
  for (const data of dataOf(value.edges)) {
    const [id, source, target] = [text(data.id), text(data.source), text(data.target)]
    if (id === null || source === null || target === null || !known.has(source) || !known.has(target)) continue
    const standing = text(data.standing)
    ties.push({
      id,
      source,
      target,
      kind: text(data.kind) ?? 'TIE',
      role: text(data.role),
      goods: [...new Set([...texts(data.goods), ...goodsAt(source), ...goodsAt(target)])],
      grade: text(data.grade),
      standing,
      contested: data.contested === true || standing === 'ACQUITTED',
      invented: data.invented === true
    })
  }
  return { nodes, ties }
}

/** Best (smallest) first, ungraded last. */
const better = (a: GradeStep, b: GradeStep): GradeStep => (a === 0 ? b : b === 0 ? a : a < b ? a : b)

/** Joins the ties between the same two into strands, in the order of their first tie. A tie of a thing to itself is not drawn. */
export function strandsOf(ties: readonly Tie[]): Strand[] {
  const groups = new Map<string, Tie[]>()
  for (const tie of ties) {
    if (tie.source === tie.target) continue
    const key = tie.source < tie.target ? `${tie.source}|${tie.target}` : `${tie.target}|${tie.source}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [tie])
    else group.push(tie)
  }
  return [...groups].map(([id, group]) => strand(id, group))
}

/** One strand per tie, for looking at parallel ties one by one. */
export const singleStrands = (ties: readonly Tie[]): Strand[] =>
  ties.filter((tie) => tie.source !== tie.target).map((tie) => strand(tie.id, [tie]))

function strand(id: string, ties: readonly Tie[]): Strand {
  const lead =
    ties.find((tie) => tie.kind === 'COMMANDS') ??
    ties.find((tie) => tie.kind !== 'CONTACTS' && !isSymmetric(tie.kind)) ??
    ties[0]
  if (lead === undefined) throw new Error('a strand has at least one tie')
  // A contact says at most who called: no arrow, whatever direction it was stored in.
  const directed = ties.filter((tie) => !isSymmetric(tie.kind) && tie.kind !== 'CONTACTS')
  const back = directed.some((tie) => tie.source !== lead.source)
  return {
    id,
    source: lead.source,
    target: lead.target,
    ties,
    kinds: [...new Set(ties.map((tie) => tie.kind))],
    goods: [...new Set(ties.flatMap((tie) => tie.goods))],
    step: ties.reduce<GradeStep>((best, tie) => better(best, gradeStep(tie.grade)), 0),
    contested: ties.some((tie) => tie.contested),
    invented: ties.some((tie) => tie.invented),
    orders: ties.some((tie) => tie.kind === 'COMMANDS'),
    arrows: directed.length === 0 ? 'none' : back && directed.some((t) => t.source === lead.source) ? 'both' : 'forward'
  }
}
