import type { Viewer } from '../../access/viewer.ts'
import type { Reader } from '../../store/assertions.ts'
import { datasetNames, goodCodes, recordNames, recordsThere } from '../../store/named.ts'
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

/** What is taken and wants a look, as the viewer may know it: names that lead nowhere, and orders in a circle. */
export async function noteTogether(context: Context, store: Reader, viewer: Viewer, notes: Notes): Promise<void> {
  if (context.ends.names.length > 0) {
    tell(context, context.ends, await absentEnds(context.ends.names, store, viewer), notes)
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
    const codes = [...new Set([...(await goodCodes(store, viewer)), ...context.ownCodes])]
    const unknown = unknownCodes([...context.goods.names, ...looksAt], codes)
    tell(context, context.goods, unknown, notes)
    for (const code of looksAt) {
      const said = unknown.get(code)
      if (said !== undefined) notes.add({ file: MANIFEST, row: null, column: 'looksAt', ...said })
    }
  }
  noteCircles(context, notes)
  notes.sort()
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
async function absentEnds(names: readonly string[], store: Reader, viewer: Viewer): Promise<Said> {
  const said: Said = new Map()
  const asked = names.slice(0, MOST_LOOKED_UP)
  const there = await recordsThere(store, viewer, asked)
  if (there.size === asked.length) return said
  const datasets = await datasetNames(store, viewer)
  const known = new Map<string, readonly string[] | null>()
  for (const name of asked) {
    if (there.has(name)) continue
    const { dataset, local } = splitName(name) ?? { dataset: '', local: name }
    if (!datasets.includes(dataset)) {
      said.set(name, {
        reason: `there is no dataset ${dataset}${said.size < MOST_SUGGESTIONS ? didYouMeanOneOf(dataset, datasets) : ''}`,
        hint: `The row is taken and sleeps until that dataset is there with the record ${local}; correct the name if it is mistyped.`
      })
      continue
    }
    let others = known.get(dataset)
    if (others === undefined && said.size < MOST_SUGGESTIONS) {
      const full = await recordNames(store, viewer, dataset, MOST_SUGGESTED_FROM)
      others = full?.map((each) => each.slice(dataset.length + 1)) ?? null
      known.set(dataset, others)
    }
    said.set(name, {
      reason: `there is no record ${local} in ${dataset}${said.size < MOST_SUGGESTIONS ? slip(local, others ?? []) : ''}`,
      hint: 'The row is taken and sleeps until that record is there; correct the name if it is mistyped.'
    })
  }
  return said
}

function unknownCodes(asked: readonly string[], codes: readonly string[]): Said {
  const known = new Set(codes)
  const said: Said = new Map()
  for (const code of new Set(asked)) {
    if (known.has(code)) continue
    const hint =
      codes.length === 0
        ? 'The row is taken. There are no goods here yet: `npm start` and `skein seed` load the shipped ones.'
        : 'The row is taken, but no question about goods finds it. Name goods by code, such as drugs/cocaine.'
    const guess = said.size < MOST_SUGGESTIONS ? slip(code, codes) : ''
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
