#!/usr/bin/env node
import { Command, CommanderError } from 'commander'
import { ERROR_CODES, messageOf, SkeinError } from '../errors.ts'
import { registerAudit } from './audit.ts'
import { registerChanges } from './changes.ts'
import { cliContext } from './context.ts'
import { registerImport } from './import.ts'
import { registerKeys } from './keys.ts'
import { registerNeo4j } from './neo4j.ts'
import { registerProfile } from './profile.ts'
import { registerQuery } from './query.ts'
import { registerServe } from './serve.ts'

/** Runs a command line. Answers the exit code: 0, or the one that `ERROR_CODES` gives for what went wrong. */
export async function main(argv: readonly string[]): Promise<number> {
  const context = cliContext()
  const program = new Command('skein')
  program
    .description('A knowledge-graph service that links illicit trade networks across goods')
    .showHelpAfterError('(`skein --help` lists the commands)')
    .exitOverride()
  const commands = [
    registerServe,
    registerImport,
    registerQuery,
    registerProfile,
    registerChanges,
    registerKeys,
    registerAudit,
    registerNeo4j
  ]
  for (const register of commands) register(program, context)
  for (const command of program.commands) prepare(command, `skein ${command.name()}`)
  try {
    await program.parseAsync(argv, { from: 'user' })
    return Number(process.exitCode ?? 0)
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : ERROR_CODES.INVALID_INPUT.exit
    return report(error, context.note)
  }
}

/** Every command throws instead of ending the process, and says where its help is. */
function prepare(command: Command, path: string): void {
  command.exitOverride().showHelpAfterError(`(\`${path} --help\` says how)`)
  for (const inner of command.commands) prepare(inner, `${path} ${inner.name()}`)
}

/** One clear line, the places concerned, and a hint. Never a stack. */
function report(error: unknown, note: (line: string) => void): number {
  if (!(error instanceof SkeinError)) {
    note(`skein: ${messageOf(error)}`)
    note('  This should not happen; please report it with what you did.')
    return ERROR_CODES.INTERNAL.exit
  }
  note(`skein: ${error.message}`)
  // A bug of ours: what caused it helps whoever reports it.
  if (error.code === 'INTERNAL' && error.cause !== undefined)
    note(`  because: ${messageOf(error.cause).split('\n', 1)[0] ?? ''}`)
  for (const { path, message, hint } of error.details.issues?.slice(0, 20) ?? [])
    note(`  ${path}: ${message}${hint === undefined ? '' : ` → ${hint}`}`)
  if (error.details.hint !== undefined) note(`  → ${error.details.hint}`)
  return ERROR_CODES[error.code].exit
}

// What is stored is for its owner's eyes alone, whoever made the folder and whichever part of the engine makes the files.
process.umask(0o077)
process.exitCode = await main(process.argv.slice(2))
