/** Where badges stand: outside outlines, never over another group, a mark, a glyph or each other; shorter where it is crowded. */

export interface Rect {
  left: number
  top: number
  right: number
  bottom: number
}

export interface Wish {
  id: string
  /** The outline on the screen. */
  box: Rect
  /** A box carries its badge at its corner, a hull over its middle. */
  middle: boolean
  /** From the longest form to the shortest. */
  sizes: readonly { width: number; height: number }[]
}

export interface Placed {
  /** Which of the sizes. */
  form: number
  left: number
  top: number
}

interface Screen {
  width: number
  height: number
}

const EDGE = 4
const GAP = 5

export const meets = (a: Rect, b: Rect): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom

/**
 * One place for each badge, those first in the list first; no place where none is free. All are tried in their longest form, then,
 * while any finds no room, all in a shorter one; the form that leaves fewest without a place is taken. Deterministic.
 */
export function placeBadges(
  wishes: readonly Wish[],
  marks: readonly Rect[],
  screen: Screen,
  longest = 0
): Map<string, Placed> {
  const forms = Math.max(0, ...wishes.map((wish) => wish.sizes.length))
  const inSight = marks.filter((mark) => meets(mark, { left: 0, top: 0, right: screen.width, bottom: screen.height }))
  let best = new Map<string, Placed>()
  for (let from = longest; from < forms; from++) {
    const placed = attempt(wishes, inSight, screen, from)
    if (placed.size > best.size || from === longest) best = placed
    if (placed.size === wishes.length) break
  }
  return best
}

function attempt(wishes: readonly Wish[], marks: readonly Rect[], screen: Screen, from: number): Map<string, Placed> {
  const taken: Rect[] = []
  const placed = new Map<string, Placed>()
  for (const wish of wishes) {
    // A group inside another cannot keep off it; of that one only the marks count.
    const walls = wishes.filter((other) => other !== wish && !meets(other.box, wish.box)).map((other) => other.box)
    const free = (rect: Rect): boolean =>
      rect.left >= EDGE &&
      rect.top >= EDGE &&
      rect.right <= screen.width - EDGE &&
      rect.bottom <= screen.height - EDGE &&
      ![walls, taken, marks].some((list) => list.some((other) => meets(rect, other)))
    // A short badge at its outline says more clearly whose it is than a long one beside it.
    const tries = [at, beside].flatMap((places) =>
      wish.sizes.flatMap((size, form) =>
        form < from ? [] : places(wish, size, screen).map((rect) => ({ rect, form }))
      )
    )
    const found = tries.find(({ rect }) => free(rect))
    if (found !== undefined) {
      const { rect, form } = found
      taken.push({ left: rect.left - 2, top: rect.top - 2, right: rect.right + 2, bottom: rect.bottom + 2 })
      placed.set(wish.id, { form, left: rect.left, top: rect.top })
    }
  }
  return placed
}

interface Size {
  width: number
  height: number
}
const rectAt = (left: number, top: number, { width, height }: Size): Rect => ({
  left,
  top,
  right: left + width,
  bottom: top + height
})
const within = (value: number, most: number): number => Math.max(EDGE, Math.min(value, most - EDGE))

/** Above the outline, then below it. */
function at({ box, middle }: Wish, size: Size, screen: Screen): Rect[] {
  const { width: w, height: h } = size
  const centre = (box.left + box.right - w) / 2
  const across = [middle ? centre : box.left, centre, box.left, box.right - w, box.left - w / 2, box.right - w / 2]
  const lefts = [...new Set(across.map((left) => within(left, screen.width - w)))]
  return [box.top - GAP - h, box.bottom + GAP].flatMap((top) => lefts.map((left) => rectAt(left, top, size)))
}

/** Beside the outline, then inside it along the edges of what is seen of it. */
function beside({ box }: Wish, size: Size, screen: Screen): Rect[] {
  const { width: w, height: h } = size
  const tops = [box.top, (box.top + box.bottom - h) / 2, box.bottom - h].map((top) => within(top, screen.height - h))
  const seen = {
    left: Math.max(box.left, 0) + EDGE,
    right: Math.min(box.right, screen.width) - EDGE,
    top: Math.max(box.top, 0) + EDGE,
    bottom: Math.min(box.bottom, screen.height) - EDGE
  }
  const inside = [seen.left, (seen.left + seen.right - w) / 2, seen.right - w]
  const put = (left: number, top: number): Rect => rectAt(left, top, size)
  return [
    ...tops.flatMap((top) => [put(box.right + GAP, top), put(box.left - GAP - w, top)]),
    ...(seen.right - seen.left > w ? inside.flatMap((left) => [put(left, seen.top), put(left, seen.bottom - h)]) : [])
  ]
}
