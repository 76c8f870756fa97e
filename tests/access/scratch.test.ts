import { it } from 'vitest'
import { OWNER } from '../../src/access/viewer.ts'
import { VIEWERS } from '../store/view.ts'
import { ask, createApi } from '../../src/server/api.ts'
import { openSkein } from '../../src/service/skein.ts'
import { randomWorlds, refill } from './world.ts'
it('x', { timeout: 60000 }, async () => {
  const skein = await openSkein({ store: '', data: null, secret: 's' } as never)
  const api = createApi(skein, {})
  const n: Record<string, number> = {
    worlds: 0,
    hits: 0,
    same: 0,
    joins: 0,
    differs: 0,
    carries: 0,
    goods: 0,
    coded: 0,
    ties: 0
  }
  for (let s = 20261125; s < 20261125 + 30; s++) {
    const [w] = randomWorlds(skein.ontology, s, 1)
    await refill(skein.store, w!.batches)
    const q =
      '{ crossGoods(input: { first: 10 }) { totalCount nodes { entity { kind } joins ties { sameAs relation { kind } } } } }'
    const all = [] as string[]
    for (const v of [OWNER, VIEWERS[0]!, VIEWERS[2]!, VIEWERS[4]!])
      all.push(JSON.stringify(await ask(api, q, { viewer: v, address: 't' })))
    n['worlds']!++
    if (/"totalCount":[1-9]/.test(all[0]!)) n['hits']!++
    if (all[0]!.includes('"sameAs":"e')) n['same']!++
    if (/"joins":\["/.test(all[0]!)) n['joins']!++
    if (all[0]!.includes('CARRIES')) n['carries']!++
    if (new Set(all).size > 1) n['differs']!++
    n['goods']! += [...w!.derived.entities.values()].filter((e) => e.kind === 'Good').length
    n['coded']! += [...w!.derived.entities.values()].filter(
      (e) => e.kind === 'Good' && e.stored['code'] !== undefined
    ).length
    n['ties']! += [...w!.derived.relations.values()].filter(
      (r) => r.kind === 'TRADES_IN' || r.kind === 'CARRIES'
    ).length
    if (s < 20261127) console.log(all[0])
  }
  console.log(n)
  await skein.close()
})
