/** What users do that needs the server: each loads, lays out what is new, then performs one undoable step. */
import { AskError } from '../api/client.ts'
import { loadContested, loadGraph, loadViewer, type LoadedGraph } from '../api/load.ts'
import type { Tie } from '../graph/elements.ts'
import type { GroupData } from '../graph/groups.ts'
import { placeNew, tidy as layTidy } from '../graph/layout/run.ts'
import { EMPTY, merge, type Addition, type Data, type ViewDocument } from '../view/document.ts'
import { layoutInput } from '../view/layout-input.ts'
import { candidates, isComplete, pickExample } from './example.ts'
import { count } from '../graph/words.ts'
import { judgeGroups, reloadCollectives } from './collectives.ts'
import { lens } from './lens.ts'
import { act, go, notice, say, select, store, type Place, type Problem } from './store.ts'

/** How many entities one view takes at most before the rest is said and not drawn. */
export const VIEW_LIMIT = 300
/** How many entities a view may grow to: drawing stays quick, and the public's cost limit holds. */
const MOST = { owner: 1500, public: 600 } as const

export function problemOf(error: unknown): Problem {
  if (error instanceof AskError) return { message: error.message, hint: error.hint }
  return { message: error instanceof Error ? error.message : 'Something went wrong', hint: 'Try again.' }
}

/** Runs one thing with its words on screen; a failure is shown and changes nothing. */
async function busily(words: string, work: () => Promise<void>): Promise<void> {
  store.setState({ busy: words, problem: null })
  try {
    await work()
  } catch (error) {
    const problem = problemOf(error)
    store.setState({ problem })
    say(`${problem.message}. ${problem.hint}`)
  } finally {
    store.setState({ busy: null })
  }
}

const withPositions = (document: ViewDocument, nodes: readonly string[]): ViewDocument => ({
  ...document,
  positions: { ...Object.fromEntries(nodes.map((id) => [id, { x: 0, y: 0 }])), ...document.positions }
})

function take(graph: LoadedGraph): Data {
  const data = merge(store.getState().data, graph.nodes, graph.ties)
  store.setState({ data })
  void lookForDoubt(graph.ties)
  const { truncated } = graph
  if (truncated !== null) {
    const of = truncated.of === null ? '' : ` of ${truncated.of.toLocaleString('en')}`
    notice('truncated', `Showing ${truncated.shown.toLocaleString('en')}${of}: ${truncated.because}`)
  }
  return data
}

/**
 * Accusing ties carry one standing in a drawing. Whether a court rejected it, or origins disagree, is asked afterwards and drawn
 * as a cross-bar when known; without an answer the picture stays as it is, and the panel says all of it anyway.
 */
async function lookForDoubt(ties: readonly Tie[]): Promise<void> {
  const accusing = ties.filter((tie) => tie.standing !== null && !tie.contested).map((tie) => tie.id)
  try {
    const contested = await loadContested(accusing)
    if (contested.size === 0) return
    const { data } = store.getState()
    const marked = [...contested].flatMap((id) => {
      const tie = data.ties[id]
      return tie === undefined ? [] : [[id, { ...tie, contested: true }] as const]
    })
    store.setState({ data: { ...data, ties: { ...data.ties, ...Object.fromEntries(marked) } } })
  } catch {
    // Said above: the panel has it.
  }
}

/** Fills the first screen: who asks, the list of groups and cases, and an example of both kinds. */
export async function start(): Promise<void> {
  store.setState({ status: 'loading', problem: null })
  try {
    const viewer = await loadViewer()
    store.setState({ viewer })
    await reloadCollectives()
    const all = (): readonly GroupData[] => store.getState().collectives ?? []
    const wanted = candidates(all()).map((group) => group.id)
    for (let i = 0; i < wanted.length && !isComplete(all()); i += 3) await judgeGroups(wanted.slice(i, i + 3))
    const example = pickExample(all())
    // Whoever came by an address that names another place stays there.
    if (example.length > 0) await openGroups(example, 'replace', null)
    store.setState({ status: 'ready' })
  } catch (error) {
    store.setState({ status: 'error', problem: problemOf(error) })
  }
}

/** What is inside groups. Cost follows what is asked for, so first about as much as they have members, then all that fits. */
async function loadInside(groups: readonly GroupData[]): Promise<LoadedGraph> {
  const collectives = groups.map((group) => group.id)
  const members = groups.reduce((sum, group) => sum + group.members, 0)
  const first = Math.min(VIEW_LIMIT, 40 + 2 * members)
  const graph = await loadGraph({ collectives, first })
  return graph.truncated !== null && first < VIEW_LIMIT ? loadGraph({ collectives, first: VIEW_LIMIT }) : graph
}

