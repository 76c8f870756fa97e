import { pages, type Operation } from './operation.ts'

/** Filters and orders over what can be hidden: values, ties, ends of ties, and what is sensitive. */
export function filtered(): Operation[] {
  const asked = (name: string, ...args: string[]): Operation => ({
    name: `entities that meet a filter: ${name}`,
    query: `{ ${args.map((each, i) => `e${i}: entities(first: 100, ${each}) { totalCount unknown nodes { id } edges { cursor } }`).join(' ')} }`
  })
  return [
    asked(
      'ties',
      'filter: { has: { relation: MEMBER_OF } }',
      'filter: { has: { relation: CONTACTS, direction: IN, minGrade: "B3", to: { name: { isNull: false } } } }',
      'filter: { not: { has: { goods: ["drugs", "nothing"], to: { has: { to: { kinds: [Person] } } } } } }',
      'filter: { has: { relation: SAME_AS } }'
    ),
    asked(
      'values',
      'filter: { not: { note: { isNull: true } } }',
      'filter: { or: [{ aliases: { search: "q" } }, { legalName: { isNull: false } }, { identifiers: { isNull: false } }] }',
      'filter: { territory: { gte: "a" }, minGrade: "C3" }',
      'filter: { and: [{ structureLabel: { isNull: false } }, { not: { structureLabel: { eq: LOOSE } } }] }',
      'filter: { code: { eq: "drugs/cocaine" } }'
    ),
    asked(
      'periods and invention',
      'filter: { period: { from: "2003-06", to: "2003" } }',
      'filter: { invented: true, has: { period: { phase: "2" } } }',
      'filter: { goods: ["drugs", "armz"], not: { goods: ["people"] } }'
    ),
    asked(
      'orders',
      'orderBy: LEGAL_NAME',
      'orderBy: GRADE, direction: DESC',
      'orderBy: NOTE, direction: DESC',
      'orderBy: STRUCTURE_LABEL',
      'orderBy: KIND, direction: DESC'
    ),
    {
      name: 'search with a filter',
      query:
        '{ search(text: "a", filter: { has: { direction: OUT, to: { name: { search: "a" } } } }) { totalCount unknown nodes { id } } }'
    },
    {
      name: 'claims, sources and datasets that meet a filter',
      query:
        '{ a: claims(filter: { origin: "a/x:s1" }) { totalCount nodes { id } } b: claims(filter: { kinds: ["Person"], markings: [GREEN, AMBER, RED], minGrade: "C3" }) { totalCount nodes { id } } sources(filter: { origin: "b/y:s1" }) { totalCount nodes { id claimCount } } datasets(filter: { markings: [AMBER] }) { totalCount nodes { id } } }'
    },
    {
      name: 'corridors and routes',
      query:
        '{ corridors { totalCount nodes { from { id } to { id } legs { id records } routes { id } legCount goods modes origins sources datasets validFrom validTo } pageInfo { endCursor } } few: corridors(input: { goods: ["drugs", "armz"], minGrade: "C3", period: { to: "2004" } }) { totalCount unknown nodes { from { name } legCount } } routes(goods: ["drugs"]) { totalCount unknown nodes { id } } all: routes { nodes { id name legs { nodes { id } } } } }'
    },
    {
      name: 'estimates side by side and their total',
      query: `{ estimates { totalCount nodes { id } groups { definition unit counts estimates origins measures { id name } ranges { publisherRole low high years estimates origins figures { estimate { id records } point origins datasets reportedBy { id title } } } } total { value why } }
        few: estimates(goods: ["drugs", "armz"], publisherRoles: [ORIGIN, NGO], minGrade: "B3", definition: "held") { totalCount unknown groups { ranges { low high } } total { value } } }`
    },
    {
      name: 'interventions and what came of them',
      query: `{ interventions { totalCount nodes { id groupKind } notEvaluated noOutcome outcomes { outcome evaluations interventions origins evidence { quality evaluations } } groups { groupKind place { id name } interventions notEvaluated outcomes { evaluations } } }
        few: interventions(goods: ["drugs"], groupKinds: [LOOSE], outcomes: [WORKED, FAILED], tactic: "raid") { totalCount nodes { id } notEvaluated outcomes { evaluations } } }`
    },
    ...pages('estimates', 'first: 1', '{ id point }'),
    ...pages('interventions', 'first: 1', '{ id groupKind }'),
    ...pages('corridors', 'input: { first: 1, after: $after }', '{ legCount goods from { id } to { id } }'),
    ...pages('routes', 'first: 1', '{ id legs { totalCount nodes { other { id } } } }'),
    ...pages('entities', 'orderBy: NOTE, direction: DESC, first: 2, filter: { has: { to: {} } }', '{ id }'),
    ...pages('entities', 'orderBy: GRADE, first: 2, filter: { not: { has: { relation: KIN_OF } } }', '{ id }')
  ]
}
