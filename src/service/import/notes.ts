import type { Viewer } from '../../access/viewer.ts'
import type { Reader } from '../../store/assertions.ts'
import type { Thing } from '../audit/line.ts'
import { datasetNames, goodCodes, recordNames, recordsThere, type Named } from '../../store/named.ts'
import { didYouMeanOneOf, splitName } from './cells.ts'
import { noteCircles } from './circles.ts'
import type { Context } from './context.ts'
import { MANIFEST } from './files.ts'
import type { Mentions } from './mentions.ts'
import type { Notes } from './problems.ts'

/** So many different names of other datasets are looked up. */
export const MOST_LOOKED_UP = 100_000
/** Names are suggested from datasets that have no more claims. */
const MOST_SUGGESTED_FROM = 20_000
/** So many mistyped names get a suggestion: each is compared with thousands. */
const MOST_SUGGESTIONS = 200

type Said = Map<string, { reason: string; hint: string }>

/**
 * What is taken and wants a look, as the viewer may know it: names that lead nowhere, and orders in a circle. Answers the marked
 * things of the store whose names it suggests.
 */
export async function noteTogether(context: Context, store: Reader, viewer: Viewer, notes: Notes): Promise<Thing[]> {
  const marked = new Map<string, Thing>()
  if (context.ends.names.length > 0) {
    tell(context, context.ends, await absentEnds(context.ends.names, store, viewer, marked), notes)
    const more = context.ends.names.length - MOST_LOOKED_UP
    if (more > 0)
      notes.add({
        file: MANIFEST,
        row: null,
        column: null,
        reason: `${more} names of records of other datasets were not looked up`,
        hint: `Only the first ${MOST_LOOKED_UP} are.`
      })
  }
  const { looksAt } = context.manifest.record
  if (context.goods.names.length + looksAt.length > 0) {
    const own = [...context.ownCodes].map((name): Named => ({ name, id: '', rank: 0 }))
    const unknown = unknownCodes(
      [...context.goods.names, ...looksAt],
      [...(await goodCodes(store, viewer)), ...own],
      marked
    )
    tell(context, context.goods, unknown, notes)
    for (const code of looksAt) {
      const said = unknown.get(code)
      if (said !== undefined) notes.add({ file: MANIFEST, row: null, column: 'looksAt', ...said })
    }
  }
  noteCircles(context, notes)
  notes.sort()
  return [...marked.values()]
}

type Marked = Map<string, Thing>
type Guess = (name: string, known: readonly string[]) => string

/** What is guessed that a name means; what is marked of it is noted for the audit log. */
function guessed(guess: Guess, name: string, known: readonly Named[], marked: Marked): string {
  const text = guess(name, [...new Set(known.map((each) => each.name))])
  if (text !== '')
    for (const each of known)
      if (each.rank > 0 && text === `; did you mean ${each.name}?`) marked.set(each.id, [each.id, each.rank])
  return text
}

/** One note for each good row that names what is in `said`. */
function tell({ problems, files, columnNames }: Context, mentions: Mentions, said: Said, notes: Notes): void {
  if (said.size === 0) return
  const bad = files.map((file) => problems.rowsOf(file))
  for (let i = 0; i < mentions.name.length; i++) {
    const what = said.get(mentions.names[mentions.name.at(i)] ?? '')
    const file = mentions.file.at(i)
    const row = mentions.row.at(i)
    if (what === undefined || bad[file]?.has(row) === true) continue
    notes.add({ file: files[file] ?? '', row, column: columnNames[mentions.column.at(i)] ?? null, ...what })
  }
}

/** Records of other datasets that are not there for the viewer, with what is told of each. */
async function absentEnds(names: readonly string[], store: Reader, viewer: Viewer, marked: Marked): Promise<Said> {
  const said: Said = new Map()
  const asked = names.slice(0, MOST_LOOKED_UP)
  const there = await recordsThere(store, viewer, asked)
  if (there.size === asked.length) return said
  const datasets = await datasetNames(store, viewer)
  const known = new Map<string, readonly Named[] | null>()
  for (const name of asked) {
    if (there.has(name)) continue
    const { dataset, local } = splitName(name) ?? { dataset: '', local: name }
    if (!datasets.some((each) => each.name === dataset)) {
      said.set(name, {
        reason: `there is no dataset ${dataset}${said.size < MOST_SUGGESTIONS ? guessed(didYouMeanOneOf, dataset, datasets, marked) : ''}`,
        hint: `The row is taken and sleeps until that dataset is there with the record ${local}; correct the name if it is mistyped.`
      })
      continue
    }
    let others = known.get(dataset)
    if (others === undefined && said.size < MOST_SUGGESTIONS) {
      const full = await recordNames(store, viewer, dataset, MOST_SUGGESTED_FROM)
      others = full?.map((each) => ({ ...each, name: each.name.slice(dataset.length + 1) })) ?? null
      known.set(dataset, others)
    }
    said.set(name, {
      reason: `there is no record ${local} in ${dataset}${said.size < MOST_SUGGESTIONS ? guessed(slip, local, others ?? [], marked) : ''}`,
      hint: 'The row is taken and sleeps until that record is there; correct the name if it is mistyped.'
    })
  }
  return said
}

function unknownCodes(asked: readonly string[], codes: readonly Named[], marked: Marked): Said {
  const known = new Set(codes.map(({ name }) => name))
  const said: Said = new Map()
  for (const code of new Set(asked)) {
    if (known.has(code)) continue
    const hint =
      codes.length === 0
        ? 'The row is taken. There are no goods here yet: `npm start` and `skein seed` load the shipped ones.'
        : 'The row is taken, but no question about goods finds it. Name goods by code, such as drugs/cocaine.'
    const guess = said.size < MOST_SUGGESTIONS ? guessed(slip, code, codes, marked) : ''
    said.set(code, { reason: `${code} is the code of no good${guess}`, hint })
  }
  return said
}

/** `; did you mean X?`: the nearest name, or the path that ends as the name does (`cocaine`, `drug/cocaine`). */
function slip(name: string, known: readonly string[]): string {
  const last = name.slice(name.lastIndexOf('/') + 1).toLowerCase()
  const path = last === '' ? undefined : known.find((each) => each.toLowerCase().endsWith(`/${last}`))
  return path === undefined ? didYouMeanOneOf(name, known) : `; did you mean ${path}?`
}
