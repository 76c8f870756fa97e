/** Places blocks (groups, and single entities between them) so that tied blocks are near and none overlap. */
import { GAP, type Point } from './types.ts'

export interface Item {
  id: string
  width: number
  height: number
}
export interface Pull {
  a: string
  b: string
  weight: number
}

interface Body extends Item, Point {}

/** The shape of a screen's middle column: what is drawn should fill it. */
const ASPECT = 1.2
/** Different starts are tried while there are few blocks; one is enough where there are many. */
const startsFor = (count: number): number => (count <= 12 ? 24 : count <= 40 ? 8 : 1)

/**
 * Centres of the items. From several fixed starts, pulled together by their ties and to the middle, then pushed apart until no
 * two rectangles overlap; of the results the one that fills a screen best with short ties is taken. O(starts · rounds · items²).
 */
export function pack(items: readonly Item[], pulls: readonly Pull[], gap = GAP * 0.8): Map<string, Point> {
  let best: { cost: number; bodies: readonly Body[] } | null = null
  for (let start = 0; start < startsFor(items.length); start++) {
    const bodies = settle(items, pulls, gap, start)
    const cost = costOf(bodies, pulls)
    if (best === null || cost < best.cost - 1e-6) best = { cost, bodies }
  }
  return new Map((best?.bodies ?? []).map((body) => [body.id, { x: body.x, y: body.y }]))
}

/** How large the picture has to be drawn, and how long its ties are. */
function costOf(bodies: readonly Body[], pulls: readonly Pull[]): number {
  const xs = bodies.flatMap((b) => [b.x - b.width / 2, b.x + b.width / 2])
  const ys = bodies.flatMap((b) => [b.y - b.height / 2, b.y + b.height / 2])
  const size = Math.max((Math.max(...xs) - Math.min(...xs)) / ASPECT, Math.max(...ys) - Math.min(...ys))
  const byId = new Map(bodies.map((body) => [body.id, body]))
  let length = 0
  let weight = 0
  for (const pull of pulls) {
    const [p, q] = [byId.get(pull.a), byId.get(pull.b)]
    if (p === undefined || q === undefined) continue
    length += pull.weight * Math.hypot(p.x - q.x, p.y - q.y)
    weight += pull.weight
  }
  return size + (weight === 0 ? 0 : (0.25 * length) / weight)
}

function settle(items: readonly Item[], pulls: readonly Pull[], gap: number, start: number): Body[] {
  const sorted = [...items].sort((a, b) => b.width * b.height - a.width * a.height || (a.id < b.id ? -1 : 1))
  const spread = Math.sqrt(items.reduce((sum, item) => sum + (item.width + gap) * (item.height + gap), 0)) * 0.42
  const bodies: Body[] = sorted.map((item, i) => {
    const r = i === 0 && start % 2 === 0 ? 0 : spread * Math.sqrt((i + 0.3) / sorted.length) * 1.4
    const turn = i * (start % 3 === 2 ? -2.399963 : 2.399963) + (start * Math.PI) / 6
    return { ...item, x: r * Math.cos(turn) * 1.25, y: r * Math.sin(turn) * 0.85 }
  })
  const byId = new Map(bodies.map((body) => [body.id, body]))
  const total = new Map<string, number>()
  for (const { a, b, weight } of pulls) {
    total.set(a, (total.get(a) ?? 0) + weight)
    total.set(b, (total.get(b) ?? 0) + weight)
  }
  const rounds = bodies.length > 150 ? 90 : bodies.length > 40 ? 240 : 120
  for (let round = 0; round < rounds; round++) {
    const heat = 1 - round / rounds
    for (const { a, b, weight } of pulls) {
      const [p, q] = [byId.get(a), byId.get(b)]
      if (p === undefined || q === undefined || p === q) continue
      pull(p, q, 0.12 * heat * (weight / Math.max(total.get(a) ?? 1, 1)))
      pull(q, p, 0.12 * heat * (weight / Math.max(total.get(b) ?? 1, 1)))
    }
    for (const body of bodies) {
      body.x *= 1 - 0.025 * heat
      body.y *= 1 - 0.03 * heat
    }
    separate(bodies, gap)
  }
  for (let round = 0; round < 400 && separate(bodies, gap); round++);
  return bodies
}

/** Big bodies move less: they are what the others gather round. */
const mass = (body: Body): number => 1 + (body.width * body.height) / 4000

function pull(p: Body, q: Body, share: number): void {
  p.x += ((q.x - p.x) * share) / Math.sqrt(mass(p))
  p.y += ((q.y - p.y) * share) / Math.sqrt(mass(p))
}

/** Pushes overlapping pairs apart along the shorter way; true where any had to be. */
function separate(bodies: readonly Body[], gap: number): boolean {
  let moved = false
  for (let i = 0; i < bodies.length; i++) {
    const p = bodies[i]
    if (p === undefined) continue
    for (let j = i + 1; j < bodies.length; j++) {
      const q = bodies[j]
      if (q === undefined) continue
      const dx = (p.width + q.width) / 2 + gap - Math.abs(q.x - p.x)
      const dy = (p.height + q.height) / 2 + gap - Math.abs(q.y - p.y)
      if (dx <= 0.01 || dy <= 0.01) continue
      moved = true
      const share = mass(q) / (mass(p) + mass(q))
      if (dx < dy) {
        const sign = q.x >= p.x ? 1 : -1
        p.x -= sign * dx * share
        q.x += sign * dx * (1 - share)
      } else {
        const sign = q.y >= p.y ? 1 : -1
        p.y -= sign * dy * share
        q.y += sign * dy * (1 - share)
      }
    }
  }
  return moved
}
