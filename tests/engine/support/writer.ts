/**
 * A process that writes batch after batch into FOLDER and prints the number of each once it is acknowledged; now and then
 * it forces a checkpoint, or closes and opens again (C, and O when open). It never ends by itself: the test kills it.
 */
import { writeSync } from 'node:fs'
import { everything, openFolder, SIZE, writeBatch } from './batches.ts'

const folder = process.argv[2] ?? ''
const say = (text: string): void => void writeSync(1, `${text}\n`)
const CHECKPOINT_EVERY = 7
const CLOSE_EVERY = 40

let { engine } = await openFolder(folder)
say('O')
let batch = Math.floor((await everything(engine)).length / SIZE)
while (true) {
  batch++
  await writeBatch(engine, batch)
  say(String(batch))
  if (batch % CHECKPOINT_EVERY === 0) await engine.checkpoint()
  if (batch % CLOSE_EVERY !== 0) continue
  say('C')
  await engine.close()
  engine = (await openFolder(folder)).engine
  say('O')
}
