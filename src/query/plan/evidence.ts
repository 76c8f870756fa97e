import { sourceId } from '../../claims/ids.ts'
import { invalid } from '../../errors.ts'
import { didYouMean } from '../../ontology/suggest.ts'
import type { Ontology } from '../../ontology/types.ts'
import { has, listOf, minGradeOf, momentOf } from '../arguments.ts'
import { inputOf, type Arguments, type Run } from '../run.ts'
import type { Selected } from '../selection.ts'
import type { Building } from './building.ts'
import type { EvidenceFilter } from './types.ts'

/** How each part of the filters on claims, sources and datasets is asked of what is stored; the rest anchors the page. */
const ASKED: Readonly<Record<string, readonly [property: string, compare: EvidenceFilter['compare']]>> = {
  kinds: ['kind', 'in'],
  markings: ['marking', 'in'],
  standings: ['standing', 'in'],
  sourceTypes: ['sourceType', 'in'],
  howCollected: ['howCollected', 'in'],
  publisherRoles: ['publisherRole', 'in'],
  invented: ['invented', 'is'],
  minGrade: ['gradeOrder', 'most'],
  knownSince: ['known', 'since'],
  goods: ['looksAt', 'goods'],
  origin: ['origins', 'origin']
}

/** What the `filter` of `claims`, `sources` or `datasets` asks of each. */
export function evidenceFilters(building: Building, field: Selected): EvidenceFilter[] {
  const read = (run: Run): Arguments => inputOf(run, field, 'filter')
  const filter = read(building.run)
  const filters = Object.keys(filter).flatMap((name): EvidenceFilter[] => {
    const asked = has(filter, name) ? ASKED[name] : undefined
    return asked === undefined
      ? []
      : [
          {
            step: 'filter',
            by: 'evidence',
            property: asked[0],
            compare: asked[1],
            value: (run) => given(run.ontology, read(run), name)
          }
        ]
  })
  if (field.name !== 'sources' || !has(filter, 'dataset')) return filters
  const value = (run: Run): string => read(run)['dataset'] as string
  return [...filters, { step: 'filter', by: 'evidence', property: 'dataset', compare: 'is', value }]
}

function given(
  ontology: Ontology,
  filter: Arguments,
  name: string
): string | number | boolean | readonly string[] | null {
  switch (name) {
    case 'kinds':
      return kindsOf(ontology, listOf(filter, name))
    case 'minGrade':
      return minGradeOf(filter, 'filter.')
    case 'knownSince':
      return momentOf(filter, name, 'filter.')
    case 'origin':
      return sourceId(filter[name] as string)
    case 'invented':
      return filter[name] as boolean
    default:
      return listOf(filter, name)
  }
}

/** Kinds of entities and relations, refused where the schema has no such kind. */
function kindsOf({ kinds, relationKinds }: Ontology, asked: readonly string[] | null): readonly string[] | null {
  const unknown = asked?.find((kind) => !kinds.has(kind) && !relationKinds.has(kind))
  if (unknown === undefined) return asked
  const guess = didYouMean(unknown, [...kinds.keys(), ...relationKinds.keys()])
  throw invalid('The filter names what is no kind', {
    path: 'filter.kinds',
    message: `there is no kind ${JSON.stringify(unknown.slice(0, 64))}${guess}`,
    hint: 'Write the kind of an entity or a relation as the schema has it, such as `Person` or `PAYS`.'
  })
}