/** Opens groups or cases: alone, or beside what is there. */
export async function openGroups(
  groups: readonly GroupData[],
  how: 'replace' | 'beside',
  then: Place | null = 'explore'
): Promise<void> {
  const names = groups.map((group) => group.name ?? 'a group without a name').join(', ')
  await busily(`Opening ${names}`, async () => {
    store.setState({ notices: [] })
    const [graph] = await Promise.all([
      loadInside(groups),
      judgeGroups(groups.filter((group) => !group.judged).map((group) => group.id))
    ])
    const data = take(graph)
    const additions: Addition[] = groups.map((group) => ({
      id: `group:${group.id}`,
      of: group.id,
      label: group.name ?? 'group without a name',
      nodes: graph.nodes.filter((node) => node.in.includes(group.id)).map((node) => node.id)
    }))
    const nodes = graph.nodes.map((node) => node.id)
    const ids = groups.map((group) => group.id)
    if (how === 'replace') {
      const draft = withPositions({ ...EMPTY, groups: ids }, nodes)
      const positions = await layTidy(layoutInput(draft, data))
      act({ do: 'open', groups: ids, additions, positions })
      select(groups.length === 1 && ids[0] !== undefined ? { kind: 'group', id: ids[0] } : null)
    } else {
      for (const addition of additions) await addTo(addition, [addition.of ?? ''], data)
      const last = ids.at(-1)
      // The panel and the keyboard go where the new group stands.
      if (last !== undefined) select({ kind: 'group', id: last })
      store.setState({ cursor: null })
    }
    if (then !== null) go(then)
    say(`Opened ${names}: ${count(nodes.length, 'person or thing', 'people and things')}.`)
  })
}

async function addTo(addition: Addition, groups: readonly string[], data: Data): Promise<void> {
  const { present } = store.getState().history
  const wanted = { ...present, groups: [...new Set([...present.groups, ...groups])] }
  const input = layoutInput(withPositions(wanted, addition.nodes), data)
  const anchor = addition.of !== null && addition.of in present.positions ? addition.of : null
  const positions = await placeNew({ ...input, fixed: present.positions, anchor })
  act({ do: 'add', groups, addition: { ...addition, later: true }, positions })
}

/** Brings in entities by id, with the ties among them and to what is there. */
export async function addEntities(ids: readonly string[], label: string, of: string | null = null): Promise<void> {
  await busily(`Adding ${label}`, async () => {
    const shown = Object.keys(store.getState().history.present.positions)
    const most = store.getState().viewer?.viewer.owner === true ? MOST.owner : MOST.public
    const fresh = ids.filter((id) => !shown.includes(id)).slice(0, Math.max(most - shown.length, 0))
    const all = [...new Set([...shown, ...fresh, ...ids])].slice(0, most)
    const graph = await loadGraph({ ids: all, first: Math.max(all.length, 1) })
    const data = take(graph)
    // A record's id may have found the entity into which it was merged.
    const present = new Set(graph.nodes.map((node) => node.id))
    const nodes = [
      ...new Set([...ids.filter((id) => present.has(id)), ...[...present].filter((id) => !shown.includes(id))])
    ]
    await addTo({ id: `add:${of ?? ''}:${label}`, of, label, nodes }, [], data)
    const [only] = nodes
    if (nodes.length === 1 && only !== undefined) {
      select({ kind: 'node', id: only })
      store.setState({ cursor: { node: only, strand: null } })
    }
    if (fresh.length < ids.filter((id) => !shown.includes(id)).length) {
      notice(
        'room',
        `A view holds ${most.toLocaleString('en')} people and things at most for this viewer; the rest was not added.`
      )
    }
    go('explore')
    say(`Added ${label}: ${count(nodes.length, 'person or thing', 'people and things')}.`)
  })
}

/** Clears the picture and shows these entities alone. */
export async function openEntities(ids: readonly string[], groups: readonly GroupData[], label: string): Promise<void> {
  if (groups.length > 0) await openGroups(groups, 'replace')
  else act({ do: 'open', groups: [], additions: [], positions: {} })
  if (ids.length > 0) await addEntities(ids, label)
}

/** Lays out everything afresh: the one step that moves what is there, and only when asked. */
export async function tidyView(): Promise<void> {
  await busily('Tidying', async () => {
    const { history, data } = store.getState()
    act({ do: 'tidy', positions: await layTidy(layoutInput(history.present, data)) })
    requestAnimationFrame(() => lens.now?.fit())
    say('Laid out afresh. Undo brings the old places back.')
  })
}
