import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ask, createApi, type Api } from '../../src/server/api.ts'
import type { Line } from '../../src/service/audit/line.ts'
import { importDataset } from '../../src/service/import/import.ts'
import { openSkein, type Skein } from '../../src/service/skein.ts'
import { OWNER, type Viewer } from '../../src/service/viewer.ts'
import { DATASETS, writeFolder, type Answer } from '../api/support.ts'

/** The datasets of the API's tests in a store with a data folder, and what its audit log says. */
export interface Audited {
  skein: Skein
  api: Api
  data: string
  folder: string
  ask: (query: string, viewer: Viewer, variables?: unknown) => Promise<Answer>
  /** The lines that were written since the last call. */
  lines: () => Line[]
  /** Puts something in the log's place that cannot be written; answers how to undo it. */
  block: () => () => void
  close: () => Promise<void>
}

export async function openAudited(): Promise<Audited> {
  const folder = mkdtempSync(join(tmpdir(), 'skein-audited-'))
  const data = join(folder, 'data')
  const file = join(data, 'audit.jsonl')
  const skein = await openSkein({ store: '', data, secret: 'tests' })
  const api = createApi(skein, { log: () => undefined })
  for (const [name, files] of Object.entries(DATASETS)) {
    const report = await importDataset(skein, OWNER, { paths: [writeFolder(join(folder, name), files)] })
    if (!report.written) throw new Error(JSON.stringify(report.problems))
  }
  let told = 0
  const lines = (): Line[] => {
    const all = readFileSync(file, 'utf8').split('\n').slice(0, -1)
    const fresh = all.slice(told).map((line) => JSON.parse(line) as Line)
    told = all.length
    return fresh
  }
  return {
    skein,
    api,
    data,
    folder,
    ask: async (query, viewer, variables) => (await ask(api, query, { viewer }, variables)) as Answer,
    lines,
    block: () => {
      const kept = readFileSync(file)
      rmSync(file)
      mkdirSync(file)
      return () => {
        rmSync(file, { recursive: true })
        writeFileSync(file, kept, { mode: 0o600 })
      }
    },
    close: async () => {
      await skein.close()
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

/** What lines say, without their place in the chain. */
export const told = (lines: readonly Line[]): object[] =>
  lines.map(({ seq: _seq, at: _at, prev: _prev, hash: _hash, intent, ...rest }) => ({
    ...rest,
    ...(intent === undefined ? {} : { intent: 'the line' })
  }))
