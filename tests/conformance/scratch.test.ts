import { it } from 'vitest'
import { openOn, takenThrough } from './support/both.ts'
import { describeNeo4j } from '../support/engines.ts'
describeNeo4j('n', (e) => {
  it('plans', async () => {
    let t = performance.now(), c = process.cpuUsage()
    const lap = (x: string) => { const d = process.cpuUsage(c); console.log(x, Math.round(performance.now() - t), 'cpu', Math.round((d.user + d.system) / 1000)); t = performance.now(); c = process.cpuUsage() }
    await e.wipe()
    lap('wipe')
    const skein = await openOn(e.config())
    lap('open')
    for await (const s of takenThrough(skein)) lap(s.name)
    await skein.close()
  }, 400000)
})
