import { expect, it } from 'vitest'
import { claimIdOf } from '../../src/service/import/claim-id.ts'
import { datasetFolder, run, scratchStore } from './support.ts'

it('rows get the ids that their content has, whatever marking they carry', async () => {
  const store = await scratchStore()
  await run(
    store,
    datasetFolder(
      {
        'sources.csv': 'id\ns\n',
        'nodes.csv':
          'id,kind,name,aliases,source,grade,marking\na,Event,"Ünal ""X""",x;y,s,b2,\nb,Person,,,,,AMBER\nc,Person,,,,,\n',
        'more.jsonl': '{"id":"e","kind":"Event","phase":"3","quantity":2.50,"validFrom":"2003"}',
        'ties.csv': 'kind,from,to,weight,rowId\nPAYS,b,c,2,\nPAYS,b,c,2,\nPAYS,b,c,2,x\n'
      },
      { marking: 'GREEN' }
    )
  )
  const stored = (await store.read('MATCH (c:Claim) RETURN c.id AS id ORDER BY c.id', ['id'])).flat()
  const d = 'local/case'
  const nothing = { properties: {}, grade: null, phase: null, validFrom: null, validTo: null }
  const pays = { kind: 'PAYS', from: `${d}:b`, to: `${d}:c` }
  const paid = { ...nothing, properties: { weight: 2 } }
  expect(stored).toEqual(
    [
      claimIdOf(
        d,
        { kind: 'Event', record: `${d}:a` },
        `${d}:s`,
        { ...nothing, properties: { name: 'Ünal "X"', aliases: ['x', 'y'] }, grade: 'B2' },
        '0'
      ),
      claimIdOf(
        d,
        { kind: 'Event', record: `${d}:e` },
        d,
        { ...nothing, properties: { quantity: 2.5, phase: '3' }, phase: '3', validFrom: '2003' },
        '0'
      ),
      claimIdOf(d, { kind: 'Person', record: `${d}:b` }, d, nothing, '0'),
      claimIdOf(d, { kind: 'Person', record: `${d}:c` }, d, nothing, '0'),
      claimIdOf(d, pays, d, paid, '0'),
      claimIdOf(d, pays, d, paid, '1'),
      claimIdOf(d, pays, d, paid, 'row:x')
    ].sort()
  )
})
