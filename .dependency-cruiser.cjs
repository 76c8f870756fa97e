// The layers of the service, as data. `npm run check` holds every import in src against it.
/** What a folder of src may import, beside its own files and errors.ts (which all may). */
const LAYERS = {
  ontology: [],
  claims: ['ontology'],
  access: ['claims'],
  engine: [],
  store: ['engine', 'claims', 'access', 'ontology', 'graph'],
  query: ['ontology', 'access', 'claims', 'engine', 'graph'],
  graph: [],
  analysis: ['graph', 'ontology'],
  matching: ['claims'],
  formats: ['claims', 'ontology'],
  service: [
    'ontology',
    'claims',
    'access',
    'engine',
    'store',
    'query',
    'graph',
    'analysis',
    'matching',
    'formats',
    'config.ts'
  ],
  server: ['service', 'ontology', 'config.ts'],
  cli: ['service', 'server', 'config.ts'],
  build: ['analysis']
}

/** Outside packages, and the folders that may use them. */
const PACKAGES = {
  '@grafeo-db/js': ['engine'],
  koffi: ['engine'],
  'neo4j-driver': ['engine'],
  graphql: ['ontology', 'query', 'service', 'server'],
  'graphql-yoga': ['server'],
  '@graphql-yoga/render-graphiql': ['server'],
  '@graphql-tools/[^/]+': ['server'],
  jose: ['server'],
  sirv: ['server'],
  zod: ['ontology', 'claims', 'service', 'config.ts'],
  'any-ascii': ['matching', 'claims', 'store', 'query'],
  'csv-parse': ['formats'],
  commander: ['cli'],
  'cli-progress': ['cli'],
  // Starts workers where the service runs from source.
  tsx: ['service']
}

/** No input or output, no processes: text in, text out. */
const PURE = ['ontology', 'claims', 'access', 'graph', 'analysis', 'formats', 'matching']
const IO =
  '^(node:)?(fs|fs/promises|net|http|https|http2|child_process|worker_threads|cluster|dgram|dns|tls|os|process)$'

/** Single files that need one thing more, each with its reason. */
const EXCEPTIONS = {
  // Sets the first password of the Neo4j that it starts: a sentence of the engine's, which alone knows the driver.
  'src/cli/neo4j-local\\.ts$': ['src/engine/neo4j-password\\.ts$']
}

const place = (name) => (name.endsWith('.ts') ? `src/${name.replace('.', '\\.')}$` : `src/${name}/`)
const excepted = Object.keys(EXCEPTIONS).join('|')

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'imports of types alone vanish when compiled and may meet',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }
    },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    ...Object.entries(LAYERS).map(([folder, allowed]) => ({
      name: `layer-${folder}`,
      comment: `src/${folder} may import ${[...allowed, 'errors.ts'].join(', ')}`,
      severity: 'error',
      from: { path: `^src/${folder}/`, pathNot: excepted },
      to: {
        path: '^src/',
        pathNot: ['^src/errors\\.ts$', `^src/${folder}/`, ...allowed.map((name) => `^${place(name)}`)]
      }
    })),
    ...Object.entries(EXCEPTIONS).map(([file, also]) => ({
      name: `exception-${file}`,
      severity: 'error',
      from: { path: file },
      to: {
        path: '^src/',
        pathNot: [
          '^src/errors\\.ts$',
          '^src/cli/',
          ...LAYERS.cli.map((name) => `^${place(name)}`),
          ...also.map((name) => `^${name}`)
        ]
      }
    })),
    ...Object.entries(PACKAGES).map(([name, folders]) => ({
      name: `package-${name}`,
      comment: `${name} only in ${folders.join(', ')}`,
      severity: 'error',
      from: { path: '^src/', pathNot: folders.map((folder) => `^${place(folder)}`) },
      to: { path: `^node_modules/${name}/` }
    })),
    {
      name: 'package-unlisted',
      comment: 'every outside package has its folders in the table',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/build/' },
      to: { path: '^node_modules/', pathNot: Object.keys(PACKAGES).map((name) => `^node_modules/${name}/`) }
    },
    {
      name: 'pure-layers-do-no-io',
      severity: 'error',
      from: { path: `^src/(${PURE.join('|')})/` },
      to: { path: IO, dependencyTypes: ['core'] }
    },
    {
      name: 'planner-knows-the-port-alone',
      comment: 'src/query makes statements; which engine runs them is none of its business',
      severity: 'error',
      from: { path: '^src/query/' },
      to: { path: '^src/engine/', pathNot: '^src/engine/port\\.ts$' }
    },
    {
      name: 'nothing-imports-tests-or-ui',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(tests|ui|seeds)/' }
    }
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^node_modules/(@types)/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] }
  }
}
