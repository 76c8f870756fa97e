import { GraphQLError, parse, validate, type DocumentNode, type GraphQLSchema } from 'graphql'
import { SkeinError } from '../errors.ts'
import { LIMITS } from './limits.ts'
import { measure } from './measure.ts'
import { mendDocument } from './text.ts'

const KEPT = 500
const LONGEST = 20_000

/** Parses, measures and validates documents, and remembers those that passed, so that plans can be cached by document. */
export class Documents {
  readonly #schema: GraphQLSchema
  readonly #parsed = new Map<string, DocumentNode>()
  readonly #valid = new WeakSet<DocumentNode>()

  constructor(schema: GraphQLSchema) {
    this.#schema = schema
  }

  /** Throws GRAPHQL_PARSE_FAILED or LIMIT_EXCEEDED. */
  parse(source: string): DocumentNode {
    const known = this.#parsed.get(source)
    if (known !== undefined) {
      this.#parsed.delete(source)
      this.#parsed.set(source, known)
      return known
    }
    const document = mendDocument(parseWithin(source), source)
    measure(document)
    if (source.length <= LONGEST) {
      this.#parsed.set(source, document)
      if (this.#parsed.size > KEPT)
        for (const oldest of [...this.#parsed.keys()].slice(0, 1)) this.#parsed.delete(oldest)
    }
    return document
  }

  /** What is wrong with it; suggestions ("did you mean") only where `suggest`. */
  validate(document: DocumentNode, suggest: boolean): readonly GraphQLError[] {
    if (this.#valid.has(document)) return []
    const errors = validate(this.#schema, document, undefined, { maxErrors: 20, hideSuggestions: !suggest })
    if (errors.length === 0) this.#valid.add(document)
    return errors
  }
}

function parseWithin(source: string): DocumentNode {
  try {
    return parse(source, { maxTokens: LIMITS.tokens, noLocation: false })
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error
    if (error.message.includes('Parsing aborted'))
      throw new SkeinError('LIMIT_EXCEEDED', `tokens in one document: more than ${LIMITS.tokens}`, {
        limit: { name: 'tokens', value: LIMITS.tokens, met: LIMITS.tokens + 1 }
      })
    throw error
  }
}
