import { sourceId } from '../../claims/ids.ts'
import type { IdPrefix } from '../../claims/ids.ts'
import { SkeinError } from '../../errors.ts'
import { has, listOf } from '../arguments.ts'
import { argumentsOf, inputOf, type Arguments, type Run } from '../run.ts'
import type { Selected } from '../selection.ts'
import { comparePlan } from './compare.ts'
import { corridorsPlan } from './corridors.ts'
import { crossGoodsPlan } from './cross-goods.ts'
import { evidenceFilters } from './evidence.ts'
import { graphPlan } from './graph.ts'
import type { Building } from './building.ts'
import { claimsPage, datasetsPage, entitiesPage, routesPage, searchPage, sourcesPage } from './pages.ts'
import { citationsPlan, citedSort, estimatesPlan, interventionsPlan } from './numbers.ts'
import { pathsPlan } from './paths.ts'
import type { PagePlan, RootPlan, Subject } from './types.ts'

const SUBJECTS: Readonly<Record<IdPrefix, Subject>> = {
  e: 'Entity',
  r: 'Relation',
  c: 'Claim',
  s: 'Source',
  d: 'Dataset',
  j: 'Judgement'
}

/** Root fields that read the graph. `viewer` and the like need no statement and no plan. */
export const PLANNED = [
  'node',
  'nodes',
  'entity',
  'entities',
  'search',
  'graph',
  'crossGoods',
  'compareGroups',
  'routes',
  'corridors',
  'estimates',
  'interventions',
  'citations',
  'paths',
  'claims',
  'sources',
  'datasets',
  'revision'
] as const

/** The plan of one root field. */
export function rootPlan(building: Building, field: Selected): RootPlan {
  switch (field.name) {
    case 'entity':
      return {
        root: 'lookup',
        field,
        many: false,
        items: [{ prefix: 'e', item: building.item('Entity', field.fields) }]
      }
    case 'node':
      return lookup(building, field, false)
    case 'nodes':
      return lookup(building, field, true)
    case 'entities':
      return page(entitiesPage(building, field))
    case 'search':
      return page(searchPage(building, field))
    case 'claims':
      return page(claims(building, field))
    case 'sources':
      return page(sourcesPage(building, field))
    case 'datasets':
      return page(datasetsPage(building, field))
    case 'graph':
      return graphPlan(building, field)
    case 'crossGoods':
      return crossGoodsPlan(building, field)
    case 'compareGroups':
      return comparePlan(building, field)
    case 'routes':
      return page(routesPage(building, field))
    case 'corridors':
      return corridorsPlan(building, field)
    case 'estimates':
      return estimatesPlan(building, field)
    case 'interventions':
      return interventionsPlan(building, field)
    case 'citations':
      return citationsPlan(building, field)
    case 'paths':
      return pathsPlan(building, field)
    case 'revision':
      return { root: 'revision', field }
    default:
      throw new SkeinError('UNSUPPORTED', `No plan answers Query.${field.name}`)
  }
}

const page = (plan: PagePlan): RootPlan => ({ root: 'page', page: plan })

/** The sorts of ids among those asked for: each has a part of its own in the text. */
function prefixesOf(args: Arguments, many: boolean): IdPrefix[] {
  const ids = many ? (args['ids'] as readonly string[]) : [args['id'] as string]
  const found = new Set(ids.map((id) => id.slice(0, 2)))
  return (Object.keys(SUBJECTS) as IdPrefix[]).filter((prefix) => found.has(`${prefix}:`))
}

function lookup(building: Building, field: Selected, many: boolean): RootPlan {
  const prefixes = prefixesOf(argumentsOf(building.run, field), many)
  const items = prefixes.map((prefix) => ({ prefix, item: building.item(SUBJECTS[prefix], field.fields) }))
  return { root: 'lookup', field, many, items }
}

function claims(building: Building, field: Selected): PagePlan {
  const read = (run: Run): Arguments => inputOf(run, field, 'filter')
  const filter = read(building.run)
  return claimsPage(
    building,
    field,
    {
      step: 'matchClaims',
      about: has(filter, 'about')
        ? { id: (run) => read(run)['about'] as string, entity: (filter['about'] as string).startsWith('e:') }
        : null,
      source: has(filter, 'source') ? (run) => sourceId(read(run)['source'] as string) : null,
      dataset: has(filter, 'dataset') ? (run) => read(run)['dataset'] as string : null
    },
    evidenceFilters(building, field)
  )
}

/** What of a root field's values its plan depends on beside the presence-shape: the sorts of the ids given. */
export function valueShape(run: Run, field: Selected): string {
  const args = argumentsOf(run, field)
  switch (field.name) {
    case 'node':
    case 'nodes':
      listOf(args, 'ids', 200)
      return prefixesOf(args, field.name === 'nodes').join('')
    case 'claims':
      return String(((args['filter'] ?? {}) as { about?: string | null }).about?.startsWith('e:') ?? '')
    case 'citations':
      return citedSort(args['of'] as string) ?? ''
    default:
      return ''
  }
}
