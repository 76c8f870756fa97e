/**
 * A process that writes through a store of its own until its batches are done. Arguments: the engine's configuration as JSON, the
 * mode, a number. `history SEED`: a random history on its own dataset and on records it shares with everybody. `import N`: N
 * batches of a fixed size.
 */
import { writeSync } from 'node:fs'
import type { EngineConfig } from '../../../src/engine/open.ts'
import { openWorld } from '../../query/world.ts'
import { growing, historyOf } from './batches.ts'

const [, , config = '{}', mode = '', number = '0'] = process.argv
const store = await openWorld(JSON.parse(config) as EngineConfig)
writeSync(1, 'open\n')
const batches = mode === 'history' ? historyOf(Number(number)) : growing(Number(number))
for (const batch of batches) await store.write(batch)
writeSync(1, `${batches.length} batches\n`)
await store.close()
