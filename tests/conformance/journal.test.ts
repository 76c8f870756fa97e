/** The journal under a real store: the graph file is an index over it, and what is withdrawn leaves every file. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { OWNER, PUBLIC } from '../../src/access/viewer.ts'
import { removeGraph } from '../../src/engine/grafeo-file.ts'
import { importDataset } from '../../src/service/import/import.ts'
import { judge } from '../../src/service/judge.ts'
import { loadOntology, projectRoot } from '../../src/service/ontology.ts'
import { openSkein, type Skein } from '../../src/service/skein.ts'
import { withdrawDataset } from '../../src/service/withdraw.ts'
import { datasetFolder } from '../import/support.ts'
import { asking, viewer } from '../query/world.ts'
import { dumpStored } from '../store/dump.ts'

const root = mkdtempSync(join(tmpdir(), 'skein-store-journal-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const ontology = loadOntology()
const SEEDS = ['goods', 'cases/ciel', 'teaching/places', 'teaching/court', 'teaching/customs', 'teaching/judgements']

async function opened(data: string): Promise<{ skein: Skein; notices: string[] }> {
  const notices: string[] = []
  const skein = await openSkein({ store: '', data, ontology, secret: 'x', notice: (text) => notices.push(text) })
  return { skein, notices }
}

/** Every node with all its properties but the engine's own, and every tie. */
async function everything({ store }: Skein): Promise<unknown> {
  const rows = await store.read('MATCH (n) WHERE NOT n:Journal RETURN n.id AS id, properties(n) AS p', ['id', 'p'])
  const nodes = rows.map((row) => JSON.stringify(row)).sort()
  return { nodes, dump: await dumpStored(store), sequence: await store.sequence() }
}

const graphFiles = (data: string): string[] => readdirSync(data).filter((name) => name.startsWith('graph.grafeo'))

describe('a store whose graph file is lost', () => {
  const data = join(root, 'lost')
  let before: unknown

  it('holds the seeds', async () => {
    const { skein } = await opened(data)
    for (const name of SEEDS) await importDataset(skein, OWNER, { paths: [join(projectRoot(), 'seeds', name)] })
    before = await everything(skein)
    expect((before as { nodes: unknown[] }).nodes.length).toBeGreaterThan(900)
    await skein.close()
    const again = await opened(data)
    expect(again.notices).toEqual([])
    expect(await everything(again.skein)).toEqual(before)
    await again.skein.close()
  })

  const damages: Record<string, (data: string) => Promise<void> | void> = {
    deleted: (folder) => removeGraph(folder),
    'cut to half its length': (folder) => {
      for (const name of graphFiles(folder))
        truncateSync(join(folder, name), Math.floor(statSync(join(folder, name)).size / 2))
    },
    empty: (folder) => {
      for (const name of graphFiles(folder)) truncateSync(join(folder, name), 0)
    },
    'something else': (folder) => {
      for (const name of graphFiles(folder)) writeFileSync(join(folder, name), 'no graph at all '.repeat(1_000))
    },
    'written by another version of the engine': (folder) => {
      writeFileSync(join(folder, 'graph.version'), '0.0.1')
    }
  }
  for (const [what, damage] of Object.entries(damages))
    it(`is built again from the journal, and equal: ${what}`, async () => {
      await damage(data)
      const { skein, notices } = await opened(data)
      try {
        expect(notices.join(' ')).toMatch(/rebuil|journal/i)
        expect(await everything(skein)).toEqual(before)
      } finally {
        await skein.close()
      }
    })
})

describe('a store from which something was withdrawn', () => {
  it('is the same when it is built again without the erased lines', async () => {
    const data = join(root, 'less')
    const { skein } = await opened(data)
    for (const name of SEEDS) await importDataset(skein, OWNER, { paths: [join(projectRoot(), 'seeds', name)] })
    await withdrawDataset(skein, OWNER, 'teaching/customs')
    const revisions = ({ store }: Skein): Promise<unknown> => {
      const asked = asking(store.engine)
      return Promise.all([PUBLIC, viewer(1), OWNER].map((as) => asked.data('{ revision }', as)))
    }
    const before = [await dumpStored(skein.store), await revisions(skein)]
    await skein.close()
    await removeGraph(data)
    const again = await opened(data)
    expect([await dumpStored(again.skein.store), await revisions(again.skein)]).toEqual(before)
    await again.skein.close()
  })
})

