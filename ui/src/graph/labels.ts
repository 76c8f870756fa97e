/** Where names are written without covering each other or a mark, the best tied first. The rest shows on hover. */
import type { Positions } from './layout/types.ts'

export type LabelPlace = 'under' | 'over' | 'right' | 'left' | 'quiet'

export interface Box {
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

/** Names are at least so large on the screen, in pixels. */
const LEAST = 10.5
export const FONT = 11

/** How much larger than the marks' own scale names are written at a zoom; in steps, so that few zooms write them afresh. */
export const nameScale = (zoom: number): number =>
  Math.min(3, 1.12 ** Math.max(0, Math.ceil(Math.log(LEAST / FONT / zoom) / Math.log(1.12) - 1e-9)))

export interface Names {
  places: ReadonlyMap<string, LabelPlace>
  /** What names cover, for badges to keep off. */
  boxes: readonly Box[]
}

export const meet = (a: Box, b: Box): boolean => a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1

/** One place for each name; `first` are served before all others; `blocked` says where one may not be written. O(n²) in the worst case, n ≤ 1,500. */
export function labelPlaces(
  nodes: readonly { id: string; label: string }[],
  positions: Positions,
  degree: ReadonlyMap<string, number>,
  scale = 1,
  first: ReadonlySet<string> = new Set(),
  blocked: (id: string, box: Box) => boolean = () => false
): Names {
  const places = new Map<string, LabelPlace>()
  const marks = nodes.flatMap(({ id }) => {
    const p = positions[id]
    return p === undefined ? [] : [{ x0: p.x - RADIUS, x1: p.x + RADIUS, y0: p.y - RADIUS, y1: p.y + RADIUS }]
  })
  const written: Box[] = []
  const free = (box: Box): boolean =>
    !written.some((other) => meet(box, other)) && !marks.some((mark) => meet(box, mark))
  const rank = (id: string): number => Number(first.has(id))
  const order = [...nodes].sort(
    (a, b) => rank(b.id) - rank(a.id) || (degree.get(b.id) ?? 0) - (degree.get(a.id) ?? 0) || (a.id < b.id ? -1 : 1)
  )
  for (const { id, label } of order) {
    const p = positions[id]
    if (p === undefined || label === '') continue
    const size = sizeOf(label)
    const [width, height] = [size.width * scale, size.height * scale]
    const [x0, x1] = [p.x - width / 2 - 1, p.x + width / 2 + 1]
    const under = { x0, x1, y0: p.y + RADIUS + 1, y1: p.y + RADIUS + 4 + height }
    const over = { x0, x1, y0: p.y - RADIUS - 4 - height, y1: p.y - RADIUS - 1 }
    const [y0, y1] = [p.y - height / 2, p.y + height / 2]
    const right = { x0: p.x + RADIUS + 3, x1: p.x + RADIUS + 7 + width, y0, y1 }
    const left = { x0: p.x - RADIUS - 7 - width, x1: p.x - RADIUS - 3, y0, y1 }
    const clear = Object.entries({ under, over, right, left }).filter(([, box]) => free(box))
    // Who was just added is named even where others would not be; a badge then gives way.
    const found = clear.find(([, box]) => !blocked(id, box)) ?? (first.has(id) ? clear[0] : undefined)
    places.set(id, (found?.[0] ?? 'quiet') as LabelPlace)
    if (found !== undefined) written.push(found[1])
  }
  return { places, boxes: written }
}
