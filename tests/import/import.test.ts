import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { PUBLIC, type Viewer } from '../../src/access/viewer.ts'
import type { Store } from '../../src/store/store.ts'
import { count, datasetFolder, graphOf, run, scratchStore, told } from './support.ts'

let store: Store
beforeEach(async () => {
  store = await scratchStore()
})

const FILES = {
  'sources.csv': 'id,title,cites\ncourt,Judgment,\npaper,An article,court\n',
  'nodes.csv':
    'id,kind,name,source,grade\na,Person,Ana,court,B2\nb,Person,Bo,paper,\nb,Person,Bo the Second,court,A1\ng,Group,The Firm,,\n',
  'ties.csv': 'kind,from,to,role,standing,source\nMEMBER_OF,a,g,driver,ALLEGED,paper\nPAYS,a,b,,,\nPAYS,a,b,,,\n',
  'judgements.csv': 'left,right,verdict,by,why\na,b,DIFFERENT,the desk,two birth dates\n'
}

describe('import', () => {
  it('writes claims, sources and judgements, and says how many of each kind', async () => {
    const report = await run(store, datasetFolder(FILES))
    expect(report).toMatchObject({
      dataset: 'local/case',
      written: true,
      rows: 10,
      added: 7,
      changed: 0,
      retracted: 0,
      unchanged: 0,
      problemCount: 0
    })
    expect(report.counts).toEqual([
      { kind: 'Group', count: 1 },
      { kind: 'MEMBER_OF', count: 1 },
      { kind: 'PAYS', count: 2 },
      { kind: 'Person', count: 3 }
    ])
    expect(await count(store, 'Entity')).toBe(3)
    const [claim] = await store.read(
      "MATCH (c:Claim {kind: 'Person'}) WHERE c.grade = 'B2' RETURN c.record AS record, c.sourceKey AS source, c.data AS data",
      ['record', 'source', 'data']
    )
    expect(claim).toEqual(['local/case:a', 'local/case:court', '{"name":"Ana"}'])
  })

  it('writes the dataset itself as the source of rows that name none, and only then', async () => {
    await run(store, datasetFolder(FILES))
    const keys = async () => (await store.read('MATCH (s:Source) RETURN s.key AS key ORDER BY s.key', ['key'])).flat()
    expect(await keys()).toEqual(['local/case', 'local/case:court', 'local/case:paper'])
    const other = await scratchStore()
    await run(other, datasetFolder({ 'sources.csv': 'id\ns\n', 'nodes.csv': 'id,kind,source\na,Person,s\n' }))
    expect((await other.read('MATCH (s:Source) RETURN s.key AS key', ['key'])).flat()).toEqual(['local/case:s'])
  })

  it('reads the same from CSV with semicolons, CRLF and BOM, and from JSON lines', async () => {
    await run(store, datasetFolder(FILES))
    const graph = await graphOf(store)
    const windows = Object.fromEntries(
      Object.entries(FILES).map(([name, text]) => [name, `\ufeff${text.replaceAll(',', ';').replaceAll('\n', '\r\n')}`])
    )
    const lines = Object.fromEntries(
      Object.entries(FILES).map(([name, text]) => {
        const [header = '', ...rows] = text.trim().split('\n')
        const objects = rows.map((row) =>
          JSON.stringify(Object.fromEntries(row.split(',').map((cell, i) => [header.split(',')[i], cell])))
        )
        return [name.replace('.csv', '.jsonl'), objects.join('\n')]
      })
    )
    for (const files of [windows, lines]) {
      const other = await scratchStore()
      expect(told(await run(other, datasetFolder(files)))).toEqual([])
      expect(await graphOf(other)).toEqual(graph)
      expect(await run(store, datasetFolder(files))).toMatchObject({ added: 0, unchanged: 7, retracted: 0 })
    }
    expect(await store.sequence()).toBe(1)
  })

  it('writes nothing when nothing changed', async () => {
    const folder = datasetFolder(FILES)
    await run(store, folder)
    const sequence = await store.sequence()
    expect(await run(store, folder)).toMatchObject({ written: true, added: 0, changed: 0, retracted: 0, unchanged: 7 })
    expect(await store.sequence()).toBe(sequence)
  })

  it('takes a changed folder as the new version: what is absent is retracted, with --append it stays', async () => {
    await run(store, datasetFolder(FILES))
    const graph = await graphOf(store)
    const changed = datasetFolder({
      ...FILES,
      'nodes.csv': FILES['nodes.csv'].replace('Ana', 'Anna'),
      'ties.csv': FILES['ties.csv'].replace('PAYS,a,b,,,\n', ''),
      'judgements.csv': 'left,right,verdict,by,why\n'
    })
    expect(await run(store, changed, { dryRun: true })).toMatchObject({
      written: false,
      added: 1,
      retracted: 2,
      unchanged: 5
    })
    expect(await graphOf(store)).toEqual(graph)
    expect(await run(store, changed, { append: true })).toMatchObject({ added: 1, retracted: 0, unchanged: 5 })
    expect(await run(store, changed)).toMatchObject({ added: 0, retracted: 2, unchanged: 6 })
    const fresh = await scratchStore()
    await run(fresh, changed)
    expect(await graphOf(store)).toEqual(await graphOf(fresh))
    expect(await run(store, datasetFolder(FILES))).toMatchObject({ added: 2, retracted: 1, unchanged: 5 })
    expect(await graphOf(store)).toEqual(graph)
  })

  it('takes a changed kind of a record as the new version', async () => {
    await run(store, datasetFolder({ 'nodes.csv': 'id,kind,name\na,Person,Ana\nb,Person,Bo\n' }))
    const report = await run(store, datasetFolder({ 'nodes.csv': 'id,kind,name\na,Company,Ana\nb,Person,Bo\n' }))
    expect(report).toMatchObject({ written: true, added: 1, retracted: 1, problemCount: 0 })
    const rows = await store.read('MATCH (n:Entity) RETURN n.kind AS kind ORDER BY n.kind', ['kind'])
    expect(rows.flat()).toEqual(['Company', 'Person'])
  })

  it('changes marking, audience and manifest in place', async () => {
    const rows = { 'nodes.csv': 'id,kind,marking,audience\na,Person,,\nb,Person,GREEN,\n' }
    await run(store, datasetFolder(rows))
    expect(await run(store, datasetFolder(rows, { marking: 'AMBER', audience: ['org', 'desk', 'org'] }))).toMatchObject(
      { added: 0, changed: 1, unchanged: 1, retracted: 0 }
    )
    expect(
      await store.read(
        'MATCH (c:Claim) RETURN c.record AS record, c.marking AS marking, c.ownAudience AS audience ORDER BY c.record',
        ['record', 'marking', 'audience']
      )
    ).toEqual([
      ['local/case:a', 'AMBER', ['desk', 'org']],
      ['local/case:b', 'GREEN', null]
    ])
    const sequence = await store.sequence()
    expect(
      await run(store, datasetFolder(rows, { marking: 'AMBER', audience: ['org', 'desk'], title: 'Another title' }))
    ).toMatchObject({ changed: 0, unchanged: 2 })
    expect(await store.sequence()).toBe(sequence + 1)
    expect(
      await run(store, datasetFolder(rows, { marking: 'AMBER', audience: ['org', 'desk'], invented: true }))
    ).toMatchObject({ changed: 2, unchanged: 0 })
  })

  it('ties every actor row to the case of observedIn, once per row, with the row’s source and grade', async () => {
    const nodes = 'id,kind,source,grade,phase\ncase,Case,,,\na,Person,s,B2,1\na,Person,t,,2\ng,Good,,,\n'
    const folder = datasetFolder({ 'sources.csv': 'id\ns\nt\n', 'nodes.csv': nodes }, { observedIn: 'case' })
    expect(await run(store, folder)).toMatchObject({ added: 6, problemCount: 0 })
    const rows = await store.read(
      "MATCH (c:Claim {kind: 'OBSERVED_IN'}) RETURN c.from AS from, c.to AS to, c.sourceKey AS source, c.grade AS grade, c.phase AS phase ORDER BY c.sourceKey",
      ['from', 'to', 'source', 'grade', 'phase']
    )
    expect(rows).toEqual([
      ['local/case:a', 'local/case:case', 'local/case:s', 'B2', '1'],
      ['local/case:a', 'local/case:case', 'local/case:t', null, '2']
    ])
    expect(await run(store, folder)).toMatchObject({ added: 0, unchanged: 6 })
  })

  it('does not check ends in other datasets: such ties sleep until the record is there', async () => {
    const report = await run(
      store,
      datasetFolder(
        { 'nodes.csv': 'id,kind\na,Person\n', 'ties.csv': 'kind,from,to\nTRADES_IN,a,skein/goods:drugs/cocaine\n' },
        { assertions: [{ count: 'TRADES_IN', is: 1 }] }
      )
    )
    expect(report).toMatchObject({ written: true, added: 2, failedAssertions: 1 })
    expect(report.problems[0]?.hint).toContain('1 rows of that kind sleep')
    await run(store, datasetFolder({ 'nodes.csv': 'id,kind\ndrugs/cocaine,Good\n' }, { name: 'skein/goods' }))
    const rows = await store.read('MATCH (a:Entity)-[r:TRADES_IN]->(b:Entity) RETURN b.kind AS kind', ['kind'])
    expect(rows).toEqual([['Good']])
  })

  it('keeps the good rows with acceptPartial, and the data where an assertion fails', async () => {
    const folder = datasetFolder(
      {
        'nodes.csv': 'id,kind,name,protected,colour\na,Person,Ana,,\nb,Person,Bo,true,\nc,Persn,,,\nd,Person,,,red\n',
        'ties.csv': 'kind,from,to\nKIN_OF,a,b\nKIN_OF,a,zz\n'
      },
      {
        assertions: [
          { count: 'Person', is: 1 },
          { count: 'Person', is: 3 },
          { record: 'a', property: 'name', is: 'Ana' },
          { record: 'a', property: 'name', is: 'Ann' }
        ]
      }
    )
    expect(await run(store, folder)).toMatchObject({ written: false, added: 0, problemCount: 4 })
    expect(await count(store, 'Claim')).toBe(0)
    const report = await run(store, folder, { acceptPartial: true })
    expect(report).toMatchObject({ written: true, rows: 6, added: 2, problemCount: 6, failedAssertions: 2 })
    const rows = await store.read('MATCH (c:Claim) RETURN c.kind AS kind, c.record AS record ORDER BY c.kind', [
      'kind',
      'record'
    ])
    expect(rows).toEqual([
      ['KIN_OF', null],
      ['Person', 'local/case:a']
    ])
    expect(told(report).filter(([where]) => where.startsWith('dataset.json'))).toEqual([
      ['dataset.json: assertions.1', 'Person: 1 entities are there, 3 are asserted'],
      ['dataset.json: assertions.3', 'a.name is asserted to be "Ann", and rows state "Ana"']
    ])
  })

  it('takes records of the stored version into account with append', async () => {
    await run(
      store,
      datasetFolder({ 'sources.csv': 'id\ns\n', 'nodes.csv': 'id,kind,name\na,Person,Ana\ng,Group,The Firm\n' })
    )
    const more = (files: Record<string, string>) => run(store, datasetFolder(files), { append: true })
    expect(await more({ 'ties.csv': 'kind,from,to,source\nMEMBER_OF,a,g,s\n' })).toMatchObject({
      written: true,
      added: 1
    })
    expect(told(await more({ 'ties.csv': 'kind,from,to\nMEMBER_OF,g,a\n' }))).toEqual([
      ['ties.csv:2 to', 'MEMBER_OF cannot end at a, which is a Person']
    ])
    expect(told(await more({ 'nodes.csv': 'id,kind\na,Group\n' }))).toEqual([
      ['nodes.csv:2 kind', 'a is a Person in the store and a Group here']
    ])
    expect(told(await more({ 'nodes.csv': 'id,kind,protected\na,Person,true\n' }))).toEqual([
      ['nodes.csv:2 protected', 'a is protected here, and the store holds what identifies them']
    ])
  })

  it('lets the owner and members of the organisation write; others learn nothing', async () => {
    const folder = datasetFolder({ 'nodes.csv': 'id,kind\na,Person\n' }, { name: 'desk/case' })
    const viewer = (organisations: string[], scopes: Viewer['scopes']): Viewer => ({
      ...PUBLIC,
      id: 'u',
      rank: 4,
      organisations,
      scopes
    })
    await expect(run(store, folder, {}, PUBLIC)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
    await expect(run(store, folder, {}, viewer(['desk'], ['READ']))).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(run(store, folder, {}, viewer(['other'], ['READ', 'WRITE']))).rejects.toMatchObject({
      code: 'NOT_FOUND'
    })
    expect(await count(store, 'Dataset')).toBe(0)
    expect(await run(store, folder, {}, viewer(['desk'], ['READ', 'WRITE']))).toMatchObject({ written: true })
  })

  it('takes a list of files with the manifest among them', async () => {
    const folder = datasetFolder(FILES)
    const paths = ['nodes.csv', 'sources.csv', 'dataset.json'].map((name) => join(folder, name))
    expect(await run(store, folder, { paths })).toMatchObject({ written: true, added: 4 })
    await expect(run(store, folder, { paths: [join(folder, 'absent')] })).rejects.toMatchObject({
      code: 'INVALID_INPUT'
    })
    await expect(run(store, folder, { paths: [] })).rejects.toMatchObject({ code: 'INVALID_INPUT' })
  })
})
