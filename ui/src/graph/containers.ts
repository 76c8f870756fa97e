/** The outlines of groups, as geometry: drawn under the graph by `draw.ts`. */
import { polygonHull } from 'd3-polygon'
import type { GroupData, Picture } from './groups.ts'
import { pictureOf } from './groups.ts'
import { tiersOf } from './layout/tiers.ts'
import { MARGIN, type LayoutTie, type Point, type Positions } from './layout/types.ts'

export interface Container {
  id: string
  group: GroupData
  picture: Picture
  /** Bounds with margin. */
  x: number
  y: number
  width: number
  height: number
  /** Points of the soft hull; empty for boxes. */
  hull: readonly [number, number][]
  /** Heights of the tiers, top first; empty where there are none. */
  bands: readonly number[]
  /** Where those begin whose orders are not known, under the tiers; null where there are none. */
  unordered: number | null
  count: number
}

const ROUND = 28
/** Room for the names under the lowest marks. */
const LABEL = 18

/** One container for each group with members in view; members keep it in shape even while filters hide them. */
export function containersOf(
  groups: readonly GroupData[],
  home: ReadonlyMap<string, string>,
  positions: Positions,
  ties: readonly LayoutTie[]
): Container[] {
  const members = new Map<string, string[]>()
  for (const [id, group] of home) {
    const list = members.get(group)
    if (list === undefined) members.set(group, [id])
    else list.push(id)
  }
  return groups.flatMap((group) => {
    const ids = members.get(group.id) ?? []
    const points = ids.flatMap((id) => positions[id] ?? [])
    if (points.length === 0) return []
    const picture = pictureOf(group)
    const box = boundsOf(points)
    const { bands, unordered } = picture.outline === 'tiers' ? bandsOf(ids, positions, ties) : NO_BANDS
    const hull = picture.outline === 'tiers' ? [] : hullOf(points)
    return [{ id: group.id, group, picture, ...box, hull, bands, unordered, count: ids.length }]
  })
}

function boundsOf(points: readonly Point[]): { x: number; y: number; width: number; height: number } {
  const xs = points.map((p) => p.x)
  const ys = points.map((p) => p.y)
  const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  return { x: x0 - MARGIN, y: y0 - MARGIN, width: x1 - x0 + 2 * MARGIN, height: y1 - y0 + 2 * MARGIN + LABEL }
}

type Bands = Pick<Container, 'bands' | 'unordered'>
const NO_BANDS: Bands = { bands: [], unordered: null }

function bandsOf(ids: readonly string[], positions: Positions, ties: readonly LayoutTie[]): Bands {
  const heights = new Map<number, number[]>()
  const tiers = tiersOf(ids, ties)
  for (const [id, tier] of tiers) {
    const y = positions[id]?.y
    if (y !== undefined) heights.set(tier, [...(heights.get(tier) ?? []), y])
  }
  const bands = [...heights].sort(([a], [b]) => a - b).map(([, ys]) => ys.reduce((sum, y) => sum + y, 0) / ys.length)
  const rest = ids.flatMap((id) => (tiers.has(id) ? [] : (positions[id]?.y ?? [])))
  return { bands, unordered: bands.length > 0 && rest.length > 0 ? Math.min(...rest) : null }
}

/** A hull around circles at the members, so that one or two members have one too. */
function hullOf(points: readonly Point[]): [number, number][] {
  const around = points.flatMap((p): [number, number][] =>
    Array.from({ length: ROUND }, (_, i) => {
      const angle = (2 * Math.PI * i) / ROUND
      return [p.x + MARGIN * Math.cos(angle), p.y + MARGIN * Math.sin(angle) + (Math.sin(angle) > 0 ? LABEL / 2 : 0)]
    })
  )
  return polygonHull(around) ?? around
}

/** Whether a point of the graph lies inside a group's outline (its bounds): for opening a group by a click beside its marks. */
export const containerAt = (containers: readonly Container[], p: Point): Container | undefined =>
  [...containers]
    .sort((a, b) => a.width * a.height - b.width * b.height)
    .find((c) => p.x >= c.x && p.x <= c.x + c.width && p.y >= c.y && p.y <= c.y + c.height)
