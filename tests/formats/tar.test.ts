import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readTar, writeTar } from '../../src/formats/tar.ts'

const folder = mkdtempSync(join(tmpdir(), 'skein-tar-'))
afterAll(() => rmSync(folder, { recursive: true }))

/* eslint-disable @typescript-eslint/require-await -- streams are asynchronous */
async function* pieces(bytes: Uint8Array, size = 100) {
  for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size)
}

async function contents(bytes: Uint8Array): Promise<[string, string][]> {
  const files: [string, string][] = []
  for await (const file of readTar(pieces(bytes))) {
    const parts: Uint8Array[] = []
    for await (const part of file.content) parts.push(part)
    files.push([file.name, Buffer.concat(parts).toString()])
  }
  return files
}

async function written(files: [string, string][]): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const part of writeTar(
    files.map(([name, text]) => ({ name, size: Buffer.byteLength(text), content: pieces(Buffer.from(text)) }))
  ))
    parts.push(part)
  return Buffer.concat(parts)
}

const FILES: [string, string][] = [
  ['dataset.json', '{}'],
  ['empty.csv', ''],
  ['nodes.csv', 'id,kind\n'.repeat(200)]
]

describe('tar', () => {
  it('reads what it wrote', async () => expect(await contents(await written(FILES))).toEqual(FILES))

  it('passes over files that nobody reads', async () => {
    const names: string[] = []
    for await (const file of readTar(pieces(await written(FILES)))) names.push(file.name)
    expect(names).toEqual(FILES.map(([name]) => name))
  })

  it('is read by the tar of the system, and reads its archives with long names', async () => {
    writeFileSync(join(folder, 'ours.tar'), await written(FILES))
    expect(
      execFileSync('tar', ['tf', join(folder, 'ours.tar')])
        .toString()
        .trim()
        .split('\n')
    ).toEqual(FILES.map(([name]) => name))
    const long = `${'n'.repeat(150)}.csv`
    writeFileSync(join(folder, long), 'id\n')
    for (const format of ['gnu', 'pax', 'ustar'].slice(0, 2)) {
      const archive = execFileSync('tar', [`--format=${format}`, '-C', folder, '-cf', '-', long])
      expect(await contents(archive)).toEqual([[long, 'id\n']])
    }
  })

  it('refuses what is no archive or ends too early', async () => {
    await expect(contents(Buffer.alloc(2_000, 'x'))).rejects.toThrow('not a tar archive')
    await expect(contents((await written(FILES)).subarray(0, 2_500))).rejects.toThrow('ends in the middle')
  })
})
