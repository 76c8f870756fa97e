/** The long lanes: the same tests as in `npm test`, asked for much more, and those that take too long for it (`*.lane.ts`). */
export interface Lane {
  name: string
  /** What is done, in words with numbers. */
  what: string
  files: readonly string[]
  env: Readonly<Record<string, string>>
}

export const LANES: readonly Lane[] = [
  {
    name: 'laws',
    what: 'stored = derive of everything after 5,000 random histories (500 on Neo4j)',
    files: ['tests/store/laws.test.ts'],
    env: { SKEIN_LAW_HISTORIES: '5000', SKEIN_LAW_HISTORIES_NEO4J: '500' }
  },
  {
    name: 'interference',
    what: 'nothing hidden shows in 10,000 answers (1,000 on Neo4j)',
    files: ['tests/access/non-interference.test.ts'],
    env: { SKEIN_INTERFERENCE_CASES: '10000', SKEIN_INTERFERENCE_CASES_NEO4J: '1000' }
  },
  {
    name: 'fuzz',
    what: 'planner and reference answer 6,000 random questions alike (200 on Neo4j)',
    files: ['tests/fuzz/fuzz.test.ts'],
    env: { SKEIN_FUZZ: '6000', SKEIN_FUZZ_NEO4J: '200' }
  },
  {
    name: 'durability',
    what: '200 kills at random moments: nothing acknowledged is lost, nothing torn',
    files: ['tests/engine/durability.test.ts'],
    env: { SKEIN_DURABILITY_ROUNDS: '200' }
  },
  {
    name: 'import',
    what: 'a file of 200 MB, and an import killed half-way',
    files: ['tests/import/large.test.ts', 'tests/import/killed.test.ts'],
    env: { SKEIN_IMPORT_MB: '200' }
  },
  {
    name: 'restart',
    what: 'Neo4j stopped, killed and started again under load: right answers or UNAVAILABLE, and nothing acknowledged is lost',
    files: ['tests/validate/restart.lane.ts'],
    env: {}
  },
  {
    name: 'typology',
    what: 'held-out made-up groups: accuracy with gaps, calibration, abstaining, random and shuffled groups (1,000 per setting)',
    files: ['tests/validate/typology/typology.test.ts'],
    env: { SKEIN_TYPOLOGY_GROUPS: '200' }
  }
]
