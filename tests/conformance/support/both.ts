/** One engine taken through everything: changes on a small world, the seeds, the questions. What it did and answered. */
import type { EngineConfig } from '../../../src/engine/open.ts'
import { loadSeeds } from '../../../src/service/seeds.ts'
import { openSkein, type Skein } from '../../../src/service/skein.ts'
import { compareGroups } from '../../../src/service/compare.ts'
import { computeStructure } from '../../../src/service/structure.ts'
import { asking } from '../../query/world.ts'
import { dumpStored, type Dump } from '../../store/dump.ts'
import { answersAs, storeReads, VIEWERS, type Answer } from './asking.ts'
import { recorded, type Note } from './recording.ts'
import { deriveAfresh, withdrawEverything, writeEverything } from './writing.ts'

export interface Stage {
  name: string
  notes: Note[]
  answers: Answer[]
  dump?: Dump
}

/** An empty service on an engine. Its clock ticks once per change, so that everything is the same on the next engine. */
export async function openOn({ store, folder, ...login }: EngineConfig): Promise<Skein> {
  let moment = 0
  const now = (): string => new Date(Date.UTC(2024, 0, 1) + 1_000 * moment++).toISOString()
  const { user = '', password = '' } = login
  return openSkein({ store, data: folder, user, password, secret: 'a secret for tests', now })
}

/** Stage after stage, so that a test can say where it stands; the last ones read the seeds. */
export async function* takenThrough(skein: Skein): AsyncGenerator<Stage> {
  const recorder = recorded(skein)
  const changed = async (name: string, work: (told: (what: string) => void) => Promise<void>): Promise<Stage> => {
    const answers: Answer[] = []
    await work((answer) => void answers.push({ name: `${name}, step ${answers.length + 1}`, answer }))
    const notes = recorder.take()
    const dump = await dumpStored(skein.store)
    recorder.take()
    return { name, notes, answers, dump }
  }
  yield changed('writing', (told) => writeEverything(skein, told))
  yield changed('deriving afresh', (told) => deriveAfresh(skein, told))
  yield changed('withdrawing', () => withdrawEverything(skein))
  yield changed('the seeds', async () => {
    await loadSeeds(skein, () => undefined)
  })
  const answered = async (name: string, from: AsyncIterable<Answer>): Promise<Stage> => {
    const answers: Answer[] = []
    for await (const answer of from) answers.push(answer)
    return { name, notes: recorder.take(), answers }
  }
  yield answered('reads of the store', storeReads(skein.store))
  const asked = asking(recorder.engine, computeStructure, compareGroups)
  for (const [name, viewer] of VIEWERS) yield answered(`answers for ${name}`, answersAs(asked, viewer))
}
