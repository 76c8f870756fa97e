/** A seeded generator. The same seed gives the same numbers on every machine. */
export interface Random {
  /** Uniform over 0 … 2³² − 1. */
  bits(): number
  /** Uniform over [0, 1), 53 bits. */
  next(): number
  /** Uniform over 0 … bound − 1 without bias; `bound` is 1 … 2³². */
  below(bound: number): number
  /** Shuffles in place (Fisher–Yates) and returns the same list. */
  shuffle<T>(list: T[]): T[]
}

/**
 * xoshiro128++ 1.0 (Blackman & Vigna 2019; the tests use a published value of that generator). A number as seed is spread
 * over the state by splitmix32; four words set the state as it is.
 */
export const seeded = (seed: number | readonly [number, number, number, number]): Random => {
  let [a, b, c, d] = typeof seed === 'number' ? spread(seed) : seed

  const bits = (): number => {
    const result = (rotate((a + d) | 0, 7) + a) >>> 0
    const t = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= t
    d = rotate(d, 11)
    return result
  }
  const below = (bound: number): number => {
    const fair = 2 ** 32 - (2 ** 32 % bound)
    let drawn = bits()
    while (drawn >= fair) drawn = bits()
    return drawn % bound
  }
  return {
    bits,
    below,
    next: () => ((bits() >>> 5) * 2 ** 26 + (bits() >>> 6)) / 2 ** 53,
    shuffle: (list) => {
      for (let i = list.length - 1; i > 0; i--) {
        const j = below(i + 1)
        const kept = list[i] as (typeof list)[number]
        list[i] = list[j] as (typeof list)[number]
        list[j] = kept
      }
      return list
    }
  }
}

const rotate = (x: number, by: number): number => (x << by) | (x >>> (32 - by))

const spread = (seed: number): [number, number, number, number] => {
  // The upper half of a large seed counts too.
  let state = (seed ^ Math.floor(seed / 2 ** 32)) | 0
  const word = (): number => {
    state = (state + 0x9e3779b9) | 0
    let z = state
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad)
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
    return (z ^ (z >>> 15)) >>> 0
  }
  return [word(), word(), word(), word()]
}
