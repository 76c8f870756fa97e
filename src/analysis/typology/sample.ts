import { seeded } from '../../graph/random.ts'
import { collect, type Collection, type Knobs, type Observed } from './collection.ts'
import { featuresOf, type Seen } from './features.ts'
import { generateGroup, TYPES } from './generators.ts'
import { type Ranges } from './ranges.ts'

/** A made-up group as seen, with its true type as a place in TYPES. */
export interface Labelled {
  readonly type: number
  readonly observed: Observed
}

export interface Plan {
  readonly ranges: Ranges
  readonly collection: Collection
  readonly knobs?: Knobs
  readonly perType: number
  readonly seed: number
}

/** Labelled groups, equally many of each type. Group i of a type is the same whatever the others are. O(groups). */
export const drawSample = ({ ranges, collection, knobs, perType, seed }: Plan): Labelled[] =>
  TYPES.flatMap((name, type) =>
    Array.from({ length: perType }, (_, i) => {
      const random = seeded(seed + (type * perType + i + 1) * 2 ** 16)
      return { type, observed: collect(generateGroup(name, ranges, random), collection, random, knobs) }
    })
  )

export const seenOf = ({ observed }: Labelled): Seen => featuresOf(observed.n, observed.contacts, observed.orders)
