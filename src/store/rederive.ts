import type { Derived } from '../claims/derive/derive.ts'
import { derivePieces } from '../claims/derive/pieces.ts'
import { ASLEEP } from '../claims/derive/secrecy.ts'
import type { Claim } from '../claims/types.ts'
import type { Engine, Row } from '../engine/port.ts'
import type { Ontology } from '../ontology/types.ts'
import { applyDifference } from './apply.ts'
import {
  CLAIM_COLUMNS,
  claimFrom,
  claimReturn,
  JUDGEMENT_COLUMNS,
  judgementFrom,
  judgementReturn,
  type StoredClaim,
  type StoredJudgement
} from './codec.ts'
import type { Difference, Writes } from './difference.ts'

const PIECE = 2_000
const nothing = <T>(): Writes<T> => ({ create: [], replace: [], remove: [] })
const empty = (): Difference => ({
  records: nothing(),
  entities: nothing(),
  relations: nothing(),
  claims: nothing(),
  judgements: nothing()
})

/**
 * When the SDL has changed since the graph was derived, derives everything afresh from the claims. Properties that are no longer
 * known stay in the claims and are reported. Stopped half-way it starts again: the new hash is written last.
 */
export async function rederive(engine: Engine, ontology: Ontology, notice: (text: string) => void): Promise<void> {
  const read = (text: string, columns: readonly string[]): Promise<Row[]> => engine.read({ text, params: {}, columns })
  const [head] = await read(
    "MATCH (s:Store {id: 'store'}) RETURN s.ontology AS ontology, coalesce(s.batch, 0) AS batch",
    ['ontology', 'batch']
  )
  const [hash, batch] = head ?? [null, 0]
  if (hash === ontology.hash) return
  if ((batch as number) > 0) {
    notice('The schema has changed: everything is derived afresh from the claims.')
    const claims = (await read(`MATCH (c:Claim) RETURN ${claimReturn('c')}`, CLAIM_COLUMNS)).map(claimFrom)
    const judgements = (await read(`MATCH (j:Judgement) RETURN ${judgementReturn('j')}`, JUDGEMENT_COLUMNS)).map(
      judgementFrom
    )
    reportUnknown(
      ontology,
      claims.map(({ claim }) => claim),
      notice
    )
    await clear(engine)
    await writeDerived(
      engine,
      ontology,
      await deriveStored(ontology, claims, judgements),
      claims,
      judgements,
      'replace'
    )
  }
  await engine.transaction((transaction) =>
    transaction.run({
      text: "MERGE (s:Store {id: 'store'}) SET s.ontology = $hash",
      params: { hash: ontology.hash },
      columns: []
    })
  )
}

const unseen = { rank: ASLEEP, audience: null }

/** Removes what is derived. Claims and judgements are never deleted here: on Neo4j they are all there is. */
async function clear(engine: Engine): Promise<void> {
  for (const label of ['Entity', 'Record'])
    for (;;) {
      const left = await engine.transaction(async (transaction) => {
        await transaction.run({ text: `MATCH (n:${label}) WITH n LIMIT 5000 DETACH DELETE n`, params: {}, columns: [] })
        return transaction.run({ text: `MATCH (n:${label}) RETURN n.id AS id LIMIT 1`, params: {}, columns: ['id'] })
      })
      if (left.length === 0) break
    }
}

/** Everything that follows from these; others get their turn in between. */
export async function deriveStored(
  ontology: Ontology,
  claims: readonly StoredClaim[],
  judgements: readonly StoredJudgement[]
): Promise<Derived> {
  const pieces = derivePieces(
    ontology,
    claims.map(({ claim }) => claim),
    judgements.map(({ judgement }) => judgement)
  )
  for (;;) {
    const piece = pieces.next()
    if (piece.done === true) return piece.value
    await new Promise(setImmediate)
  }
}

/**
 * Writes everything that follows from these claims and judgements, in pieces. The claims themselves are created, or stand there
 * already and get their new state. `wrote` is told how many things each piece held.
 */
export async function writeDerived(
  engine: Engine,
  ontology: Ontology,
  derived: Derived,
  claims: readonly StoredClaim[],
  judgements: readonly StoredJudgement[],
  how: 'create' | 'replace',
  wrote: (things: number) => void = () => undefined
): Promise<void> {
  const write = async <T>(things: Iterable<T>, put: (difference: Difference, piece: T[]) => void): Promise<void> => {
    const list = [...things]
    for (let i = 0; i < list.length; i += PIECE) {
      const difference = empty()
      put(difference, list.slice(i, i + PIECE))
      await engine.transaction((transaction) => applyDifference(ontology, transaction, difference))
      wrote(Math.min(PIECE, list.length - i))
    }
  }
  await write(derived.entities.values(), (d, piece) => (d.entities.create = piece))
  await write(derived.records.values(), (d, piece) => (d.records.create = piece))
  await write(derived.relations.values(), (d, piece) => (d.relations.create = piece))
  const put = <T>(writes: Writes<T>, piece: T[]): void => {
    if (how === 'create') writes.create = piece
    else writes.replace = piece.map((thing) => ({ before: thing, after: thing }))
  }
  const stated = claims.map((stored) => ({
    stored,
    state: derived.claims.get(stored.claim.id) ?? { about: null, ...unseen }
  }))
  const judged = judgements.map((stored) => ({
    stored,
    reach: derived.judgements.get(stored.judgement.id) ?? unseen
  }))
  await write(stated, (d, piece) => put(d.claims, piece))
  await write(judged, (d, piece) => put(d.judgements, piece))
}

/** Kinds and properties that claims hold and the SDL no longer knows. */
function reportUnknown(ontology: Ontology, claims: readonly Claim[], notice: (text: string) => void): void {
  const unknown = new Map<string, number>()
  for (const claim of claims) {
    const { kind } = claim.about
    const properties = ontology.kinds.get(kind)?.properties ?? ontology.relationKinds.get(kind)?.properties
    const names =
      properties === undefined
        ? [kind]
        : Object.keys(claim.properties)
            .filter((name) => !properties.has(name))
            .map((name) => `${kind}.${name}`)
    for (const name of names) unknown.set(name, (unknown.get(name) ?? 0) + 1)
  }
  for (const [name, count] of [...unknown].sort())
    notice(`${name} is no longer in the schema: ${count} claims keep it, the graph does not show it.`)
}
