/** `graph`: who is meant, the best tied of them, and the ties among those. */
import { distinct, markingOf } from './evidence.ts'
import { unknownGiven } from './filter.ts'
import { given, list, Refused, sizeOf, type Args } from './refuse.ts'
import { entityById } from './lookup.ts'
import type { Entity, Seen, Tie } from './seen.ts'
import { tiesOf, tieTest } from './ties.ts'

const BELONGING = ['MEMBER_OF', 'OBSERVED_IN']

export function drawing(seen: Seen, input: Args): unknown {
  const most = sizeOf(input, 1_500, 300)
  if (!['collectives', 'around', 'ids'].some((name) => given(input, name)))
    throw new Refused('INVALID_INPUT', 'nothing to draw')
  const test = tieTest(input)
  const kinds = list(input, 'kinds')
  const isDrawn = (tie: Tie): boolean =>
    test(tie) && (kinds === null ? !BELONGING.includes(tie.kind) : kinds.includes(tie.kind))
  const found = (ids: readonly string[]): Entity[] => ids.flatMap((id) => entityById(seen, id) ?? [])

  const collectives = found(list(input, 'collectives') ?? [])
  const members = collectives.flatMap((each) => tiesOf(seen, each, BELONGING, 'IN').map(({ other }) => other))
  const around = given(input, 'around') ? found([input['around'] as string]) : []
  const neighbours = around.flatMap((each) => tiesOf(seen, each, null, 'BOTH').filter(isDrawn).map(({ other }) => other)) // prettier-ignore
  const meant = distinct([
    ...members.filter((member) => !collectives.includes(member)),
    ...around,
    ...neighbours,
    ...found(list(input, 'ids') ?? [])
  ])
  const ties = [...seen.ties.values()].filter(isDrawn).sort((a, b) => (a.id < b.id ? -1 : 1))
  const among = (some: readonly Entity[]): Tie[] => ties.filter(({ from, to }) => some.includes(from) && some.includes(to)) // prettier-ignore
  const tied = new Map(meant.map((each) => [each, among(meant).filter(({ from, to }) => from === each || to === each).length])) // prettier-ignore
  const best = [...meant].sort((a, b) => (tied.get(b) ?? 0) - (tied.get(a) ?? 0) || (a.id < b.id ? -1 : 1))
  const nodes = best.slice(0, most)
  const edges = among(nodes)
  const because = 'More entities are meant than `first` allows: the best tied are shown.'
  return {
    nodes,
    edges,
    elements: elements(seen, nodes, edges),
    truncated: nodes.length < meant.length ? { shown: nodes.length, of: meant.length, because } : null,
    unknown: unknownGiven(seen, input)
  }
}

const top = (code: unknown): string[] => (typeof code === 'string' ? [code.split('/')[0] ?? code] : [])

function elements(seen: Seen, nodes: readonly Entity[], edges: readonly Tie[]): unknown {
  const carried = ({ values }: Tie): string[] => (values['goods'] ?? []) as string[]
  return {
    nodes: nodes.map((node) => {
      const { id, kind, values, rank } = node
      const trades = tiesOf(seen, node, ['TRADES_IN'], 'OUT').map(({ other }) => other.values['code'])
      const shown = edges.filter(({ from, to }) => from === node || to === node).flatMap(carried)
      const goods = distinct([values['code'], ...trades, ...shown].flatMap(top)).sort()
      const belongs = tiesOf(seen, node, BELONGING, 'OUT').map(({ other }) => other.id)
      return {
        data: {
          id,
          kind,
          name: values['name'] ?? null,
          protected: values['protected'] === true,
          invented: values['invented'] === true,
          goods,
          in: distinct(belongs).sort(),
          grade: values['grade'] ?? null,
          ...(rank > 0 ? { marking: markingOf(rank) } : {})
        }
      }
    }),
    edges: edges.map((edge) => ({
      data: {
        id: edge.id,
        source: edge.from.id,
        target: edge.to.id,
        kind: edge.kind,
        role: edge.values['role'] ?? null,
        goods: carried(edge),
        grade: edge.values['grade'] ?? null,
        gradeOrder: edge.values['gradeOrder'],
        standing: edge.values['standing'] ?? null,
        invented: edge.values['invented'] === true
      }
    }))
  }
}
