import { it } from 'vitest'
import { openOn, takenThrough } from './support/both.ts'
import { growing } from './support/batches.ts'
import { cost } from '../support/engines.ts'
import { bracketed } from '../../src/engine/neo4j-sequence.ts'
import { describeNeo4j } from '../support/engines.ts'
const stages = async (skein: any) => { const all = new Map<string, any>(); for await (const s of takenThrough(skein)) for (const n of s.notes) all.set(n.statement.text, n); return all }
it('embedded', async () => {
  const skein = await openOn({ store: '', folder: null })
  const engine = skein.store.engine
  const all = await stages(skein)
  const scan = async () => { const m = new Map<string, any>(); for (const [t, n] of all) m.set(t, await cost(engine, n.statement).then((c: any) => c.scanned, (e: any) => String(e.message).slice(0, 80))); return m }
  const a = await scan()
  for (const b of growing(150)) await skein.store.write({ ...b })
  const c = await scan()
  for (const [t] of all) if (typeof a.get(t) !== 'number' || c.get(t) > a.get(t)) console.log(a.get(t), c.get(t), t.slice(0, 400))
  console.log('same', [...all.keys()].filter(t => a.get(t) === c.get(t)).map(t => a.get(t) + ' ' + t.slice(0, 60).replaceAll('\n', ' ')).join('\n'))
  await skein.close()
}, 200000)
describeNeo4j('n', (e) => {
  it('plans', async () => {
    await e.wipe()
    const skein = await openOn(e.config())
    const engine = skein.store.engine
    const all = await stages(skein)
    let t0 = performance.now()
    for (const [t, n] of all) {
      const c: any = await cost(engine, n.within === 'read' ? { ...n.statement, text: bracketed(n.statement) } : n.statement).catch((x: any) => ({ plan: [String(x.message)] }))
      const bad = c.plan.filter((o: string) => /Scan|error|not allowed/i.test(o))
      if (bad.length) console.log(bad.join(), '|', t.slice(0, 300))
    }
    console.log('explained in', performance.now() - t0)
    await skein.close()
  }, 400000)
})
