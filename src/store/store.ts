import type { Engine, Line, Row, Statement, Transaction } from '../engine/port.ts'
import { openEngine, type EngineConfig } from '../engine/open.ts'
import { SkeinError } from '../errors.ts'
import type { Marking } from '../claims/types.ts'
import type { Ontology } from '../ontology/types.ts'
import type { Applied, Batch } from './batch.ts'
import { Memory } from './memory.ts'
import { rederive } from './rederive.ts'
import { schemaTexts } from './schema.ts'
import { writeBatch } from './write.ts'

/** What an import must know of a claim that is stored: enough to see that nothing changed. */
export interface ClaimHead {
  id: string
  marking: Marking
  audience: readonly string[] | null
  invented: boolean
  open: boolean
}

/** Claims and what follows from them. Every write goes through `write`; reading is the planner's. */
export class Store {
  readonly engine: Engine
  readonly ontology: Ontology
  readonly #memory: Memory

  constructor(engine: Engine, ontology: Ontology, memory: Memory) {
    this.engine = engine
    this.ontology = ontology
    this.#memory = memory
  }

  /** Applies one batch durably. A batch that is refused changes nothing. */
  async write(batch: Batch): Promise<Applied> {
    for (const claim of batch.claims ?? []) {
      if (claim.dataset !== batch.dataset) throw new SkeinError('INTERNAL', 'a claim of another dataset in a batch')
      if (claim.about.kind === 'SAME_AS')
        throw new SkeinError('INVALID_INPUT', 'SAME_AS is decided by a judgement, not claimed', {
          hint: 'Put the row into judgements.csv.'
        })
    }
    const lines: Line[] = [{ dataset: batch.dataset, content: JSON.stringify(batch) }]
    try {
      const applied = await this.engine.transaction(
        (transaction) => writeBatch(this.ontology, transaction, batch, this.#memory),
        lines
      )
      this.#memory.accept(applied.sequence)
      return applied
    } catch (error) {
      this.#memory.forget()
      throw error
    }
  }

  /** Rises with every write, whoever may see it: the key of caches. Never shown. */
  async sequence(): Promise<number> {
    return ((await this.#head('batch')) as number | null) ?? 0
  }

  /** The sequence, and the moment of the last batch that was accepted by `moment`; null where there is none. */
  async asOf(moment: string): Promise<{ sequence: number; last: string | null }> {
    const [row] = await this.read(
      `CALL () { MATCH (s:Store {id: 'store'}) RETURN max(s.batch) AS sequence }
       CALL () { MATCH (b:Batch) WHERE b.at <= $moment RETURN max(b.at) AS last }
       RETURN sequence, last`,
      ['sequence', 'last'],
      { moment }
    )
    const [sequence, last] = row ?? []
    return { sequence: (sequence ?? 0) as number, last: (last ?? null) as string | null }
  }

  async seeded(): Promise<boolean> {
    return (await this.#head('seeded')) === true
  }

  async #head(name: 'batch' | 'seeded'): Promise<unknown> {
    const rows = await this.read(`MATCH (s:Store {id: 'store'}) RETURN s.${name} AS value`, ['value'])
    return rows[0]?.[0] ?? null
  }

  read(text: string, columns: readonly string[], params: Statement['params'] = {}): Promise<Row[]> {
    return this.engine.read({ text, params, columns })
  }

  /** What a dataset has claimed so far, retracted claims included. Ids come in lists of equal standing: few rows to carry over. */
  async claimsOf(dataset: string): Promise<Map<string, ClaimHead>> {
    const columns = ['marking', 'audience', 'invented', 'open', 'ids']
    const rows = await this.read(
      `MATCH (c:Claim {dataset: $dataset})
       WITH c.marking AS marking, c.ownAudience AS audience, c.invented AS invented, size(c.known) % 2 AS open, c.id AS id
       RETURN marking, audience, invented, open, collect(id) AS ids`,
      columns,
      { dataset }
    )
    const heads = new Map<string, ClaimHead>()
    for (const [marking, audience, invented, open, ids] of rows)
      for (const id of ids as string[])
        heads.set(id, {
          id,
          marking: marking as Marking,
          audience: (audience ?? null) as string[] | null,
          invented: invented === true,
          open: open === 1
        })
    return heads
  }

  /** Ids of a dataset's judgements that hold. */
  async judgementsOf(dataset: string): Promise<string[]> {
    const rows = await this.read(
      'WITH $dataset AS d MATCH (j:Judgement {dataset: d}) WHERE size(j.known) % 2 = 1 RETURN j.id AS id',
      ['id'],
      { dataset }
    )
    return rows.map(([id]) => id as string)
  }

  /** Whether a dataset is there, and whether its last import was finished. */
  async dataset(name: string): Promise<{ complete: boolean } | null> {
    const [row] = await this.read('MATCH (d:Dataset {name: $name}) RETURN d.complete AS complete', ['complete'], {
      name
    })
    return row === undefined ? null : { complete: row[0] === true }
  }

  /**
   * Erases a dataset: claims, records, sources and judgements leave the graph and the journal. What another dataset also asserts
   * stays. Cut into batches of 2,000 claims.
   */
  async withdraw(
    dataset: string,
    at: string,
    progress: (done: number, of: number) => void = () => undefined
  ): Promise<number> {
    const ids = [...(await this.claimsOf(dataset)).keys()]
    const rows = await this.read('MATCH (j:Judgement {dataset: $dataset}) RETURN j.id AS id', ['id'], { dataset })
    for (let i = 0; i < ids.length; i += 2_000) {
      await this.write({ at, dataset, complete: false, erase: ids.slice(i, i + 2_000) })
      progress(Math.min(i + 2_000, ids.length), ids.length)
    }
    await this.write({ at, dataset, eraseJudgements: rows.map(([id]) => id as string), eraseDataset: true })
    await eraseForgotten(this.engine)
    return ids.length
  }

  close(): Promise<void> {
    return this.engine.close()
  }
}

/**
 * Erases the withdrawn datasets whose lines still stand in the journal: a withdrawal notes them in the same transaction, so that
 * one that was stopped half-way is finished at the next opening.
 */
async function eraseForgotten(engine: Engine): Promise<void> {
  const rows = await engine.read({ text: 'MATCH (e:Erasing) RETURN e.id AS id', params: {}, columns: ['id'] })
  for (const [id] of rows) {
    await engine.erase(id as string)
    const text = 'MATCH (e:Erasing {id: $id}) DELETE e'
    await engine.transaction((transaction) => transaction.run({ text, params: { id: id as string }, columns: [] }))
  }
}

export interface StoreOptions {
  engine: EngineConfig
  ontology: Ontology
  /** Told in plain words of repairs at opening, such as a graph rebuilt from the journal. */
  notice: (text: string) => void
}

/** Opens the store: indexes, what the journal has and the graph lacks, and a fresh derivation where the SDL has changed. */
export async function openStore({ engine: config, ontology, notice }: StoreOptions): Promise<Store> {
  const memory = new Memory()
  const replay = async (transaction: Transaction, contents: readonly string[]): Promise<void> => {
    for (const content of contents) {
      memory.forget()
      await writeBatch(ontology, transaction, JSON.parse(content) as Batch, memory)
    }
  }
  const engine = await openEngine(config, { replay, notice, schema: schemaTexts(ontology) })
  await eraseForgotten(engine)
  await rederive(engine, ontology, notice)
  memory.forget()
  return new Store(engine, ontology, memory)
}
