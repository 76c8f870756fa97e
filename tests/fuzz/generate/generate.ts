/** Random valid documents from the schema: the same seed gives the same question of the same world. */
import { Lexer, parse, Source, TokenKind, validate, type GraphQLSchema } from 'graphql'
import type { Random } from '../../../src/graph/random.ts'
import { LIMITS } from '../../../src/server/limits.ts'
import { measure } from '../../../src/server/measure.ts'
import { notYetFuzzed } from '../coverage.ts'
import { Draft, type Question } from './question.ts'
import { Walk } from './selections.ts'
import type { Pool } from './values.ts'

/** One that is valid and within the server's limits on documents; what is not is thrown away and counted. */
export function generate(schema: GraphQLSchema, random: Random, pool: Pool): { question: Question; tries: number } {
  for (let tries = 1; tries < 200; tries++) {
    const question = attempt(schema, random, pool)
    if (isGood(schema, question.text)) return { question, tries }
  }
  throw new Error('no valid document in 200 attempts')
}

/** Root fields with the most to be wrong about. */
const OFTEN = ['entities', 'entities', 'search', 'claims', 'sources', 'entity', 'routes']

/** Root fields to ask for alone, by `SKEIN_FUZZ_ONLY=corridors,paths`: to look closely at what is new. */
const ONLY = process.env['SKEIN_FUZZ_ONLY']?.split(',') ?? null

function attempt(schema: GraphQLSchema, random: Random, pool: Pool): Question {
  const draft = new Draft(random, pool, 10 + random.below(50))
  const deep = draft.chance(12)
  const fields = Object.keys(schema.getQueryType()?.getFields() ?? {}).filter((name) => !notYetFuzzed(`Query.${name}`) && ONLY?.includes(name) !== false) // prettier-ignore
  const names = Array.from({ length: deep || draft.chance(70) ? 1 : 1 + random.below(3) }, () =>
    draft.pick(ONLY === null && draft.chance(30) ? OFTEN : fields)
  )
  const body = new Walk(schema, draft, deep).root(names, deep ? LIMITS.depth : 3 + random.below(8))
  return draft.question(body)
}

function isGood(schema: GraphQLSchema, text: string): boolean {
  const lexer = new Lexer(new Source(text))
  let tokens = 0
  while (lexer.advance().kind !== TokenKind.EOF) tokens++
  if (tokens > LIMITS.tokens) return false
  const document = parse(text)
  try {
    measure(document)
  } catch {
    return false
  }
  return validate(schema, document).length === 0
}
