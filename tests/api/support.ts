import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ask, createApi, type Api, type ApiOptions } from '../../src/server/api.ts'
import { importDataset } from '../../src/service/import/import.ts'
import { openSkein, type Skein } from '../../src/service/skein.ts'
import { OWNER, type Viewer } from '../../src/service/viewer.ts'

/** A member of `alpha` who may import and judge, and one of `beta` who may too. */
export const ADA: Viewer = {
  id: 'ada',
  organisations: ['alpha'],
  rank: 4,
  owner: false,
  scopes: ['READ', 'WRITE', 'REVIEW']
}
export const BEN: Viewer = { ...ADA, id: 'ben', organisations: ['beta'] }
/** May read only. */
export const READER: Viewer = { ...ADA, id: 'rae', scopes: ['READ'] }

type Files = Record<string, string>

const manifest = (name: string, more: object = {}): string =>
  JSON.stringify({
    name,
    title: `Test data ${name}`,
    publisher: 'A test',
    publisherRole: 'OTHER',
    licence: 'CC0-1.0',
    howCollected: 'CASEWORK',
    ...more
  })

/** Three small datasets: an open one and a closed one of `alpha`, and one of `beta` that names one of the same actors. */
export const DATASETS: Record<string, Files> = {
  'alpha/open': {
    'dataset.json': manifest('alpha/open', { grade: 'B2' }),
    'entities.csv': 'id,kind,name\ng,Group,Quay crew\np1,Person,Ida Marsh\np2,Person,Bo Lund\np3,Person,Cy Vane\n',
    'ties.csv': 'kind,from,to\nMEMBER_OF,p1,g\nMEMBER_OF,p2,g\nCOMMANDS,p1,p2\nCONTACTS,p2,p3\n'
  },
  'alpha/closed': {
    'dataset.json': manifest('alpha/closed', { marking: 'AMBER', audience: ['alpha'] }),
    'entities.csv': 'id,kind,name\nh1,Person,Hidden Harbourmaster\n'
  },
  'beta/notes': {
    'dataset.json': manifest('beta/notes'),
    'entities.csv': 'id,kind,name\nx1,Person,Ida Marsh\n'
  }
}

export function writeFolder(folder: string, files: Files): string {
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

export interface World {
  skein: Skein
  api: Api
  folder: string
  logged: string[]
  /** Asks as a viewer (the public when absent); the whole answer. */
  ask: (query: string, viewer?: Viewer, variables?: unknown) => Promise<Answer>
  close: () => Promise<void>
}

export interface Answer {
  data?: Record<string, unknown> | null
  errors?: {
    message: string
    path?: string[]
    extensions: { code: string; requestId: string; hint?: string; limit?: { name: string; value: number; met: number } }
  }[]
}

/** A scratch store on the embedded engine with the three datasets, and the API over it. */
export async function openWorld(options: ApiOptions = {}): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'skein-api-'))
  const skein = await openSkein({ store: '', data: null, secret: 'tests' })
  for (const [name, files] of Object.entries(DATASETS)) {
    const report = await importDataset(skein, OWNER, { paths: [writeFolder(join(folder, name), files)] })
    if (!report.written) throw new Error(JSON.stringify(report.problems))
  }
  const logged: string[] = []
  const api = createApi(skein, { log: (line) => logged.push(line), ...options })
  return {
    skein,
    api,
    folder,
    logged,
    ask: async (query, viewer, variables) =>
      (await ask(api, query, viewer === undefined ? {} : { viewer }, variables)) as Answer,
    close: async () => {
      await skein.close()
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

export { OWNER } from '../../src/service/viewer.ts'
export const codesOf = (answer: Answer): string[] => (answer.errors ?? []).map(({ extensions }) => extensions.code)
