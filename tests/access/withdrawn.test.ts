import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { OWNER } from '../../src/access/viewer.ts'
import { importDataset } from '../../src/service/import/import.ts'
import { openSkein } from '../../src/service/skein.ts'
import { withdrawDataset } from '../../src/service/withdraw.ts'
import { writeFolder } from '../api/support.ts'

const manifest = (name: string, title: string): string =>
  JSON.stringify({
    name,
    title,
    publisher: 'A test',
    publisherRole: 'OTHER',
    licence: 'CC0-1.0',
    howCollected: 'CASEWORK'
  })

/** What the withdrawn dataset alone says: names, keys of search, notes, ids of rows, titles, roles, reasons. */
const SAID = ['Zqname', 'zqname', 'zqnote', 'zqlocal', 'Zqtitle', 'Zqsource', 'zqrole', 'zqwhy']

/** Files below a folder that hold a text. */
function holding(folder: string, text: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .filter((name) => readFileSync(join(folder, name)).includes(text))
}

it('a withdrawn dataset leaves nothing of its content in any file of the store', async () => {
  const data = mkdtempSync(join(tmpdir(), 'skein-withdrawn-'))
  try {
    const folder = (name: string): string => join(data, 'in', name)
    const open = () => openSkein({ store: '', data: join(data, 'store'), secret: 'tests' })
    const rows = Array.from({ length: 300 }, (_, i) => `zqlocal${i},Person,Zqname ${i},zqnote ${i}\n`).join('')
    writeFolder(folder('gone'), {
      'dataset.json': manifest('beta/gone', 'Zqtitle'),
      'sources.csv': 'id,title\ns1,Zqsource\n',
      'entities.csv': `id,kind,name,note,source\n${rows.replaceAll('\n', ',s1\n')}`,
      'ties.csv': 'kind,from,to,role\nKIN_OF,zqlocal0,zqlocal1,zqrole\nKIN_OF,zqlocal1,alpha/kept:k1,zqrole\n',
      'judgements.csv': 'left,right,verdict,why\nzqlocal0,alpha/kept:k1,SAME,zqwhy\n'
    })
    writeFolder(folder('kept'), {
      'dataset.json': manifest('alpha/kept', 'Kept'),
      'entities.csv': 'id,kind,name\nk1,Person,Keptname\n'
    })
    let skein = await open()
    for (const name of ['kept', 'gone'])
      expect(await importDataset(skein, OWNER, { paths: [folder(name)] })).toMatchObject({ written: true })
    await skein.close()
    for (const text of SAID) expect(holding(join(data, 'store'), text), text).not.toEqual([])
    skein = await open()
    await withdrawDataset(skein, OWNER, 'beta/gone')
    const left = (): string[] => SAID.flatMap((text) => holding(join(data, 'store'), text))
    expect(left()).toEqual([])
    await skein.close()
    expect(left()).toEqual([])
    // Nor does it come back when what is stored is opened again.
    skein = await open()
    expect(
      await skein.store.read('MATCH (n) WHERE n.dataset = $d RETURN n.id AS id', ['id'], { d: 'beta/gone' })
    ).toEqual([])
    await skein.close()
    expect(left()).toEqual([])
    expect(holding(join(data, 'store'), 'Keptname')).not.toEqual([])
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
})
