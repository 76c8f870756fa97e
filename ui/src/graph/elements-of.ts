/** Cytoscape's elements for what is visible: data and classes only, looks are in `style.ts`. */
import { goodLetters, goodLooks, goodWords, hardStops, kindLook } from './encodings.ts'
import type { NodeData, Strand } from './elements.ts'
import type { LabelPlace } from './labels.ts'
import { letters } from './images.ts'
import { nodeName, spaced } from './words.ts'

export interface Drawn {
  id: string
  data: Record<string, unknown>
  classes: string
}

/** What the pointer says: name, kind, and every good by name. */
function titleOf(node: NodeData): string {
  const goods = node.protected || node.goods.length === 0 ? '' : `; goods: ${goodWords(node.goods)}`
  return `${nodeName(node)}, ${spaced(node.kind)}${goods}${node.invented ? '; invented for teaching' : ''}`
}

export function drawNode(node: NodeData, label: LabelPlace): Drawn {
  const look = kindLook(node.kind, node.protected)
  const goods = node.protected ? [] : goodLooks(node.goods)
  const round = look.shape === 'ellipse'
  const data: Record<string, unknown> = { id: node.id, shape: look.shape, label: nodeName(node), title: titleOf(node) }
  const [first] = goods
  if (first !== undefined && (goods.length === 1 || !round)) data.fill = first.colour
  goods.slice(0, 8).forEach((good, i) => {
    data[`pie${i + 1}`] = good.colour
    data[`share${i + 1}`] = 100 / goods.length
  })
  const pie = round && goods.length > 1
  if (pie) for (let i = goods.length; i < 8; i++) Object.assign(data, { [`pie${i + 1}`]: '#000', [`share${i + 1}`]: 0 })
  const picture = letters(goods.map((good) => good.letter).join(''), look.letters)
  if (picture !== '') data.letters = picture
  const classes = [pie ? 'pie' : '', label, node.protected ? 'protected' : '']
  return { id: node.id, data, classes: classes.filter(Boolean).join(' ') }
}

export function drawStrand(strand: Strand, across: boolean, parallel: boolean): Drawn {
  const title = strand.goods.length > 0 ? `goods: ${goodWords(strand.goods)}` : ''
  const data: Record<string, unknown> = { id: strand.id, title, source: strand.source, target: strand.target }
  const classes = [`step${strand.step}`, strand.arrows]
  if (strand.goods.length > 0) {
    const { colours, positions } = hardStops(strand.goods)
    data.colours = colours.join(' ')
    data.stops = positions.map((at) => `${at.toFixed(2)}%`).join(' ')
    data.first = colours[0]
    data.last = colours.at(-1)
    data.letters = goodLetters(strand.goods)
    classes.push('goods')
    if (colours.length > 2) classes.push('several')
  }
  if (strand.orders) classes.push('orders')
  if (strand.contested) classes.push('contested')
  if (across) classes.push('across')
  if (parallel) classes.push('parallel')
  return { id: strand.id, data, classes: classes.join(' ') }
}
