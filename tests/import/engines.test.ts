import { expect, it } from 'vitest'
import { openStore } from '../../src/store/store.ts'
import { describeOnEngines } from '../support/engines.ts'
import { datasetFolder, graphOf, ontology, run, scratchStore, told } from './support.ts'

const FILES = {
  'sources.csv': 'id,title,cites\ncourt,Judgment,\npaper,An article,court\n',
  'nodes.csv':
    'id,kind,name,source,grade,marking,audience\nc,Case,The case,,,,\na,Person,Ana,court,B2,,\nb,Person,Bo,paper,,AMBER,desk\n',
  'ties.csv':
    'kind,from,to,weight,validFrom\nCONTACTS,a,b,2,2003-05\nCONTACTS,a,b,2,2003-05\nTRADES_IN,a,x/goods:g,,\n',
  'judgements.csv': 'left,right,verdict,why\na,b,DIFFERENT,two birth dates\n'
}
const MANIFEST = {
  observedIn: 'c',
  assertions: [
    { count: 'CONTACTS', is: 2 },
    { count: 'Person', is: 2 },
    { count: 'TRADES_IN', is: 1 },
    { record: 'a', property: 'name', is: 'Ana' }
  ]
}

describeOnEngines('import', (engine) => {
  it('writes the same, sees that nothing changed, and takes a new version', { timeout: 600_000 }, async () => {
    await engine.wipe()
    const store = await openStore({ engine: engine.config(), ontology, notice: () => undefined })
    try {
      const folder = datasetFolder(FILES, MANIFEST)
      const first = await run(store, folder)
      expect(first).toMatchObject({ written: true, added: 8, failedAssertions: 1 })
      expect(told(first)).toEqual([['dataset.json: assertions.2', 'TRADES_IN: 0 relations are there, 1 are asserted']])
      const scratch = await scratchStore()
      await run(scratch, folder)
      const graph = await graphOf(store)
      expect(graph).toEqual(await graphOf(scratch))

      const sequence = await store.sequence()
      expect(await run(store, folder)).toMatchObject({ added: 0, changed: 0, retracted: 0, unchanged: 8 })
      expect(await store.sequence()).toBe(sequence)

      const second = datasetFolder(
        { ...FILES, 'nodes.csv': FILES['nodes.csv'].replace('Ana', 'Anna').replace(',AMBER,', ',RED,') },
        MANIFEST
      )
      expect(await run(store, second, { append: true })).toMatchObject({ added: 2, changed: 2, retracted: 0 })
      expect(await run(store, second)).toMatchObject({ added: 0, retracted: 2, failedAssertions: 2 })
      expect(await run(store, folder)).toMatchObject({ added: 2, changed: 2, retracted: 2, failedAssertions: 1 })
      expect(await graphOf(store)).toEqual(graph)
    } finally {
      await store.close()
    }
  })
})
