import { ASLEEP } from '../claims/derive/secrecy.ts'
import type { Params, Row } from '../engine/port.ts'
import type { PropertyValue } from '../ontology/validate.ts'

/** What can run a reading statement; a `Store` can. */
export interface Reader {
  read(text: string, columns: readonly string[], params?: Params): Promise<Row[]>
}

const COUNT = `MATCH (c:Claim {dataset: $dataset}) WITH c WHERE c.kind = $kind AND c.rank <= ${ASLEEP}
RETURN count(DISTINCT CASE WHEN c.rank < ${ASLEEP} THEN c.about ELSE null END) AS count, count(CASE WHEN c.rank = ${ASLEEP} THEN 1 ELSE null END) AS asleep`

/** How many entities or relations of a kind a dataset supports today, and how many of its claims of that kind sleep. */
export async function countOf(
  store: Reader,
  dataset: string,
  kind: string
): Promise<{ count: number; asleep: number }> {
  const [row] = await store.read(COUNT, ['count', 'asleep'], { dataset, kind })
  const [count, asleep] = (row ?? [0, 0]) as number[]
  return { count: count ?? 0, asleep: asleep ?? 0 }
}

const VALUES = `MATCH (c:Claim {record: $record}) WITH c WHERE c.dataset = $dataset AND c.rank < ${ASLEEP} RETURN c.data AS data ORDER BY c.id`

/** The values that a dataset's claims state for one property of one of its records. */
export async function valuesOf(
  store: Reader,
  dataset: string,
  record: string,
  property: string
): Promise<PropertyValue[]> {
  const rows = await store.read(VALUES, ['data'], { dataset, record })
  return rows.flatMap(([data]) => {
    const value = (JSON.parse(data as string) as Record<string, PropertyValue>)[property]
    return value === undefined ? [] : [value]
  })
}