/** Words that stand nowhere else, one for each place in which a dataset can put one. */
const WORDS = {
  name: 'Zwielicht',
  alias: 'Mondschatten',
  note: 'Uferlos',
  legal: 'Nachtigall',
  source: 'Kieselstein',
  title: 'Brombeere',
  why: 'Fingerhut',
  role: 'Steuermann',
  local: 'waldkauz-17'
}
const files = {
  'sources.csv': `id,title,sourceType\ns1,${WORDS.source},PRESS\n`,
  'people.csv': `id,kind,name,aliases,note,legalName,source\n${WORDS.local},Person,${WORDS.name},${WORDS.alias},${WORDS.note},${WORDS.legal},s1\np2,Person,Two,,,,s1\n`,
  'ties.csv': `kind,from,to,role,source\nKIN_OF,${WORDS.local},p2,${WORDS.role},s1\n`,
  'judgements.csv': `left,right,verdict,by,why\n${WORDS.local},local/kept:k1,SAME,somebody,${WORDS.why}\n`
}
const kept = { 'people.csv': 'id,kind,name\nk1,Person,Kept Person\nk2,Person,Other Person\n' }

/** Which of the words stand in which file of a folder. */
const found = (data: string): string[] =>
  readdirSync(data, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const bytes = readFileSync(join(entry.parentPath, entry.name))
      return Object.values(WORDS)
        .filter((word) =>
          [word, word.toLowerCase()].some((text) => bytes.includes(text) || bytes.includes(text, 0, 'utf16le'))
        )
        .map((word) => `${entry.name}: ${word}`)
    })

describe('a withdrawn dataset', () => {
  it('leaves no byte of its words in any file of the data folder, at once and after opening again', async () => {
    const data = join(root, 'withdrawn')
    const { skein } = await opened(data)
    await importDataset(skein, OWNER, { paths: [datasetFolder(kept, { name: 'local/kept' })] })
    const before = await everything(skein)
    const report = await importDataset(skein, OWNER, {
      paths: [datasetFolder(files, { name: 'local/gone', title: WORDS.title })]
    })
    expect(report.problems).toEqual([])
    expect(found(data).length).toBeGreaterThanOrEqual(Object.keys(WORDS).length)

    await withdrawDataset(skein, OWNER, 'local/gone')
    expect(found(data)).toEqual([])
    const after = (await everything(skein)) as { dump: unknown }
    expect(after.dump).toEqual((before as { dump: unknown }).dump)
    await skein.close()
    expect(found(data)).toEqual([])

    // From the journal alone nothing comes back.
    await removeGraph(data)
    const again = await opened(data)
    expect(((await everything(again.skein)) as { dump: unknown }).dump).toEqual(after.dump)
    await again.skein.close()
    expect(found(data)).toEqual([])
  })

  it('is erased from what others judged of its records only with them: their own words stay', async () => {
    const data = join(root, 'judged')
    const { skein } = await opened(data)
    await importDataset(skein, OWNER, { paths: [datasetFolder(kept, { name: 'local/kept' })] })
    await importDataset(skein, OWNER, {
      paths: [datasetFolder({ ...files, 'judgements.csv': 'left,right,verdict\n' }, { name: 'local/gone' })]
    })
    const decision = {
      left: 'local/kept:k1',
      right: 'local/gone:p2',
      verdict: 'SAME',
      why: 'seen together',
      marking: 'CLEAR',
      audience: null
    } as const
    await judge(skein, OWNER, decision)
    await withdrawDataset(skein, OWNER, 'local/gone')
    expect(found(data)).toEqual([])
    expect(await skein.store.read('MATCH (j:Judgement) RETURN j.why AS why', ['why'])).toEqual([['seen together']])
    await skein.close()
  })
})
