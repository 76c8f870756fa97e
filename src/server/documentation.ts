import type { IncomingMessage, ServerResponse } from 'node:http'
import type { GraphQLSchema } from 'graphql'
import { Asset } from './asset.ts'
import { readExamples } from './examples.ts'
import { GraphiQL } from './graphiql.ts'
import { REFERENCE_STYLE, referencePage } from './reference.ts'

/** `/graphiql` and `/schema`: made when first asked for, from the schema and its examples, and served without a network. */
export class DocumentationPages {
  readonly #schema: GraphQLSchema
  #graphiql: GraphiQL | null = null
  #reference: Asset | null = null
  readonly #style = new Asset('text/css; charset=utf-8', REFERENCE_STYLE)

  constructor(schema: GraphQLSchema) {
    this.#schema = schema
  }

  /** False where the path is none of theirs. */
  async send(path: string, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    if (path === '/graphiql' || path.startsWith('/graphiql/'))
      return (this.#graphiql ??= new GraphiQL(readExamples())).send(path, request, response)
    if (path === '/schema') {
      this.#reference ??= new Asset('text/html; charset=utf-8', referencePage(this.#schema, readExamples()))
      await this.#reference.send(request, response)
      return true
    }
    if (path !== '/schema.css') return false
    await this.#style.send(request, response)
    return true
  }
}
