import { goodLooks, listed } from './encodings.ts'
import type { NodeData, Strand } from './elements.ts'
import { familyWords, labelWords, type GroupData } from './groups.ts'

const count = (n: number, one: string, many = `${one}s`): string => `${n.toLocaleString('en')} ${n === 1 ? one : many}`

/** What is in view in one or two sentences: read out when the graph gets the focus, shown under it. */
export function summarise(
  nodes: readonly NodeData[],
  strands: readonly Strand[],
  groups: readonly GroupData[],
  hidden: number
): string {
  if (nodes.length === 0 && groups.length === 0) return 'Nothing is shown.'
  const parts = [`${count(nodes.length, 'entity', 'entities')} and ${count(strands.length, 'tie')}`]
  const goods = goodLooks(nodes.flatMap((node) => node.goods))
  if (goods.length > 0) parts.push(`goods: ${listed(goods.map((look) => look.name))}`)
  if (hidden > 0) parts.push(`${count(hidden, 'entity', 'entities')} hidden by filters`)
  const verdicts = groups.map((group) => {
    const label = group.family === 'CANNOT_TELL' ? labelWords(group) : null
    return `${group.name ?? 'a group without a name'}: ${familyWords(group.family)}${label === null ? '' : ` (${label})`}`
  })
  return `${parts.join('; ')}.${verdicts.length > 0 ? ` ${verdicts.join('. ')}.` : ''}`
}
