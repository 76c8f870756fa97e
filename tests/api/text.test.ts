import { parse, print } from 'graphql'
import { describe, expect, it } from 'vitest'
import { isBroken, mendDocument, mendValue } from '../../src/server/text.ts'

describe('text that no engine can hold', () => {
  it.each(['\u0000', 'a\u0000b', '\ud800', 'x\udfff', '\ud800\ud800\udc00', '\udc00\ud800'])('finds %j', (text) => {
    expect(isBroken(text)).toBe(true)
    const mended = mendValue(text) as string
    expect(isBroken(mended)).toBe(false)
    expect(mended).toHaveLength(text.length)
  })

  it.each(['', 'plain', '𝕊'.repeat(3), '🧵', 'ﷺ', '\u202e', '\n\r\t', '\uFFFD'])('leaves %j as it is', (text) => {
    expect(isBroken(text)).toBe(false)
    expect(mendValue(text)).toBe(text)
  })

  it('mends at any depth and copies nothing that was whole', () => {
    const whole = { a: [1, 'x', { b: null }], c: true }
    expect(mendValue(whole)).toBe(whole)
    expect(mendValue({ a: [1, '\u0000'], b: 'x' })).toEqual({ a: [1, '\uFFFF'], b: 'x' })
  })

  it('mends what is written in a document, escaped or not', () => {
    const mended = (source: string): string => print(mendDocument(parse(source), source))
    expect(mended('{ search(text: "a\\u0000") { totalCount } }')).toContain('"a\uFFFF"')
    const plain = '{ search(text: "a") { totalCount } }'
    const document = parse(plain)
    expect(mendDocument(document, plain)).toBe(document)
  })
})
