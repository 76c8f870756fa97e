import type { Bytes } from './table.ts'

/** One file of an archive. `content` must be read (or skipped by asking for the next file) before the next one. */
export interface TarFile {
  name: string
  size: number
  content: Bytes
}

const BLOCK = 512
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8').replace(/\0.*$/s, '')

/** Hands out bytes in the amounts asked for. */
class Reader {
  readonly #source: AsyncIterator<Uint8Array>
  #chunk: Uint8Array = new Uint8Array(0)
  constructor(bytes: Bytes) {
    this.#source = bytes[Symbol.asyncIterator]()
  }
  /** Up to `most` bytes; empty at the end. */
  async some(most: number): Promise<Uint8Array> {
    while (this.#chunk.length === 0) {
      const next = await this.#source.next()
      if (next.done === true) return this.#chunk
      this.#chunk = next.value
    }
    const part = this.#chunk.subarray(0, most)
    this.#chunk = this.#chunk.subarray(part.length)
    return part
  }
  async exactly(length: number): Promise<Uint8Array | null> {
    const parts: Uint8Array[] = []
    let left = length
    while (left > 0) {
      const part = await this.some(left)
      if (part.length === 0) return null
      parts.push(part)
      left -= part.length
    }
    return Buffer.concat(parts)
  }
}

/** Reads the regular files of a tar archive (ustar, with the long names of pax and GNU). Throws an Error where it is none. */
export async function* readTar(bytes: Bytes): AsyncGenerator<TarFile> {
  const reader = new Reader(bytes)
  let longName: string | null = null
  while (true) {
    const header = await reader.exactly(BLOCK)
    if (header === null || header.every((byte) => byte === 0)) return
    const sum = header.reduce((total, byte, i) => total + (i >= 148 && i < 156 ? 32 : byte), 0)
    if (parseInt(text(header.subarray(148, 156)), 8) !== sum)
      throw new Error('this is not a tar archive, or it is damaged')
    const digits = text(header.subarray(124, 136)).trim()
    const size = parseInt(digits, 8)
    if (!/^[0-7]+$/.test(digits) || !Number.isSafeInteger(size))
      throw new Error('the archive holds a file of unknown size')
    const type = String.fromCharCode(header[156] ?? 0)
    let left = size
    const content = async function* (): AsyncGenerator<Uint8Array> {
      while (left > 0) {
        const part = await reader.some(left)
        if (part.length === 0) throw new Error('the archive ends in the middle of a file')
        left -= part.length
        yield part
      }
    }
    if (type === 'L' || type === 'x') {
      const note = text(await whole(content(), size))
      longName = type === 'L' ? note : (/\d+ path=(.*)\n/.exec(note)?.[1] ?? longName)
    } else if (type === '0' || type === '\0') {
      const prefix = text(header.subarray(345, 500))
      yield {
        name: longName ?? (prefix === '' ? '' : `${prefix}/`) + text(header.subarray(0, 100)),
        size,
        content: content()
      }
      longName = null
    }
    while (left > 0) left -= (await reader.exactly(Math.min(left, 65_536)))?.length ?? left
    await reader.exactly((BLOCK - (size % BLOCK)) % BLOCK)
  }
}

async function whole(content: Bytes, size: number): Promise<Uint8Array> {
  if (size > 65_536) throw new Error('the archive holds a name that is too long')
  const parts: Uint8Array[] = []
  for await (const part of content) parts.push(part)
  return Buffer.concat(parts)
}

/** Writes files as a tar archive. Names are at most 100 bytes. */
export async function* writeTar(files: Iterable<TarFile>): AsyncGenerator<Uint8Array> {
  for (const { name, size, content } of files) {
    const header = Buffer.alloc(BLOCK)
    if (header.write(name, 0, 'utf8') > 100 || Buffer.byteLength(name) > 100)
      throw new Error(`the name ${name} is too long for an archive`)
    const octal = (value: number, at: number, width: number): number =>
      header.write(`${value.toString(8).padStart(width - 1, '0')}\0`, at, 'latin1')
    octal(0o600, 100, 8)
    octal(0, 108, 8)
    octal(0, 116, 8)
    octal(size, 124, 12)
    octal(0, 136, 12)
    header.write('        0', 148, 'latin1')
    header.write('ustar\u000000', 257, 'latin1')
    octal(
      header.reduce((a, b) => a + b, 0),
      148,
      8
    )
    yield header
    let written = 0
    for await (const part of content) {
      written += part.length
      yield part
    }
    if (written !== size) throw new Error(`${name} changed while it was read`)
    yield Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK)
  }
  yield Buffer.alloc(2 * BLOCK)
}
