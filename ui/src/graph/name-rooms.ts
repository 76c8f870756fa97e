/** Where a name may not be written: over other groups, far outside its own, on its badge's place or on the names of tiers. */
import type { Container } from './containers.ts'
import { tierNames } from './draw.ts'
import { meet, type Box } from './labels.ts'

/** What a badge needs above its outline, in pixels. */
const BADGE = { width: 210, height: 36 }
/** How far a name may stand out of the outline of its group, in pixels. */
const OUT = { x: 52, y: 20 }

const boxOf = (c: Container): Box => ({ x0: c.x, x1: c.x + c.width, y0: c.y, y1: c.y + c.height })

/** `pixel` is how long a pixel of the screen is in the drawing. */
export function nameRooms(
  containers: readonly Container[],
  home: ReadonlyMap<string, string>,
  pixel: number
): (id: string, box: Box) => boolean {
  const badges = containers.map((c): Box => {
    const width = Math.min(BADGE.width * pixel, Math.max(c.width, 90 * pixel))
    const x0 = c.hull.length > 0 ? c.x + (c.width - width) / 2 : c.x
    return { x0, x1: x0 + width, y0: c.y - BADGE.height * pixel, y1: c.y }
  })
  const taken = [...badges, ...containers.flatMap((c) => tierNames(c, 1 / pixel).map(({ box }) => box))]
  return (id, box) => {
    const own = containers.find((c) => c.id === home.get(id))
    if (own !== undefined) {
      const [x, y] = [OUT.x * pixel, OUT.y * pixel]
      const room = boxOf(own)
      if (box.x0 < room.x0 - x || box.x1 > room.x1 + x || box.y0 < room.y0 - y || box.y1 > room.y1 + y) return true
    }
    if (taken.some((other) => meet(other, box))) return true
    return containers.some(
      (c) => c !== own && (own === undefined || !meet(boxOf(own), boxOf(c))) && meet(boxOf(c), box)
    )
  }
}
