/** Which of some actors are tied to which good, as one row of bits per good. */
export interface Incidence {
  readonly goods: number
  readonly actors: number
  /** Words of 32 bits per good. */
  readonly words: number
  /** `goods × words`: bit i % 32 of word i / 32 in the row of a good is actor i. */
  readonly bits: Uint32Array
}

/** `actorsOf[g]` are the actors (0 … actors − 1) tied to good g; repeats count once. O(goods · actors / 32 + ties). */
export function incidence(actors: number, actorsOf: readonly Iterable<number>[]): Incidence {
  const words = (actors + 31) >>> 5
  const bits = new Uint32Array(actorsOf.length * words)
  actorsOf.forEach((list, good) => {
    for (const actor of list) {
      const at = good * words + (actor >>> 5)
      bits[at] = (bits[at] ?? 0) | (1 << (actor & 31))
    }
  })
  return { goods: actorsOf.length, actors, words, bits }
}

/** How many actors each good has. O(goods · actors / 32). */
export function sizes({ goods, words, bits }: Incidence): Int32Array {
  const found = new Int32Array(goods)
  for (let good = 0; good < goods; good++) {
    let size = 0
    for (let w = good * words; w < (good + 1) * words; w++) size += ones(bits[w] ?? 0)
    found[good] = size
  }
  return found
}

/** Number of unordered pairs of `goods`, and the place of the pair (a, b), a < b, in the order (0,1), (0,2) … (1,2) … */
export const pairsOf = (goods: number): number => (goods * (goods - 1)) / 2
export const pairAt = (goods: number, a: number, b: number): number => a * goods - (a * (a + 1)) / 2 + b - a - 1

/** Adds to `counts`, for every pair of goods, how many actors are tied to both. O(goods² · actors / 32). */
export function addShared(goods: number, words: number, bits: Uint32Array, counts: Int32Array): void {
  let pair = 0
  for (let a = 0; a < goods; a++)
    for (let b = a + 1; b < goods; b++) {
      let shared = 0
      for (let w = 0; w < words; w++) shared += ones((bits[a * words + w] ?? 0) & (bits[b * words + w] ?? 0))
      counts[pair] = (counts[pair] ?? 0) + shared
      pair++
    }
}

/** How many bits of a word are set. */
export function ones(word: number): number {
  let x = word - ((word >>> 1) & 0x55555555)
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333)
  return Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
