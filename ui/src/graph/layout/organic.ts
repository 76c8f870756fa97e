import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationNodeDatum
} from 'd3-force'
import { centred } from './tree.ts'
import { GAP, type Block, type LayoutTie, type Positions } from './types.ts'

interface Body extends SimulationNodeDatum {
  id: string
}

/** A small linear congruential generator: the same picture for the same graph, every time. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 4294967296
  }
}

/** An organic block: force-directed, from a fixed start (a sunflower of the members in order) and a fixed seed. */
export function organic(members: readonly string[], ties: readonly LayoutTie[], flatten = 1): Block {
  // Small groups get room for names.
  const room = members.length <= 40 ? 1.3 : 1
  const inside = new Set(members)
  const bodies: Body[] = members.map((id, i) => {
    const r = GAP * 0.8 * Math.sqrt(i + 0.5)
    return { id, x: r * Math.cos(i * 2.399963), y: r * Math.sin(i * 2.399963) }
  })
  const links = ties
    .filter((tie) => inside.has(tie.source) && inside.has(tie.target) && tie.source !== tie.target)
    .map((tie) => ({ source: tie.source, target: tie.target }))
  const rounds = members.length > 600 ? 80 : 260
  forceSimulation(bodies)
    .randomSource(seeded(20240229))
    .force(
      'charge',
      forceManyBody<Body>()
        .strength(-150 * room)
        .distanceMax(GAP * 12)
        .theta(members.length > 600 ? 1.1 : 0.9)
    )
    .force(
      'link',
      forceLink<Body, { source: string; target: string }>(links)
        .id((body) => body.id)
        .distance(GAP * 1.35 * room)
    )
    .force('x', forceX<Body>(0).strength(0.07))
    .force('y', forceY<Body>(0).strength(0.07 * flatten))
    .force('collide', forceCollide<Body>(GAP * 0.46 * room).iterations(members.length > 600 ? 1 : 2))
    .alphaDecay(1 - Math.pow(0.001, 1 / rounds))
    .stop()
    .tick(rounds)
  const positions: Positions = {}
  for (const body of bodies) positions[body.id] = { x: body.x ?? 0, y: body.y ?? 0 }
  return centred(positions)
}
