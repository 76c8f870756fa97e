/** The list of groups and cases, and Skein's verdicts on them: the list is cheap, a verdict reads all that is inside a group. */
import { loadCollectives, loadVerdicts } from '../api/load.ts'
import type { GroupData } from '../graph/groups.ts'
import { notice, store } from './store.ts'

/** How many verdicts are asked for at once. */
const AT_ONCE = 4

function put(rows: readonly GroupData[]): void {
  const { data, collectives } = store.getState()
  const byId = new Map(rows.map((row) => [row.id, row]))
  store.setState({
    collectives: collectives?.map((group) => byId.get(group.id) ?? group) ?? null,
    data: { ...data, groups: { ...data.groups, ...Object.fromEntries(byId) } }
  })
}

/** Loads the list. A verdict that is known stays until `judgeAll` brings it again. */
export async function reloadCollectives(): Promise<void> {
  const found: GroupData[] = []
  fresh.clear()
  await loadCollectives((page, more) => {
    const { data } = store.getState()
    const rows = page.map((row) => ({ ...row, ...verdictOf(data.groups[row.id]) }))
    found.push(...rows)
    store.setState({ collectives: [...found], collectivesDone: !more })
    put(rows)
  })
  store.setState({ collectives: [...found], collectivesDone: true })
}

function verdictOf(known: GroupData | undefined): Partial<GroupData> {
  if (known?.judged !== true) return {}
  const { judged, family, type, probability, words, standsAlone, actors, commandTies, contactTies, howCollected } =
    known
  return { judged, family, type, probability, words, standsAlone, actors, commandTies, contactTies, howCollected }
}

/** Those whose verdict is as new as the list. */
const fresh = new Set<string>()

/** Asks for Skein's verdict on these. `later`: whatever somebody waits for goes first. */
export async function judgeGroups(ids: readonly string[], later = false): Promise<void> {
  for (let i = 0; i < ids.length; i += AT_ONCE) {
    const some = ids.slice(i, i + AT_ONCE)
    const verdicts = await loadVerdicts(some, later)
    const { groups } = store.getState().data
    for (const id of some) fresh.add(id)
    // One that has gone since is left as it is: the next look at the list drops it.
    put(some.flatMap((id) => (groups[id] === undefined ? [] : [{ ...groups[id], ...verdicts.get(id), judged: true }])))
  }
}

let judging = false
/** Verdicts on everything in the list that has none as new as it, those with members first. */
export async function judgeAll(): Promise<void> {
  if (judging) return
  judging = true
  try {
    for (;;) {
      const missing = (store.getState().collectives ?? [])
        .filter((group) => !fresh.has(group.id))
        .sort((a, b) => Number(b.members > 0) - Number(a.members > 0))
      if (missing.length === 0) break
      await judgeGroups(
        missing.slice(0, AT_ONCE).map((group) => group.id),
        true
      )
    }
  } catch (error) {
    notice('verdicts', `Some verdicts are missing: ${error instanceof Error ? error.message : 'no answer'}`)
  } finally {
    judging = false
  }
}
