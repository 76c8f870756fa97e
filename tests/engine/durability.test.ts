import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { removeGraph } from '../../src/engine/grafeo-file.ts'
import { everything, expected, openFolder, SIZE } from './support/batches.ts'

const ROUNDS = Number(process.env.SKEIN_DURABILITY_ROUNDS ?? 20)
const SEED = Number(process.env.SKEIN_DURABILITY_SEED ?? Date.now() % 1_000_000)
const WRITER = fileURLToPath(new URL('support/writer.ts', import.meta.url))
/** Longest time that a writer is left alive after it has opened; closing and opening again happens well within. */
const LIFE_MS = 250

const root = mkdtempSync(join(tmpdir(), 'skein-durability-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** Park–Miller: enough to choose moments, and repeatable from the printed seed. */
function randomFrom(seed: number): () => number {
  let state = (seed % 2147483646) + 1
  return () => (state = (state * 48271) % 2147483647) / 2147483647
}

interface Killed {
  acknowledged: number
  /** What it was last heard to do: 'O' open and writing, 'C' closing or opening again. */
  doing: string
}

/** Lets a writer work for a while and kills it outright. */
function killAfter(folder: string, ms: number): Promise<Killed> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, ['--import', 'tsx', WRITER, folder], { stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    let errors = ''
    let timer: NodeJS.Timeout | null = null
    child.stdout.on('data', (data: Buffer) => {
      said += data.toString()
      timer ??= setTimeout(() => child.kill('SIGKILL'), ms)
    })
    child.stderr.on('data', (data: Buffer) => (errors += data.toString()))
    child.once('close', (_, signal) => {
      if (signal !== 'SIGKILL') {
        fail(new Error(`The writer ended by itself: ${errors}`))
        return
      }
      const lines = said.slice(0, said.lastIndexOf('\n')).split('\n')
      const acknowledged = Math.max(0, ...lines.map(Number).filter((n) => !Number.isNaN(n)))
      done({ acknowledged, doing: lines.findLast((line) => /[OC]/.test(line)) ?? '' })
    })
  })
}

describe(`kill -9 at random moments (seed ${SEED}, ${ROUNDS} rounds)`, () => {
  it(
    'loses nothing acknowledged and tears nothing',
    async () => {
      const random = randomFrom(SEED)
      const doing: string[] = []
      let before = 0
      const folder = join(root, 'store')
      for (let round = 1; round <= ROUNDS; round++) {
        const killed = await killAfter(folder, random() * LIFE_MS)
        doing.push(killed.doing)
        // Now and then the graph file is lost as well: the journal alone must do.
        if (round % 5 === 0) await removeGraph(folder)
        const { engine } = await openFolder(folder)
        const rows = await everything(engine)
        await engine.close()
        const last = Math.floor(rows.length / SIZE)
        const where = `round ${round}, ${killed.doing}`
        expect(last, where).toBeGreaterThanOrEqual(Math.max(before, killed.acknowledged))
        expect(rows, where).toEqual(expected(last))
        before = last
      }
      expect(before).toBeGreaterThan(0)
      console.log(
        `durability: seed ${SEED}, ${ROUNDS} kills, ${before} batches, ${doing.filter((what) => what === 'C').length} while closing or opening`
      )
    },
    60_000 + ROUNDS * 10_000
  )
})
