/** The domain is declared once: a kind, a tie and a property more in the SDL, and nothing else, are imported, stored and asked for. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { OWNER, PUBLIC } from '../../src/access/viewer.ts'
import { derive } from '../../src/claims/derive/derive.ts'
import { ask, createApi } from '../../src/server/api.ts'
import { importDataset } from '../../src/service/import/import.ts'
import { loadOntology, projectRoot } from '../../src/service/ontology.ts'
import { openSkein, type Skein } from '../../src/service/skein.ts'
import { storedClaims, storedJudgements } from '../conformance/support/stored.ts'
import { datasetFolder } from '../import/support.ts'
import { dumpDerived, dumpStored } from '../store/dump.ts'
import { describeOnEngines } from '../support/engines.ts'

const root = mkdtempSync(join(tmpdir(), 'skein-schema-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const LEDGER = `
"A book of accounts that was found."
type Ledger implements Entity & Node @entity {
  "How many pages it has"
  pages: Int @range(min: 1)
  "The mark on its back"
  shelfMark: String @indexed
  "Who is said to have kept it"
  keepers: RelationConnection! @relation(kinds: [KEEPS], direction: IN)
}
`

/** The shipped schema with a kind, a relation kind and two properties more. */
function addedSchema(): string {
  const folder = join(root, 'schema')
  cpSync(join(projectRoot(), 'schema'), folder, { recursive: true })
  const edit = (file: string, from: string, to: string): void => {
    const path = join(folder, file)
    const text = readFileSync(path, 'utf8')
    expect(text).toContain(from)
    writeFileSync(path, text.replace(from, to))
  }
  writeFileSync(join(folder, 'ledger.graphql'), LEDGER)
  edit(
    'relations.graphql',
    'enum RelationKind {',
    'enum RelationKind {\n  "Keeps a ledger"\n  KEEPS @ends(from: ["Actor"], to: ["Ledger"])'
  )
  edit(
    'relations.graphql',
    'type Relation implements Node {',
    'type Relation implements Node {\n  "In whose hand it is written"\n  hand: String @on(kinds: [KEEPS])'
  )
  edit(
    'actors.graphql',
    'type Person implements Actor & Entity & Node @entity {',
    'type Person implements Actor & Entity & Node @entity {\n  "Colour of the eyes"\n  eyeColour: String'
  )
  expect(readdirSync(folder)).toContain('ledger.graphql')
  return folder
}

const shipped = loadOntology()
const added = loadOntology(addedSchema())

const FILES = {
  'things.csv': 'id,kind,name,eyeColour,pages,shelfMark\nana,Person,Ana,green,,\nbook,Ledger,The blue book,,212,Q 7\n',
  'ties.csv': 'kind,from,to,hand\nKEEPS,ana,book,a round hand\n'
}
const QUESTION = `{ entities(filter: { kinds: [Ledger] }) { totalCount nodes { id kind name ... on Ledger { pages shelfMark keepers { nodes { kind hand other { name ... on Person { eyeColour } } } } } } }
  search(text: "blue") { nodes { name } } }`
const ANSWER = {
  entities: {
    totalCount: 1,
    nodes: [
      {
        id: expect.stringMatching(/^e:/) as string,
        kind: 'Ledger',
        name: 'The blue book',
        pages: 212,
        shelfMark: 'Q 7',
        keepers: { nodes: [{ kind: 'KEEPS', hand: 'a round hand', other: { name: 'Ana', eyeColour: 'green' } }] }
      }
    ]
  },
  search: { nodes: [{ name: 'The blue book' }] }
}

describeOnEngines('a changed SDL', (engine) => {
  const folder = join(root, engine.name)
  const opened = async (ontology: typeof shipped): Promise<{ skein: Skein; notices: string[] }> => {
    const notices: string[] = []
    const { store, user = '', password = '' } = engine.config()
    const data = engine.name === 'embedded' ? folder : null
    const skein = await openSkein({
      store,
      data,
      user,
      password,
      ontology,
      secret: 'x',
      notice: (text) => notices.push(text)
    })
    return { skein, notices }
  }
  const asked = (skein: Skein): Promise<unknown> =>
    ask(createApi(skein, { log: () => undefined }), QUESTION, { viewer: PUBLIC })
  const derived = async (skein: Skein): Promise<unknown> =>
    dumpDerived(derive(skein.ontology, await storedClaims(skein.store), await storedJudgements(skein.store)))

  it('brings its kinds and properties everywhere, and derives everything afresh', { timeout: 600_000 }, async () => {
    await engine.wipe()
    const first = await opened(added)
    const report = await importDataset(first.skein, OWNER, { paths: [datasetFolder(FILES)] })
    expect(report.problems).toEqual([])
    expect(report.counts.map(({ kind }) => kind)).toEqual(['KEEPS', 'Ledger', 'Person'])
    expect(await asked(first.skein)).toMatchObject({ data: ANSWER })
    const [whole, claims] = [await dumpStored(first.skein.store), await storedClaims(first.skein.store)]
    expect(whole).toEqual(await derived(first.skein))
    await first.skein.close()

    // Without them again: reported, kept in the claims, no longer shown.
    const less = await opened(shipped)
    expect(less.notices).toEqual([
      'The schema has changed: everything is derived afresh from the claims.',
      'KEEPS is no longer in the schema: 1 claims keep it, the graph does not show it.',
      'Ledger is no longer in the schema: 1 claims keep it, the graph does not show it.',
      'Person.eyeColour is no longer in the schema: 1 claims keep it, the graph does not show it.'
    ])
    expect(await storedClaims(less.skein.store)).toEqual(claims)
    const dump = await dumpStored(less.skein.store)
    expect(dump).toEqual(await derived(less.skein))
    expect(JSON.stringify(dump.entities)).not.toMatch(/blue book|green/)
    expect(Object.keys(dump.relations)).toEqual([])
    await less.skein.close()

    // And with them once more everything is as it was.
    const again = await opened(added)
    expect(again.notices).toEqual(['The schema has changed: everything is derived afresh from the claims.'])
    expect(await dumpStored(again.skein.store)).toEqual(whole)
    expect(await asked(again.skein)).toMatchObject({ data: ANSWER })
    await again.skein.close()

    const same = await opened(added)
    expect(same.notices).toEqual([])
    await same.skein.close()
  })
})
