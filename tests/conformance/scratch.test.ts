import { it } from 'vitest'
import { openOn, takenThrough } from './support/both.ts'
import { scannedBy, unrelated } from './support/growth.ts'
const stages = async (skein: any) => { const all = new Map<string, any>(); for await (const s of takenThrough(skein)) for (const n of s.notes) all.set(n.statement.text, n); return all }
it('embedded', async () => {
  const skein = await openOn({ store: '', folder: null })
  const engine = skein.store.engine
  const all = await stages(skein)
  const a = await scannedBy(engine, all.values())
  const t = performance.now()
  for (const b of unrelated()) await skein.store.write(b)
  console.log('filler', performance.now() - t)
  const c = await scannedBy(engine, all.values())
  for (const [t, n] of a) if (c.get(t)! > n) console.log(n, c.get(t), t.slice(0, 700))
  await skein.close()
}, 200000)
