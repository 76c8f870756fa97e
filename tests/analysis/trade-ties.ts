import type { GoodTie, NodeTie, TradeTies } from '../../src/analysis/links/types.ts'

export interface Sketch {
  /** `{ ann: 'people@court drugs@press+court' }`: goods, and the datasets that say so; `@court:caller` gives an origin. */
  ties: Record<string, string>
  /** `['ann-bob CONTACTS@court', 'ann-bob SUPPLIES@court drugs']`. */
  between?: readonly string[]
  kinds?: Record<string, string>
  /** `{ court: 'people drugs' }`; a dataset that is not named does not say. */
  looksAt?: Record<string, string>
  /** `{ 'ann people': ['ALLEGED'] }`. */
  standings?: Record<string, readonly string[]>
  /** In this order, before goods that ties name. */
  goods?: readonly string[]
}

/** Trade ties from a few words. Where no origin is given the dataset is the origin. */
export function tradeTies(sketch: Sketch): TradeTies {
  const [nodes, goods, datasets, origins] = [list(), list(), list(), list()]
  for (const good of sketch.goods ?? []) goods.at(good)
  const support = (text: string) => {
    const parts = text.split('+').map((part) => part.split(':'))
    return {
      datasets: [...new Set(parts.map(([dataset = '']) => datasets.at(dataset)))],
      origins: [...new Set(parts.map(([dataset = '', origin = dataset]) => origins.at(origin)))],
      grade: 'B2'
    }
  }
  const ties = Object.entries(sketch.ties).flatMap(([name, text]) =>
    words(text).map((word): GoodTie => {
      const [good = '', by = 'file'] = word.split('@')
      const carries = ['Leg', 'Event'].includes(sketch.kinds?.[name] ?? 'Person')
      return {
        id: `${name} ${good}`,
        node: nodes.at(name),
        good: goods.at(good),
        kind: carries ? 'CARRIES' : 'TRADES_IN',
        stage: null,
        standings: sketch.standings?.[`${name} ${good}`] ?? [],
        ...support(by)
      }
    })
  )
  const between = (sketch.between ?? []).map((text): NodeTie => {
    const [ends = '', what = '', ...named] = words(text)
    const [from = '', to = ''] = ends.split('-')
    const [kind = '', by = 'file'] = what.split('@')
    return {
      id: text,
      from: nodes.at(from),
      to: nodes.at(to),
      kind,
      goods: named.map((good) => goods.at(good)),
      standings: [],
      ...support(by)
    }
  })
  for (const name of Object.keys(sketch.looksAt ?? {})) datasets.at(name)
  for (const text of Object.values(sketch.looksAt ?? {})) words(text).forEach((good) => goods.at(good))
  return {
    nodes: nodes.names.map((id) => ({ id, kind: sketch.kinds?.[id] ?? 'Person' })),
    goods: goods.names,
    datasets: datasets.names.map((id) => {
      const looks = sketch.looksAt?.[id]
      return { id, looksAt: looks === undefined ? null : words(looks).map((good) => goods.at(good)) }
    }),
    origins: origins.names,
    ties,
    between
  }
}

const words = (text: string): string[] => text.split(' ').filter((word) => word !== '')

function list() {
  const names: string[] = []
  const at = (name: string): number => (names.includes(name) ? names.indexOf(name) : names.push(name) - 1)
  return { names, at }
}
