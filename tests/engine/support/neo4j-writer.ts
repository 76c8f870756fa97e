/**
 * A second process that writes to the test's Neo4j until it is killed. `flip`: sets every :Flip node to the next number,
 * one transaction each. `count N`: N times reads a counter and writes it plus one. Arguments: config as JSON, mode, N.
 */
import { writeSync } from 'node:fs'
import { openEngine, type EngineConfig } from '../../../src/engine/open.ts'

/** Between two writes, so that readers have a chance. */
const PAUSE_MS = 10
const [, , config = '{}', mode = '', times = '0'] = process.argv
const engine = await openEngine(JSON.parse(config) as EngineConfig, {
  replay: () => Promise.resolve(),
  notice: () => undefined
})
writeSync(1, 'open\n')

if (mode === 'flip') {
  for (let number = 1; ; number++) {
    const text = 'MATCH (n:Flip) SET n.number = $number'
    await engine.transaction((transaction) => transaction.run({ text, params: { number }, columns: [] }))
    await new Promise((done) => setTimeout(done, PAUSE_MS))
  }
} else {
  for (let i = 0; i < Number(times); i++) {
    await engine.transaction(async (transaction) => {
      const [row] = await transaction.run({
        text: 'MATCH (n:Counter) RETURN n.count AS count',
        params: {},
        columns: ['count']
      })
      const params = { count: Number(row?.[0]) + 1 }
      await transaction.run({ text: 'MATCH (n:Counter) SET n.count = $count', params, columns: [] })
    })
  }
  await engine.close()
}
