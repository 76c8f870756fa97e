import { goodNames, listed } from './encodings.ts'
import type { NodeData, Strand } from './elements.ts'
import { familyWords, labelWords, type GroupData } from './groups.ts'
import { count } from './words.ts'

/** What is in view in one or two sentences: read out when the graph gets the focus, shown under it. */
export function summarise(
  nodes: readonly NodeData[],
  strands: readonly Strand[],
  groups: readonly GroupData[],
  hidden: number
): string {
  if (nodes.length === 0 && groups.length === 0) return 'Nothing is shown.'
  const ties = new Set(strands.flatMap((strand) => strand.ties)).size
  const pairs = new Set(strands.map(({ source, target }) => [source, target].sort().join('|'))).size
  const parts = [
    `${count(nodes.length, 'person or thing', 'people and things')}, ${count(pairs, 'pair')} tied by ${count(ties, 'tie')}`
  ]
  const goods = goodNames(nodes.flatMap((node) => node.goods))
  if (goods.length > 0) parts.push(`goods: ${listed(goods)}`)
  if (hidden > 0) parts.push(`${count(hidden, 'more is', 'more are')} hidden by filters`)
  const verdicts = groups.map((group) => {
    const label = group.family === 'CANNOT_TELL' ? labelWords(group) : null
    return `${group.name ?? 'a group without a name'}: ${familyWords(group.family)}${label === null ? '' : ` (${label})`}`
  })
  return `${parts.join('; ')}.${verdicts.length > 0 ? ` ${verdicts.join('. ')}.` : ''}`
}
