/** Keys of the graph region. Every key that changes something also says what it did. */
import { tieSentence, nodeName } from '../graph/words.ts'
import { farEnd, firstNode, isArrow, nextTie, tiesAround, towards, type Cursor } from '../graph/walk.ts'
import type { Strand } from '../graph/elements.ts'
import { familyWords } from '../graph/groups.ts'
import { act, redoStep, say, select, store, undoStep } from './store.ts'
import { tidyView } from './actions.ts'
import { currentVisible } from './derived.ts'

export interface Screen {
  zoomBy: (factor: number) => void
  fit: () => void
  reveal: (id: string) => void
}

export interface Key {
  key: string
  ctrl: boolean
  shift: boolean
}

/** Shown in the help, in this order; a test presses each. */
export const KEYS: readonly (readonly [string, string])[] = [
  ['← ↑ → ↓', 'walk along the tie that leads that way'],
  ['[ and ]', 'step through its ties, round and round'],
  ['Enter', 'open what you stand on: the mark or the tie'],
  ['Space', 'walk to the far end of the tie on which you stand'],
  ['g', 'next group or case, with its verdict'],
  ['Delete', 'remove it from the picture'],
  ['+ − 0', 'larger, smaller, everything in view'],
  ['l', 'tidy: lay out afresh'],
  ['Ctrl Z, Ctrl Shift Z', 'undo, redo'],
  ['/', 'search'],
  ['Escape', 'put the selection away'],
  ['?', 'this list, from anywhere']
]

/** Does what a key asks; false where it means nothing here, so that the browser may have it. */
export function press({ key, ctrl, shift }: Key, screen: Screen): boolean {
  if (ctrl) {
    const isUndo = key.toLowerCase() === 'z'
    if (!isUndo && key.toLowerCase() !== 'y') return false
    if (isUndo && !shift) undoStep()
    else redoStep()
    return true
  }
  if (isArrow(key)) return walk(key, screen)
  const command = COMMANDS[key]
  if (command === undefined) return false
  command(screen)
  return true
}

const COMMANDS: Readonly<Record<string, (screen: Screen) => void>> = {
  ']': () => stepTie(1),
  '[': () => stepTie(-1),
  Enter: () => openHere(),
  ' ': (screen) => follow(screen),
  g: () => nextGroup(),
  Delete: () => removeHere(),
  Backspace: () => removeHere(),
  '+': (screen) => screen.zoomBy(1.25),
  '=': (screen) => screen.zoomBy(1.25),
  '-': (screen) => screen.zoomBy(0.8),
  '0': (screen) => screen.fit(),
  l: () => void tidyView(),
  Escape: () => {
    select(null)
    store.setState({ cursor: null })
    say('Nothing selected.')
  }
}

/** The cursor, set on the best tied entity where there is none yet or it is no longer shown. */
function cursorNow(): Cursor | null {
  const { cursor } = store.getState()
  const { nodes, strands, home } = currentVisible()
  if (cursor !== null && nodes.some((node) => node.id === cursor.node)) return cursor
  // It begins in what is selected: with the one, or with the best tied of the group that was opened.
  const { selection } = store.getState()
  if (selection?.kind === 'node' && nodes.some((shown) => shown.id === selection.id))
    return { node: selection.id, strand: null }
  const inside = selection?.kind === 'group' ? nodes.filter((shown) => home.get(shown.id) === selection.id) : []
  const from = inside.length > 0 ? inside : nodes
  const node = firstNode(
    from.map((shown) => shown.id),
    strands
  )
  return node === null ? null : { node, strand: null }
}

const positions = () => store.getState().history.present.positions
const nodesById = () => new Map(currentVisible().nodes.map((node) => [node.id, node]))

/** An entity in a sentence: name, kind, group and number of ties. */
export function nodeSentence(id: string): string {
  const { strands, home } = currentVisible()
  const node = nodesById().get(id)
  const group = store.getState().data.groups[home.get(id) ?? '']
  const ties = tiesAround(id, strands, positions()).length
  const where =
    group === undefined ? '' : `, in ${group.name ?? 'a group without a name'} (${familyWords(group.family)})`
  return `${nodeName(node)}, ${node?.kind.toLowerCase() ?? ''}${where}, ${ties} ${ties === 1 ? 'tie' : 'ties'}`
}

export const strandSentence = (strand: Strand, seen: string): string =>
  strand.ties.map((tie) => tieSentence(tie, nodesById(), seen)).join('. Also: ')

function walk(key: Parameters<typeof towards>[1], screen: Screen): boolean {
  const cursor = cursorNow()
  if (cursor === null) {
    say('Nothing is shown.')
    return true
  }
  if (store.getState().cursor === null) {
    store.setState({ cursor })
    say(nodeSentence(cursor.node))
    screen.reveal(cursor.node)
    return true
  }
  const strand = towards(cursor.node, key, currentVisible().strands, positions())
  if (strand === null) {
    say('No tie leads that way. Bracket keys step through all ties.')
    return true
  }
  moveTo(farEnd(strand, cursor.node), strand, cursor.node, screen)
  return true
}

function moveTo(node: string, strand: Strand, from: string, screen: Screen): void {
  store.setState({ cursor: { node, strand: strand.id } })
  screen.reveal(node)
  say(`${strandSentence(strand, from)}. Now on ${nodeSentence(node)}.`)
}

function stepTie(by: 1 | -1): void {
  const cursor = cursorNow()
  if (cursor === null) return
  const { strands } = currentVisible()
  const strand = nextTie(cursor, by, strands, positions())
  if (strand === null) {
    say(`${nodeSentence(cursor.node)}.`)
    return
  }
  store.setState({ cursor: { node: cursor.node, strand: strand.id } })
  const around = tiesAround(cursor.node, strands, positions())
  say(`Tie ${around.indexOf(strand) + 1} of ${around.length}: ${strandSentence(strand, cursor.node)}`)
}

function follow(screen: Screen): void {
  const cursor = cursorNow()
  const strand = currentVisible().strands.find((shown) => shown.id === cursor?.strand)
  if (cursor === null || strand === undefined) {
    say('Stand on a tie first: the bracket keys step through them.')
    return
  }
  moveTo(farEnd(strand, cursor.node), strand, cursor.node, screen)
}

function openHere(): void {
  const cursor = cursorNow()
  if (cursor === null) return
  store.setState({ cursor })
  const walked = store.getState().selection
  // A tie is opened where the cursor stands on one that was stepped to; a second Enter opens the entity.
  if (cursor.strand !== null && walked?.id !== cursor.strand) select({ kind: 'strand', id: cursor.strand })
  else select({ kind: 'node', id: cursor.node })
  say('Opened in the panel beside the graph.')
}

function nextGroup(): void {
  const { groups } = currentVisible()
  const { selection } = store.getState()
  const at = selection?.kind === 'group' ? groups.findIndex((group) => group.id === selection.id) : -1
  const group = groups[(at + 1) % Math.max(groups.length, 1)]
  if (group === undefined) {
    say('No group is open.')
    return
  }
  select({ kind: 'group', id: group.id })
  store.setState({ cursor: null })
  say(`${group.name ?? 'A group without a name'}: ${group.words}`)
}

function removeHere(): void {
  const cursor = cursorNow()
  if (cursor === null) return
  const name = nodeName(nodesById().get(cursor.node))
  act({ do: 'remove', nodes: [cursor.node] })
  store.setState({ cursor: null, selection: null })
  say(`${name} removed from the picture. Undo brings it back.`)
}
