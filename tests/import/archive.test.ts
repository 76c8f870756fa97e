import { execFileSync } from 'node:child_process'
import { createWriteStream, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { gzipSync } from 'node:zlib'
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

  it('is refused where it says a size below nothing, which would make room for more', async () => {
    const file = join(newFolder(), 'upload')
    writeFileSync(file, Buffer.concat([entry('a.csv', '-7777777777'), Buffer.alloc(1024)]))
    await expect(unpack(file, newFolder())).rejects.toMatchObject({ code: 'INVALID_INPUT' })
  })

  it.each(['.hidden', 'folder/'])('cannot hide its size in what is passed over: %s', async (name) => {
    const size = 3 * 2 ** 20
    const file = join(newFolder(), 'upload')
    const bytes = [entry(name, size.toString(8), name.endsWith('/') ? '5' : '0'), Buffer.alloc(size)]
    writeFileSync(file, gzipSync(Buffer.concat([...bytes, ...bytes, Buffer.alloc(1024)])))
    await expect(unpack(file, newFolder(), 2 ** 20)).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' })
  })

  it('never tells where it is unpacked', async () => {
    const file = join(newFolder(), 'upload')
    const target = newFolder()
    const name = Buffer.from(`${'n'.repeat(300)}.csv\0`)
    const long = [entry('././@LongLink', name.length.toString(8), 'L'), name, Buffer.alloc(512 - name.length)]
    writeFileSync(file, Buffer.concat([...long, entry('n.csv', '0'), Buffer.alloc(1024)]))
    const refusal: unknown = await unpack(file, target).catch((error: unknown) => error)
    expect(refusal).toMatchObject({ code: 'INVALID_INPUT' })
    expect((refusal as Error).message).not.toContain(target)
  })
})

/** The header of an entry, its size as the archive writes it. */
function entry(name: string, size: string, type = '0'): Buffer {
  const header = Buffer.alloc(512)
  header.write(name, 0)
  header.write(size, 124)
  header.write('        ', 148)
  header.write(type, 156)
  header.write('ustar', 257)
  header.write(
    header
      .reduce((a, b) => a + b, 0)
      .toString(8)
      .padStart(6, '0'),
    148
  )
  return header
}
