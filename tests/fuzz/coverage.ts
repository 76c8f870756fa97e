/**
 * What of the schema the fuzz asks for. Everything that the schema has is asked for, but for what stands here: a root field, an
 * argument or an input field that the reference (`reference/fields.ts`) does not know yet, written as `Query.paths`,
 * `Query.entities.filter` or `EntityFilter.has`. Whoever adds one to the schema teaches it to the reference, or lists it here.
 */
export const NOT_YET_FUZZED: readonly string[] = [
  ...['estimates', 'interventions', 'citations'].flatMap((name) => [`Query.${name}`, `Query.${name}.*`]),
  'Estimates.total.across',
  'Collective.typology',
  'Group.typology',
  'Case.typology',
  'CrossGoods.overlaps',
  'CrossGoods.blindSpots'
]

/** Whether a coordinate is listed as not yet fuzzed; `Type.*` stands for all of a type that `FUZZED` does not name. */
export const notYetFuzzed = (coordinate: string): boolean =>
  NOT_YET_FUZZED.includes(coordinate) ||
  (NOT_YET_FUZZED.includes(coordinate.replace(/\.[^.]*$/, '.*')) && !FUZZED.includes(coordinate))

/** What the reference knows. A test holds both lists together with the schema. */
export const FUZZED: readonly string[] = [
  ...['node', 'nodes', 'entity', 'entities', 'search', 'graph', 'crossGoods', 'compareGroups', 'routes', 'corridors', 'paths', 'claims', 'sources', 'datasets', 'revision'].map((name) => `Query.${name}.asKnownAt`),
  'Query.node', 'Query.node.id', 'Query.nodes', 'Query.nodes.ids', 'Query.entity', 'Query.entity.id',
  'Query.entities', 'Query.entities.filter', 'Query.entities.orderBy', 'Query.entities.direction', 'Query.entities.first', 'Query.entities.after',
  'Query.search', 'Query.search.text', 'Query.search.kinds', 'Query.search.filter', 'Query.search.first', 'Query.search.after',
  'Query.graph', 'Query.graph.input', 'Query.crossGoods', 'Query.crossGoods.input',
  'Query.claims', 'Query.claims.filter', 'Query.claims.first', 'Query.claims.after',
  'Query.sources', 'Query.sources.filter', 'Query.sources.first', 'Query.sources.after', 'Query.datasets', 'Query.datasets.filter', 'Query.datasets.first', 'Query.datasets.after',
  'Query.revision', 'Query.viewer', 'Query.view', 'Query.view.id', 'Query.views', 'Query.measureCatalogue', 'Query.routes', 'Query.routes.goods', 'Query.routes.modes',
  'Query.routes.places', 'Query.routes.period', 'Query.routes.minGrade', 'Query.routes.first', 'Query.routes.after',
  'EntityFilter.*', 'TieFilter.*', 'TextFilter.*', 'TextListFilter.*', 'DateFilter.*', 'NumberFilter.*', 'FlagFilter.*', 'StructureLabelFilter.*',
  'EventTypeFilter.*', 'JourneyStatusFilter.*', 'TriStateFilter.*', 'TransportModeFilter.*', 'PlaceTypeFilter.*', 'AssetTypeFilter.*',
  'PublisherRoleFilter.*', 'OutcomeFilter.*', 'ClaimFilter.*', 'SourceFilter.*', 'DatasetFilter.*',
  'GraphInput.collectives', 'GraphInput.around', 'GraphInput.ids', 'GraphInput.kinds', 'GraphInput.goods', 'GraphInput.period',
  'GraphInput.minGrade', 'GraphInput.first',
  'CrossGoodsInput.goods', 'CrossGoodsInput.including', 'CrossGoodsInput.minGrade', 'CrossGoodsInput.period', 'CrossGoodsInput.kinds', 'CrossGoodsInput.first',
  'CrossGoodsInput.after',
  'Query.corridors', 'Query.corridors.input', 'CorridorsInput.*',
  'Query.compareGroups', 'Query.compareGroups.ids', 'GroupComparison.measures.ids',
  'Query.paths', 'Query.paths.from', 'Query.paths.to', 'Query.paths.kinds', 'Query.paths.kinship', 'Query.paths.goods', 'Query.paths.period', 'Query.paths.minGrade', 'Query.paths.orderBy', 'Query.paths.maxHops', 'Query.paths.first',
  'PeriodInput.from', 'PeriodInput.to', 'PeriodInput.phase',
  'Entity.claims.first', 'Entity.claims.after', 'Relation.claims.first', 'Relation.claims.after', 'Collective.measures.ids',
  'Entity.relations.kinds', 'Entity.relations.direction', 'Entity.relations.goods', 'Entity.relations.period', 'Entity.relations.minGrade',
  'Entity.relations.first', 'Entity.relations.after'
] // prettier-ignore

/** Arguments of every page over fixed kinds of ties: those of `Entity.relations`, which stand above. */
export const OF_SHORTCUTS: readonly string[] = ['goods', 'period', 'minGrade', 'first', 'after']
