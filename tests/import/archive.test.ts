import { execFileSync } from 'node:child_process'
import { createWriteStream, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { describe, expect, it } from 'vitest'
import { pack, unpack } from '../../src/service/import/archive.ts'
import { datasetFolder, newFolder, run, scratchStore } from './support.ts'

const FILES = {
  'nodes.csv': 'id,kind\na,Person\n',
  'README.md': 'not a table',
  'ties.csv': `kind,from,to\n${'PAYS,a,x/y:b\n'.repeat(3)}`
}

describe('an uploaded archive', () => {
  it('brings the tables of a folder, and imports like it', async () => {
    const folder = datasetFolder(FILES)
    const target = newFolder()
    const archive = join(target, 'upload')
    await pipeline(Readable.from(pack([folder])), createWriteStream(archive))
    const unpacked = join(target, 'unpacked')
    await unpack(archive, unpacked)
    expect(readdirSync(unpacked).sort()).toEqual(['dataset.json', 'nodes.csv', 'ties.csv'])
    expect(readFileSync(join(unpacked, 'ties.csv'), 'utf8')).toBe(FILES['ties.csv'])
    expect(await run(await scratchStore(), unpacked)).toMatchObject({ written: true, added: 4 })
  })

  it('may be gzipped, and folders inside it are dropped', async () => {
    const folder = datasetFolder(FILES)
    const archive = join(newFolder(), 'upload')
    execFileSync('tar', ['-C', folder, '-czf', archive, '.'])
    const unpacked = newFolder()
    await unpack(archive, unpacked)
    expect(readdirSync(unpacked)).toContain('nodes.csv')
  })

  it('cannot write outside its folder', async () => {
    const folder = datasetFolder(FILES)
    const archive = join(newFolder(), 'upload')
    execFileSync('tar', ['-C', folder, '--transform=s#nodes.csv#../../nodes.csv#', '-P', '-cf', archive, 'nodes.csv'])
    const outer = newFolder()
    await unpack(archive, join(outer, 'a', 'b'))
    expect(readdirSync(outer)).toEqual(['a'])
    expect(readdirSync(join(outer, 'a', 'b'))).toEqual(['nodes.csv'])
  })

  it('is refused where it is none, too large, or ambiguous', async () => {
    const target = newFolder()
    const file = join(target, 'upload')
    writeFileSync(file, 'id,kind\na,Person\n'.repeat(100))
    await expect(unpack(file, join(target, 'a'))).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    writeFileSync(file, '')
    await expect(unpack(file, join(target, 'b'))).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    await pipeline(Readable.from(pack([datasetFolder(FILES)])), createWriteStream(file))
    await expect(unpack(file, join(target, 'c'), 100)).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
      details: { limit: { value: 100 } }
    })
  })
})
