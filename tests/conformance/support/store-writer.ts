/**
 * A process that writes through a store of its own until its batches are done. Arguments: the engine's configuration as JSON, the
 * mode, a number. `history SEED`: a random history on its own dataset and on records it shares with everybody. `import N`: N
 * batches of a fixed size.
 */
import { writeSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import type { EngineConfig } from '../../../src/engine/open.ts'
import { openWorld } from '../../query/world.ts'
import { growing, historyOf } from './batches.ts'

const PAUSE_MS = 100
const [, , config = '{}', mode = '', number = '0'] = process.argv
const store = await openWorld(JSON.parse(config) as EngineConfig)
writeSync(1, 'open\n')
const batches = mode === 'history' ? historyOf(Number(number)) : growing(Number(number))
for (const batch of batches) {
  await store.write(batch)
  // So that a reader, who needs several flights, meets more than the first and the last state.
  if (mode === 'import') await pause(PAUSE_MS)
}
writeSync(1, `${batches.length} batches\n`)
await store.close()
