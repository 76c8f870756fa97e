import { getIntrospectionQuery, parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { SkeinError } from '../../src/errors.ts'
import { LIMITS } from '../../src/server/limits.ts'
import { measure } from '../../src/server/measure.ts'

/** The limit that a document meets, with what was met; null where it passes. */
function met(text: string): { name: string; met: number } | null {
  try {
    measure(parse(text))
    return null
  } catch (error) {
    if (!(error instanceof SkeinError) || error.code !== 'LIMIT_EXCEEDED') throw error
    const { limit } = error.details
    return limit === undefined ? null : { name: limit.name, met: limit.met }
  }
}
const nested = (depth: number, leaf = 'id'): string => (depth === 1 ? leaf : `x { ${nested(depth - 1, leaf)} }`)
const times = (n: number, part: (i: number) => string): string => Array.from({ length: n }, (_, i) => part(i)).join(' ')

describe('limits of a document, from both sides', () => {
  it('depth', () => {
    expect(met(`{ ${nested(LIMITS.depth)} }`)).toBeNull()
    expect(met(`{ ${nested(LIMITS.depth + 1)} }`)).toEqual({ name: 'depth', met: LIMITS.depth + 1 })
  })

  it('depth counts through fragments, spread and inline, but they add none of their own', () => {
    const inside = nested(LIMITS.depth - 1)
    expect(met(`{ a { ...F } } fragment F on X { ... on X { ${inside} } }`)).toBeNull()
    expect(met(`{ a { b { ...F } } } fragment F on X { ${inside} }`)).toEqual({ name: 'depth', met: LIMITS.depth + 1 })
  })

  it('depth of introspection is counted apart', () => {
    expect(met(`{ __schema { ${nested(LIMITS.introspectionDepth - 1)} } }`)).toBeNull()
    expect(met(`{ __schema { ${nested(LIMITS.introspectionDepth)} } }`)?.name).toBe('introspectionDepth')
    expect(
      met(`{ a { b } __type(name: "X") { ...F } } fragment F on X { ${nested(LIMITS.introspectionDepth)} }`)?.name
    ).toBe('introspectionDepth')
  })

  it('aliases, wherever they are, and as often as their fragment is spread', () => {
    expect(met(`{ a { ${times(LIMITS.aliases, (i) => `a${i}: id`)} } }`)).toBeNull()
    expect(met(`{ a { ${times(LIMITS.aliases + 1, (i) => `a${i}: id`)} } }`)).toEqual({
      name: 'aliases',
      met: LIMITS.aliases + 1
    })
    const spread = (n: number): string =>
      `{ ${times(n, (i) => `a${i} { ...F }`)} } fragment F on X { ${times(10, (i) => `f${i}: id`)} }`
    expect(met(spread(3))).toBeNull()
    expect(met(spread(4))).toEqual({ name: 'aliases', met: 40 })
  })

  it('root fields, each key once', () => {
    expect(met(`{ ${times(LIMITS.rootFields, (i) => `f${i}`)} f0 f0 }`)).toBeNull()
    expect(met(`{ ${times(LIMITS.rootFields, (i) => `f${i}`)} ...F } fragment F on Query { more }`)).toEqual({
      name: 'rootFields',
      met: LIMITS.rootFields + 1
    })
  })

  it('directives', () => {
    expect(met(`{ ${times(5, (i) => `f${i} ${'@include(if: true) '.repeat(10)}`)} }`)).toBeNull()
    expect(met(`{ f ${'@include(if: true) '.repeat(LIMITS.directives + 1)} }`)?.name).toBe('directives')
  })

  it('introspection as tools send it passes; one that multiplies lists does not', () => {
    expect(
      met(
        getIntrospectionQuery({
          inputValueDeprecation: true,
          specifiedByUrl: true,
          schemaDescription: true,
          oneOf: true
        })
      )
    ).toBeNull()
    const fields = (i: number): string =>
      `a${i}: fields { type { ${times(4, (j) => `b${i}${j}: fields { type { name description } }`)} } }`
    expect(met(`{ __schema { types { ${times(5, fields)} } } }`)?.name).toBe('introspection')
  })

  it('takes time linear in the document where fragments double what they spread', () => {
    const chain = times(200, (i) => `fragment F${i} on X { a${i}: x { ...F${i + 1} } ...F${i + 1} }`)
    const begun = performance.now()
    expect(met(`{ ...F0 } ${chain} fragment F200 on X { id }`)?.name).toBe('aliases')
    expect(performance.now() - begun).toBeLessThan(1_000)
  })

  it('leaves fragment cycles to validation', () => {
    expect(met('{ ...A } fragment A on X { ...B } fragment B on X { ...A }')).toBeNull()
    expect(met('{ ...A } fragment A on X { x { ...A } }')).toBeNull()
  })
})
