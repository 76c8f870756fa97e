import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { projectRoot } from '../../src/service/ontology.ts'
import { openStore } from '../../src/store/store.ts'
import { count, datasetFolder, newFolder, ontology, run } from './support.ts'

const CLAIMS = 20_000

it(
  'a killed import leaves whole batches and an incomplete dataset; started again it goes on',
  { timeout: 600_000 },
  async () => {
    const data = newFolder()
    const rows = Array.from({ length: CLAIMS }, (_, i) => `p${i},Person,person ${i}`).join('\n')
    const folder = datasetFolder({ 'nodes.csv': `id,kind,name\n${rows}\n` })
    const child = spawn(process.execPath, ['--import', 'tsx', join('src', 'cli', 'main.ts'), 'import', folder], {
      cwd: projectRoot(),
      env: { ...process.env, SKEIN_DATA: data },
      stdio: ['ignore', 'pipe', 'pipe']
    })
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (said.includes('writing 25 %')) child.kill('SIGKILL')
    })
    const signal = await new Promise((resolve) => child.on('close', (_code, by) => resolve(by)))
    expect(signal, said).toBe('SIGKILL')

    const store = await openStore({ engine: { store: '', folder: data }, ontology, notice: () => undefined })
    try {
      const written = await count(store, 'Claim')
      expect(written).toBeGreaterThanOrEqual(CLAIMS / 4)
      expect(written).toBeLessThan(CLAIMS)
      expect(await store.dataset('local/case')).toEqual({ complete: false })
      expect(await run(store, folder)).toMatchObject({ written: true, added: CLAIMS - written, unchanged: written })
      expect(await store.dataset('local/case')).toEqual({ complete: true })
      expect(await count(store, 'Entity')).toBe(CLAIMS)
    } finally {
      await store.close()
    }
  }
)
