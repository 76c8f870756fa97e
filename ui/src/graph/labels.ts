/** Where names are written without covering each other: under or over the mark, the best tied first. The rest shows on hover. */
import type { Positions } from './layout/types.ts'

export type LabelPlace = 'under' | 'over' | 'quiet'

interface Box {
  x0: number
  x1: number
  y0: number
  y1: number
}

const WIDTH = 86
/** A letter is between these wide. Names are not measured: where they may wrap, both cases are kept free. */
const NARROW = 5.3
const WIDE = 5.9
const LINE = 12
const RADIUS = 14

/** Width and height that a wrapped name takes at most. */
function sizeOf(label: string): { width: number; height: number } {
  let [line, longest, fewest, most] = [0, 0, 1, 1]
  for (const word of label.split(/\s+/)) {
    const next = line === 0 ? word.length : line + 1 + word.length
    if (line > 0 && next * WIDE > WIDTH) most++
    if (line > 0 && next * NARROW > WIDTH) {
      fewest++
      line = word.length
    } else line = next
    longest = Math.max(longest, line)
  }
  return { width: Math.min(longest * WIDE, WIDTH + 4), height: Math.max(fewest, most) * LINE }
}

const meet = (a: Box, b: Box): boolean => a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1

/** One place for each name. O(n²) in the worst case, n ≤ 1,500. */
export function labelPlaces(
  nodes: readonly { id: string; label: string }[],
  positions: Positions,
  degree: ReadonlyMap<string, number>
): Map<string, LabelPlace> {
  const places = new Map<string, LabelPlace>()
  const marks = nodes.flatMap(({ id }) => {
    const p = positions[id]
    return p === undefined ? [] : [{ x0: p.x - RADIUS, x1: p.x + RADIUS, y0: p.y - RADIUS, y1: p.y + RADIUS }]
  })
  const written: Box[] = []
  const free = (box: Box): boolean =>
    !written.some((other) => meet(box, other)) && !marks.some((mark) => meet(box, mark))
  const order = [...nodes].sort((a, b) => (degree.get(b.id) ?? 0) - (degree.get(a.id) ?? 0) || (a.id < b.id ? -1 : 1))
  for (const { id, label } of order) {
    const p = positions[id]
    if (p === undefined || label === '') continue
    const { width, height } = sizeOf(label)
    const [x0, x1] = [p.x - width / 2 - 1, p.x + width / 2 + 1]
    const under = { x0, x1, y0: p.y + RADIUS + 1, y1: p.y + RADIUS + 4 + height }
    const over = { x0, x1, y0: p.y - RADIUS - 4 - height, y1: p.y - RADIUS - 1 }
    const place = free(under) ? 'under' : free(over) ? 'over' : 'quiet'
    places.set(id, place)
    if (place !== 'quiet') written.push(place === 'under' ? under : over)
  }
  return places
}
