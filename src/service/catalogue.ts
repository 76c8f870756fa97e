import type { Measure, MeasureDoc } from '../analysis/measures/measure.ts'
import { measures } from '../analysis/measures/registry.ts'

export type CatalogueEntry = Omit<MeasureDoc, 'title'> & Pick<Measure, 'layer'> & { readonly name: string }

/** What is known of each measure that answers hold, in the order in which they hold them. Reads nothing. */
export const measureCatalogue = (): readonly CatalogueEntry[] =>
  measures.map((measure) => {
    const { id, title, layer, purpose, notFor, formula, range, unit, undefinedWhen, missingBias, cost, source } =
      measure
    return { id, name: title, layer, purpose, notFor, formula, range, unit, undefinedWhen, missingBias, cost, source }
  })
