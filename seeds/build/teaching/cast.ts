import type { Random } from '../../../src/graph/random.ts'
import type { DatasetKey, Library, Ref } from './library.ts'
import { nameMaker, written, type Name } from './names.ts'
import { STATE_CODES, type StateCode } from './world.ts'

/** One actor as the author knows it; datasets hold it as records of their own. */
export interface Actor {
  readonly key: string
  readonly name: Name
  readonly country: StateCode
  /** Goods by letter: P people, A arms, D drugs, O organs, T tobacco. */
  readonly goods: string
  readonly born: number
  readonly records: Map<DatasetKey, Ref>
}

const PREFIX: Partial<Record<DatasetKey, string>> = {
  harbour: 'c',
  hotline: 'h',
  customs: 'a',
  'arms-desk': 'w',
  hospital: 'm',
  excise: 'x',
  court: 'p',
  press: 'n'
}

/** The narrower goods of each letter; an actor's is chosen by its place. */
const NARROW: Record<string, readonly string[]> = {
  P: ['people/trafficking/forced-labour', 'people/trafficking/sexual-exploitation', 'people/smuggling'],
  A: ['arms/small-arms', 'arms/ammunition'],
  D: ['drugs/cocaine', 'drugs/heroin', 'drugs/cannabis/resin'],
  O: ['organs/kidney'],
  T: ['tobacco/cigarettes']
}
const STAGES: Record<string, readonly string[]> = {
  P: ['RECRUIT', 'TRANSPORT', 'STORE'],
  A: ['SOURCE', 'BROKER', 'SELL'],
  D: ['SOURCE', 'TRANSPORT', 'SELL'],
  O: ['BROKER', 'RECRUIT'],
  T: ['TRANSPORT', 'STORE', 'SELL']
}

/** What is known for all actors: makes them, gives them records, says in what they trade. */
export class Cast {
  readonly actors = new Map<string, Actor>()
  readonly #names: ReturnType<typeof nameMaker>
  readonly #count = new Map<DatasetKey, number>()

  readonly library: Library
  readonly random: Random

  constructor(library: Library, random: Random) {
    this.library = library
    this.random = random
    this.#names = nameMaker(random)
  }

  add(key: string, goods: string, options: { valley?: boolean; name?: Name; country?: StateCode } = {}): Actor {
    const name = options.name ?? (options.valley === true ? this.#names.ofValley() : this.#names.next())
    const country = options.country ?? this.pick(STATE_CODES)
    const actor = { key, name, goods, country, born: 1955 + this.random.below(45), records: new Map<DatasetKey, Ref>() }
    this.actors.set(key, actor)
    return actor
  }

  get(key: string): Actor {
    const actor = this.actors.get(key)
    if (actor === undefined) throw new Error(`No actor ${key}`)
    return actor
  }

  pick<T>(list: readonly T[]): T {
    return list[this.random.below(list.length)] as T
  }

  /** A new local id in a dataset: its letter and the next number. */
  id(dataset: DatasetKey): Ref {
    const next = (this.#count.get(dataset) ?? 0) + 1
    this.#count.set(dataset, next)
    return { dataset, id: `${PREFIX[dataset] ?? 'r'}${next}` }
  }

  /** The record that a dataset has of an actor. */
  in(dataset: DatasetKey, key: string): Ref {
    const ref = this.get(key).records.get(dataset)
    if (ref === undefined) throw new Error(`${dataset} has no record of ${key}`)
    return ref
  }

  /** Writes a dataset's own record of an actor, under the name as that file writes it. */
  record(
    dataset: DatasetKey,
    key: string,
    source: string,
    properties: Record<string, string | number> = {},
    aside: { marking?: string; audience?: readonly string[] } = {}
  ): Ref {
    const actor = this.get(key)
    const ref = this.id(dataset)
    actor.records.set(dataset, ref)
    const birth = dataset === 'customs' || dataset === 'excise' ? { birthDate: `${actor.born}` } : {}
    return this.library.entity(
      ref,
      'Person',
      { name: written(actor.name, dataset), country: actor.country, ...birth, ...properties },
      { source, ...aside }
    )
  }

  /** Two records of one actor, judged the same. */
  same(
    key: string,
    left: DatasetKey,
    right: DatasetKey,
    aside: { marking?: string; audience?: readonly string[] } = {}
  ): void {
    const why = this.pick([
      'the same name, and the same town',
      'the same name and year of birth in both files',
      'named together in both files',
      'the same telephone in both files'
    ])
    this.library.judge(this.in(left, key), this.in(right, key), why, aside)
  }

  /** In which goods a dataset says that the actor trades; `goods` are letters. */
  trades(
    dataset: DatasetKey,
    key: string,
    goods: string,
    source: string,
    standing: string,
    aside: { marking?: string; audience?: readonly string[]; standingDate?: string } = {}
  ): void {
    const { standingDate, ...rest } = aside
    for (const letter of goods) {
      const place = [...this.actors.keys()].indexOf(key)
      const narrow = NARROW[letter] ?? []
      const good = narrow[place % narrow.length] ?? ''
      this.library.tie(
        dataset,
        'TRADES_IN',
        this.in(dataset, key),
        good,
        { stage: this.pick(STAGES[letter] ?? []), standing, standingDate },
        { source, ...rest }
      )
    }
  }
}
