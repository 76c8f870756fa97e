import { buildASTSchema, GraphQLObjectType, Kind, parse, type OperationDefinitionNode } from 'graphql'
import { OWNER } from '../../src/access/viewer.ts'
import { createPlanner } from '../../src/query/planner.ts'
import { loadOntology } from '../../src/service/ontology.ts'

const QUESTION = `query Q($id: ID!) { entity(id: $id) { id kind name grade relations(first: 10, minGrade: "C3") { totalCount nodes {
  kind role grade other { id name relations(first: 5) { nodes { kind other { name } } } } claims(first: 3) { nodes { grade source { title } } } } } } }`
const ROUNDS = 20_000

/** Microseconds to plan one question again: walking the arguments, the cache, cost and parameters. And once anew. */
export function benchPlanning(): unknown {
  const ontology = loadOntology()
  const schema = buildASTSchema(parse(ontology.sdl))
  const parentType = schema.getType('Query')
  const infoOf = () => {
    const operation = parse(QUESTION).definitions.find(
      (node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION
    )
    if (operation === undefined || !(parentType instanceof GraphQLObjectType)) throw new Error('no operation')
    const fieldNodes = operation.selectionSet.selections.filter((node) => node.kind === Kind.FIELD)
    return {
      fieldName: 'entity',
      fieldNodes,
      fragments: {},
      operation,
      parentType,
      variableValues: { id: 'e:00000000000000000000' }
    }
  }
  const planner = createPlanner(ontology, schema, { secret: 'bench' })
  const fresh: number[] = []
  for (let i = 0; i < 200; i++) {
    const info = infoOf()
    const begun = performance.now()
    planner.prepare(info, OWNER)
    fresh.push(performance.now() - begun)
  }
  const info = infoOf()
  for (let i = 0; i < 1_000; i++) planner.prepare(info, OWNER)
  const begun = performance.now()
  for (let i = 0; i < ROUNDS; i++) planner.prepare(info, OWNER)
  const again = (performance.now() - begun) / ROUNDS
  const sorted = fresh.sort((a, b) => a - b)
  return { again_ms: Number(again.toFixed(4)), anew_ms: Number((sorted[100] ?? 0).toFixed(2)) }
}
