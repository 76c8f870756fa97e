/** A list of numbers that grows, in a typed array. */
export class Numbers {
  #values = new Uint32Array(256)
  length = 0

  push(value: number): void {
    if (this.length === this.#values.length) {
      const larger = new Uint32Array(this.length * 2)
      larger.set(this.#values)
      this.#values = larger
    }
    this.#values[this.length++] = value
  }

  at(place: number): number {
    return this.#values[place] ?? 0
  }

  set(place: number, value: number): void {
    this.#values[place] = value
  }
}

export const PROTECTED = 1
/** A row gives the id, but the row is bad: ties to it are not reported once more. */
export const SPOILT = 2
/** The store holds something that identifies the record. */
export const NAMED = 4

/**
 * What the rows of a dataset show of its records: their kinds, audiences and flags, by the number of the record. Everything
 * that can only be judged once all rows were read (ends of ties, protected persons) is kept here as numbers.
 */
export class Records {
  readonly #places = new Map<string, number>()
  readonly names: string[] = []
  /** Number of the kind (1 …); 0 where no row gives the record. */
  readonly kind = new Numbers()
  /** Number of the audience; 0 where no row limits it. */
  readonly audience = new Numbers()
  readonly flags = new Numbers()
  /** File and row that gave it first. */
  readonly file = new Numbers()
  readonly row = new Numbers()

  find(name: string): number | undefined {
    return this.#places.get(name)
  }

  /** The record of a name that was not met before. */
  add(name: string): number {
    // A cell is a view on the block it was cut from and would keep that block in memory.
    const own = Buffer.from(name).toString()
    const place = this.names.push(own) - 1
    this.#places.set(own, place)
    for (const list of [this.kind, this.audience, this.flags, this.file, this.row]) list.push(0)
    return place
  }

  flag(place: number, flag: number): void {
    this.flags.set(place, this.flags.at(place) | flag)
  }

  has(place: number, flag: number): boolean {
    return (this.flags.at(place) & flag) !== 0
  }
}
