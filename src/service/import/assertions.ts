import type { Viewer } from '../../access/viewer.ts'
import { canonical } from '../../claims/ids.ts'
import { countOf, valuesOf } from '../../store/assertions.ts'
import type { Store } from '../../store/store.ts'
import { MANIFEST } from './files.ts'
import type { Manifest } from './manifest.ts'
import type { RowProblem } from './report.ts'

/** Checks what the manifest says of the loaded data, as the viewer sees them. The data stay, whatever comes of it. */
export async function failedAssertions(
  store: Store,
  viewer: Viewer,
  { record: { name }, assertions }: Manifest
): Promise<RowProblem[]> {
  const failed: RowProblem[] = []
  for (const [i, assertion] of assertions.entries()) {
    const fail = (reason: string, hint: string): void =>
      void failed.push({ file: MANIFEST, row: null, column: `assertions.${i}`, reason, hint })
    if ('count' in assertion) {
      const { count, asleep } = await countOf(store, viewer, name, assertion.count)
      if (count === assertion.is) continue
      fail(
        `${assertion.count}: ${count} ${store.ontology.kinds.has(assertion.count) ? 'entities' : 'relations'} are there, ${assertion.is} are asserted`,
        asleep > 0
          ? `${asleep} rows of that kind sleep until the records of other datasets that they name are there: import those datasets.`
          : 'Several claims (rows) may be about one of them. Correct the assertion or the rows. The rows were loaded.'
      )
    } else {
      const values = await valuesOf(store, viewer, name, `${name}:${assertion.record}`, assertion.property)
      if (values.some((value) => canonical(value) === canonical(assertion.is))) continue
      const found =
        values.length === 0 ? 'no row states it' : `rows state ${values.map((v) => canonical(v)).join(', ')}`
      fail(
        `${assertion.record}.${assertion.property} is asserted to be ${canonical(assertion.is)}, and ${found}`,
        'Correct the assertion or the rows. The rows were loaded.'
      )
    }
  }
  return failed
}
