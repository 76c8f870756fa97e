import { invalid } from '../../errors.ts'
import type { PathOrder } from '../../graph/paths.ts'
import type { Ontology } from '../../ontology/types.ts'
import { firstOf, listOf } from '../arguments.ts'
import { exceeded, LIMITS } from '../limits.ts'
import type { PathsPlan } from '../plan/types.ts'
import { argumentsOf, type Run } from '../run.ts'

/** What is asked, with everything checked that can be without the store. */
export interface Question {
  /** Ids as asked: of entities, or of any of their records. */
  readonly from: readonly string[]
  readonly to: readonly string[]
  readonly maxHops: number
  readonly first: number
  readonly order: PathOrder
  /** Kinds that are followed, and kinds that are only where they point to an end of the question. */
  readonly follow: readonly string[]
  readonly pointing: readonly string[]
}

/** Identity is followed by itself: see `explore.ts`. */
export const SAME = 'SAME_AS'
export const KIN = 'KIN_OF'

/** Kinds that tie everybody to everybody: a path through a country or a good says nothing. */
const EVERYBODY = [
  'OBSERVED_IN', 'TRADES_IN', 'CARRIES', 'BROADER', 'LOCATED_IN', 'PART_OF', 'DEPARTS_FROM', 'ARRIVES_AT', 'PARTY_TO',
  'MEASURES', 'TARGETS', 'EVALUATES'
] // prettier-ignore

const ORDERS: Readonly<Record<string, PathOrder>> = {
  SHORTEST: 'shortest',
  STRONGEST: 'strongest',
  TIME_RESPECTING: 'time'
}

export function questionOf(run: Run, { field }: PathsPlan): Question {
  const args = argumentsOf(run, field)
  const ends = (name: 'from' | 'to'): readonly string[] => {
    const ids = listOf(args, name, LIMITS.pathEnds) ?? []
    if (ids.length === 0)
      throw invalid(`paths needs to know where to ${name === 'from' ? 'begin' : 'end'}`, {
        path: name,
        message: 'No id is given',
        hint: `Give the id of one entity or more in \`${name}\`.`
      })
    return ids
  }
  const maxHops = (args['maxHops'] ?? 4) as number
  if (maxHops < 1)
    throw invalid('maxHops must be at least 1', {
      path: 'maxHops',
      message: `${maxHops} is below 1`,
      hint: `Ask for 1 to ${LIMITS.hops}.`
    })
  if (maxHops > LIMITS.hops) throw exceeded('maxHops', LIMITS.hops, maxHops, `Ask for 1 to ${LIMITS.hops}.`)
  return {
    from: ends('from'),
    to: ends('to'),
    maxHops,
    first: firstOf(args, LIMITS.paths, 5),
    order: ORDERS[(args['orderBy'] ?? 'SHORTEST') as string] ?? 'shortest',
    ...kinds(run.ontology, listOf(args, 'kinds'), args['kinship'] === true)
  }
}

function kinds(
  ontology: Ontology,
  asked: readonly string[] | null,
  kinship: boolean
): Pick<Question, 'follow' | 'pointing'> {
  const named = asked ?? [...ontology.relationKinds.keys()].filter((kind) => !EVERYBODY.includes(kind) && kind !== KIN)
  const follow = new Set(named.filter((kind) => kind !== SAME))
  if (kinship) follow.add(KIN)
  return { follow: [...follow].sort(), pointing: asked === null ? EVERYBODY : [] }
}
