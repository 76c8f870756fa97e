import { visible, viewerParams, type Viewer } from '../access/viewer.ts'
import { ASLEEP } from '../claims/derive/secrecy.ts'
import { MARKINGS } from '../claims/types.ts'
import type { Params, Row } from '../engine/port.ts'
import type { PropertyValue } from '../ontology/validate.ts'

/** What can run a reading statement; a `Store` can. */
export interface Reader {
  read(text: string, columns: readonly string[], params?: Params): Promise<Row[]>
}

/** Whether the viewer would see the claim if it were not for the records that it names. */
const OWN = `c.marking IN $markings AND (c.ownAudience IS NULL OR $owner OR any(o IN c.ownAudience WHERE o IN $audiences))`
const COUNT = `WITH $dataset AS d MATCH (c:Claim {dataset: d}) WHERE c.kind = $kind AND c.rank <= ${ASLEEP}
RETURN count(DISTINCT CASE WHEN ${visible('c')} THEN c.about ELSE null END) AS count, count(CASE WHEN ${visible('c')} THEN null WHEN ${OWN} THEN 1 ELSE null END) AS asleep`

const paramsOf = (viewer: Viewer, dataset: string) => ({
  ...viewerParams(viewer),
  markings: MARKINGS.slice(0, viewer.rank + 1),
  dataset
})

/**
 * How many entities or relations of a kind a dataset supports today, and how many of its claims of that kind sleep, as the
 * viewer sees it: to him, a record that he may not see is not there, so what names it sleeps.
 */
export async function countOf(
  store: Reader,
  viewer: Viewer,
  dataset: string,
  kind: string
): Promise<{ count: number; asleep: number }> {
  const [row] = await store.read(COUNT, ['count', 'asleep'], { ...paramsOf(viewer, dataset), kind })
  const [count, asleep] = (row ?? [0, 0]) as number[]
  return { count: count ?? 0, asleep: asleep ?? 0 }
}

const VALUES = `WITH $record AS r MATCH (c:Claim {record: r}) WHERE c.dataset = $dataset AND ${visible('c')} RETURN c.data AS data ORDER BY c.id`

/** The values that those of a dataset's claims that the viewer sees state for one property of one of its records. */
export async function valuesOf(
  store: Reader,
  viewer: Viewer,
  dataset: string,
  record: string,
  property: string
): Promise<PropertyValue[]> {
  const rows = await store.read(VALUES, ['data'], { ...viewerParams(viewer), dataset, record })
  return rows.flatMap(([data]) => {
    const value = (JSON.parse(data as string) as Record<string, PropertyValue>)[property]
    return value === undefined ? [] : [value]
  })
}
