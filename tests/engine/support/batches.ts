/** Batches with a known answer, for tests of the embedded store: batch i makes SIZE nodes, counts itself, renames one node. */
import { openGrafeo, type Grafeo } from '../../../src/engine/grafeo.ts'
import type { Engine, Line, Replay, Row, Transaction } from '../../../src/engine/port.ts'

export const SIZE = 40
export const SCHEMA = [
  'CREATE CONSTRAINT item_id IF NOT EXISTS FOR (n:Item) REQUIRE n.id IS UNIQUE',
  'CREATE INDEX item_id_index IF NOT EXISTS FOR (n:Item) ON (n.id)'
]

interface Content {
  batch: number
  rows: { id: string; batch: number; text: string }[]
}

export const datasetOf = (batch: number): string => `set-${batch % 3}`

export function linesOf(batch: number): Line[] {
  const rows = Array.from({ length: SIZE }, (_, i) => ({
    id: `${batch}-${i}`,
    batch,
    text: `text ${batch} ${i} `.repeat(8)
  }))
  const content: Content = { batch, rows }
  return [{ dataset: datasetOf(batch), content: JSON.stringify(content) }]
}

async function apply(transaction: Transaction, text: string): Promise<void> {
  const { batch, rows } = JSON.parse(text) as Content
  await transaction.run({ text: 'UNWIND $rows AS row CREATE (n:Item) SET n = row', params: { rows }, columns: [] })
  const rename = 'MATCH (n:Item {id: $id}) SET n.text = $text'
  await transaction.run({ text: rename, params: { id: `${batch - 1}-0`, text: `renamed by ${batch}` }, columns: [] })
  await transaction.run({
    text: "MERGE (n:Item {id: 'total'}) SET n.sum = coalesce(n.sum, 0) + $batch",
    params: { batch },
    columns: []
  })
}

export const replay: Replay = async (transaction, contents) => {
  for (const content of contents) await apply(transaction, content)
}

export const writeBatch = (engine: Engine, batch: number): Promise<void> => {
  const lines = linesOf(batch)
  return engine.transaction(
    (transaction) =>
      replay(
        transaction,
        lines.map(({ content }) => content)
      ),
    lines
  )
}

export async function openFolder(folder: string): Promise<{ engine: Grafeo; notices: string[] }> {
  const notices: string[] = []
  const engine = await openGrafeo({ folder, replay, schema: SCHEMA, notice: (message) => notices.push(message) })
  return { engine, notices }
}

/** Everything the graph holds, in a fixed order. */
export const everything = (engine: Engine): Promise<Row[]> =>
  engine.read({
    text: 'MATCH (n:Item) RETURN n.id AS id, n.batch AS batch, n.text AS text, n.sum AS sum ORDER BY n.id',
    params: {},
    columns: ['id', 'batch', 'text', 'sum']
  })

/** What it must hold after batches 1 … last, in the same order. */
export function expected(last: number): Row[] {
  const rows: Row[] = []
  for (let batch = 1; batch <= last; batch++) {
    for (let i = 0; i < SIZE; i++) {
      const renamed = i === 0 && batch < last
      rows.push([`${batch}-${i}`, batch, renamed ? `renamed by ${batch + 1}` : `text ${batch} ${i} `.repeat(8), null])
    }
  }
  if (last > 0) rows.push(['total', null, null, (last * (last + 1)) / 2])
  return rows.sort(([a], [b]) => ((a as string) < (b as string) ? -1 : 1))
}
