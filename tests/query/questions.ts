/** Questions that between them use every step of a plan; `$id`, `$ids` are bound by whoever asks. */
const ENTITY = `id kind name aliases note invented grade withheld restricted records conflicts { property origins values rule }`
const RELATION = `id tie: kind role position stage goods validFrom validTo phase weight standing standingDate invented grade
  standings { standing date claim } origins sources datasets conflicts { property values }`
const CLAIM = `id of: kind records properties { name value } validFrom validTo grade marking audience known invented standing`

export const QUESTIONS: Readonly<Record<string, string>> = {
  entity: `query ($id: ID!) { entity(id: $id) { ${ENTITY}
    claims(first: 2) { totalCount pageInfo { hasNextPage endCursor } nodes { ${CLAIM} source { id key origins title } dataset { id name claimCount looksAt } entity { name } relation { id } } }
    relations(first: 3) { totalCount pageInfo { hasNextPage endCursor } edges { cursor node { ${RELATION} from { id name } to { id name } other { ${ENTITY} } claims(first: 1) { totalCount nodes { id } } } } }
    out: relations(direction: OUT) { nodes { id other { name } } } in: relations(direction: IN, first: 1) { nodes { id from { name } } }
    some: relations(kinds: [KIN_OF, COMMANDS], direction: OUT) { nodes { tie: kind other { name } } }
    period: relations(period: { from: "2003-05", to: "2003", phase: "1" }) { nodes { id } }
    graded: relations(minGrade: "B3", goods: ["drugs"]) { totalCount nodes { id } }
    ... on Actor { country trades { nodes { stage other { ... on Good { code } } } } belongsTo { nodes { other { name } } } }
    ... on Person { legalName protected birthDate age }
    ... on Collective { members { totalCount nodes { other { name } } } structureLabel labelledAs { label family words claim { ${CLAIM} } } }
    ... on Place { where: country latitude } ... on Good { code narrower { nodes { other { name } } } } } }`,
  entities: `{ entities { totalCount pageInfo { hasNextPage endCursor } nodes { ${ENTITY} } } }`,
  filtered: `{ entities(filter: { kinds: [Person, Leg], name: { search: "e", isNull: false } }, orderBy: ID, first: 5) { totalCount nodes { name } }
    named: entities(filter: { name: { eq: "Bob" } }) { nodes { id } } prefixed: entities(filter: { name: { startsWith: "émi" } }) { nodes { name } }
    trading: entities(filter: { goods: ["drugs"] }) { totalCount nodes { name kind } }
    both: entities(filter: { goods: ["drugs"], name: { eq: "Émile Zóla" } }) { totalCount nodes { name } } }`,
  tests: `{ entities(filter: { or: [{ has: { relation: TRADES_IN, minGrade: "C3", to: { code: { startsWith: "drugs" } } } }, { not: { country: { isNull: true } }, note: { lt: "z", gte: "a" } }],
    and: [{ hasRanks: { eq: true } }, { structureLabel: { in: [CORE_GROUP] } }, { founded: { gte: "2003", lt: "2004" } }], aliases: { includes: "Mil", search: "mil" }, minGrade: "D4", invented: false }, orderBy: COUNTRY, direction: DESC, first: 3) { totalCount unknown nodes { id } }
    placed: entities(filter: { period: { from: "2003-05", to: "2003" }, has: { direction: OUT, goods: ["drugs"], period: { phase: "1" } }, price: { gte: 2 } }, orderBy: GRADE) { unknown nodes { id name } }
    coded: entities(filter: { code: { eq: "drugs" } }, orderBy: SEQUENCE) { nodes { id } } }`,
  search: `{ search(text: "a", kinds: [Person, Group]) { totalCount nodes { id name } } zola: search(text: "zola EMILE") { nodes { name } } }`,
  nodes: `query ($ids: [ID!]!) { nodes(ids: $ids) { id __typename ... on Entity { name relations(first: 1) { nodes { id } } } ... on Relation { ${RELATION} from { name } to { name } other { name } }
    ... on Claim { ${CLAIM} } ... on Source { key title marking cites roots: origins } ... on Dataset { called: name howCollected complete claimCount } ... on Judgement { left right verdict why } } }`,
  claims: `{ claims(first: 4) { totalCount pageInfo { hasNextPage endCursor } nodes { ${CLAIM} entity { name } relation { tie: kind from { name } to { name } other { name } origins } source { key } dataset { name } } } }`,
  claimsAbout: `query ($id: ID!) { claims(filter: { about: $id, dataset: "alpha/one" }) { totalCount nodes { id } } }`,
  evidence: `{ claims(filter: { kinds: ["Person"], markings: [CLEAR], minGrade: "D4", standings: [ALLEGED], origin: "alpha/one:s1", invented: false, knownSince: "2025-01-01" }) { totalCount }
    sources(filter: { dataset: "alpha/one", origin: "alpha/one:s1", sourceTypes: ["wiretap"] }) { nodes { id claimCount } } datasets(filter: { howCollected: [WIRETAP], goods: ["drugs"] }) { totalCount } }`,
  sources: `{ sources { totalCount nodes { id key title cites origins marking } } datasets { totalCount nodes { id name title howCollected claimCount } } }`,
  graph: `query ($ids: [ID!]!, $id: ID!) { graph(input: { collectives: $ids, around: $id, ids: $ids, goods: ["drugs"], first: 50 }) { unknown nodes { id name claims(first: 1) { totalCount } } edges { id tie: kind from { id } to { id } origins } elements truncated { shown of because } } }`,
  crossGoods: `{ crossGoods(input: { first: 10, period: { from: "2001", phase: "1" } }) { goods note totalCount overlaps { words } blindSpots { links datasets { dataset looksAt } onlyJoined { first } } pageInfo { hasNextPage endCursor } nodes { entity { id name } goods joins singleSource origins sources ties { good sameAs relation { ${RELATION} other { name } from { name } } } } } }`,
  corridors: `{ corridors(input: { goods: ["drugs"], modes: [UNKNOWN], period: { from: "2001" }, minGrade: "D4" }) { totalCount unknown note pageInfo { hasNextPage endCursor }
    nodes { from { id name } to { name } legs { id name } routes { name } legCount goods modes origins sources datasets validFrom validTo truncated { shown of because } } } }`,
  routes: `{ routes(goods: ["drugs"], places: ["e:1"], first: 3) { totalCount unknown nodes { id legs(first: 2) { pageInfo { endCursor } nodes { id other { name } } } } } }`,
  estimates: `query ($ids: [ID!]) { estimates(goods: ["people"], of: ["e:1"], publisherRoles: [NGO], definition: "a b", units: ["persons"], period: { from: "2001" }, minGrade: "D4", first: 3) { totalCount unknown note edges { cursor node { id } } pageInfo { hasNextPage endCursor } }
    side: estimates { groups { definition unit counts estimates origins measures { id name } ranges { publisherRole low high years estimates origins figures { estimate { id method } low high point year method interest origins datasets reportedBy { id title } } } } total { value why } some: total(across: $ids) { why } truncated { because } } }`,
  interventions: `{ interventions(groupKinds: [LOOSE], goods: ["people"], places: ["e:1"], tactic: "a b", outcomes: [WORKED], period: { from: "2001" }, minGrade: "D4", first: 3) { totalCount unknown note nodes { id name } pageInfo { hasNextPage endCursor } }
    side: interventions { outcomes { outcome evaluations interventions origins evidence { quality evaluations } } notEvaluated noOutcome groups { groupKind place { id name } interventions notEvaluated noOutcome outcomes { outcome evaluations } } truncated { because } } }`,
  citations: `query ($id: ID!) { citations(of: $id) { origins note truncated { because } sources { asked step repeats repeatedBy source { id key } claims { id properties { name value } } } }
    claim: citations(of: "c:1") { sources { claims { id } } } source: citations(of: "s:1") { sources { source { id } } } tie: citations(of: "r:1") { sources { source { id } } } }`,
  paths: `query ($ids: [ID!]!, $id: ID!) { paths(from: $ids, to: [$id], goods: ["drugs"], maxHops: 3) { unknown paths { length entities weakestGrade undated hops { from { id name } to { id kind } relation { ${RELATION} from { id } to { id } other { id } claims(first: 1) { totalCount nodes { id } } } ties others weakest sameActor } } excluded { reason count } truncated { shown because } }
    some: paths(from: $ids, to: [$id], kinds: [CONTACTS, KIN_OF, MEMBER_OF], goods: ["drugs"], period: { from: "2003" }, minGrade: "D4", orderBy: TIME_RESPECTING) { paths { entities hops { relation { id } } } excluded { reason count } } }`,
  revision: `{ revision }`,
  compareGroups: `query ($id: ID!) { compareGroups(ids: [$id, "e:00000000000000000000"]) { note groups { goods goodsOfActors own: group { name records } } again: groups { of: goods } } }`,
  structure: `query ($id: ID!) { entity(id: $id) { ... on Collective { shape { family words actors } measures { id } } } }`
}
