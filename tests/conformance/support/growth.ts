/** What a statement reads on the embedded engine before and after much was added that nobody asks for. */
import { idOf, sourceId } from '../../../src/claims/ids.ts'
import type { SourceRecord } from '../../../src/claims/types.ts'
import type { Engine } from '../../../src/engine/port.ts'
import type { Batch, NewJudgement } from '../../../src/store/batch.ts'
import { cost } from '../../support/engines.ts'
import { growing, MEMBERS } from './batches.ts'
import type { Note } from './recording.ts'

const BATCHES = 100
const MORE = BATCHES * MEMBERS
/** How many of each label there are more afterwards. */
export const ADDED: ReadonlyMap<string, number> = new Map([
  ['Entity', MORE + 1],
  ['Record', MORE + 1],
  ['Claim', 3 * MORE + 1],
  ['Source', MORE],
  ['Judgement', MORE],
  ['Batch', BATCHES + 1]
])

/** A group with 2,000 members, their ties, sources that nobody else cites, judgements on them. All of it is invented. */
export function unrelated(): Batch[] {
  const at = '2024-02-01T00:00:00.000Z'
  const sources = Array.from({ length: MORE }, (_, i): SourceRecord => {
    const key = `b/y:source-${i}`
    const nothing = { publisher: null, date: null, url: null, sourceType: null, citation: null }
    return {
      ...nothing,
      id: sourceId(key),
      key,
      dataset: 'b/y',
      title: key,
      cites: [],
      marking: 'CLEAR',
      audience: null
    }
  })
  const judgements = Array.from({ length: MORE }, (_, i): NewJudgement => {
    const [left, right] = [`b/y:${i % BATCHES}-0`, `b/y:${i % BATCHES}-${1 + (i % (MEMBERS - 1))}`]
    const common = {
      dataset: 'b/y',
      verdict: 'UNSURE',
      by: null,
      why: 'test',
      marking: 'CLEAR',
      audience: null
    } as const
    return { ...common, id: idOf('j', left, right, String(i)), left, right }
  })
  return [...growing(BATCHES), { at, dataset: 'b/y', sources, judgements }]
}

const clears = (text: string): boolean => /^MATCH \(n:\w+\) WITH n LIMIT \d+ DETACH DELETE n$/.test(text)
const changes = (text: string): boolean => /\b(?:CREATE|MERGE|SET|DELETE|REMOVE)\b/.test(text)

/** Rows read by each statement that looks something up; those that change go last. They run again, on a store that is thrown away. */
export async function scannedBy(engine: Engine, notes: Iterable<Note>): Promise<Map<string, number>> {
  const looking = [...notes]
    .map(({ statement }) => statement)
    .filter(({ text }) => /\b(?:MATCH|MERGE)\b/.test(text) && !clears(text))
  looking.sort((a, b) => Number(changes(a.text)) - Number(changes(b.text)))
  const rows = new Map<string, number>()
  for (const statement of looking) {
    // A tie made once more would be one more to read for whoever follows it.
    const text = statement.text.replace(/CREATE \(a\)-.*$/, 'RETURN a.id AS a, b.id AS b')
    const found = await cost(engine, { ...statement, text })
    if (!('scanned' in found)) throw new Error('only the embedded engine counts rows')
    rows.set(statement.text, found.scanned)
  }
  return rows
}
