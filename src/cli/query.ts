import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { ERROR_CODES, invalid } from '../errors.ts'
import { unreadable } from '../service/import/unreadable.ts'
import { errorOf, type CliContext } from './context.ts'

export function registerQuery(program: Command, { ask, print }: CliContext): void {
  program
    .command('query')
    .argument('<file>', 'a file with a GraphQL document; - reads standard input')
    .option('--vars <json>', 'variables as a JSON object')
    .option('--public', 'as the public viewer instead of the owner')
    .description('answers a GraphQL document and prints the JSON')
    .action(async (file: string, options: { vars?: string; public?: boolean }) => {
      const answer = await ask(readDocument(file), readVariables(options.vars), { public: options.public === true })
      print(JSON.stringify(answer, null, 2))
      const [error] = answer.errors ?? []
      if (error !== undefined) process.exitCode = ERROR_CODES[errorOf(error).code].exit
    })

  program
    .command('schema')
    .option('--bare', 'without descriptions')
    .description('prints the GraphQL schema, as kinds and relations declare it')
    .action(async ({ bare }: { bare?: boolean }) => {
      const { bareSdl, loadOntology } = await import('../service/ontology.ts')
      const { sdl } = loadOntology()
      print(bare === true ? bareSdl(sdl) : sdl)
    })
}

function readDocument(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8')
  } catch (error) {
    throw unreadable(file, error)
  }
}

function readVariables(text: string | undefined): Record<string, unknown> | undefined {
  if (text === undefined) return undefined
  try {
    const value: unknown = JSON.parse(text)
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>
  } catch {
    // Said below, like any other wrong value.
  }
  throw invalid('--vars is no JSON object', {
    path: '--vars',
    message: 'is no JSON object',
    hint: `Such as --vars '{"id": "e:…"}'`
  })
}
