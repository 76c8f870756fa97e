import { InvalidArgumentError, type Command } from 'commander'
import { SkeinError } from '../errors.ts'
import { wantedOf } from './audit-who.ts'
import type { CliContext } from './context.ts'

/** The log stands in the data folder, so whoever may read the folder may read the log: nobody else. */
export function registerAudit(program: Command, { config, ask, print, note }: CliContext): void {
  const audit = program.command('audit').description('the log of who read marked material and who changed what')

  audit
    .command('verify')
    .option('--noted <number:hash>', 'a last line that an earlier run printed and you kept elsewhere', notedOf)
    .description('walks the chain and names the first line that was altered, removed or reordered')
    .action(async ({ noted }: { noted?: { seq: number; hash: string } }) => {
      const { verifyAudit } = await import('../service/audit/verify.ts')
      const { rows, last, fault, torn } = await verifyAudit(config().data, noted ?? null)
      if (fault !== null)
        throw new SkeinError('CONFLICT', `audit.jsonl: line ${fault.row} ${fault.what}`, {
          hint: 'Keep the file as it is, and compare it with a copy.'
        })
      if (torn > 0)
        note(
          `After the last line stand ${torn} bytes of one that is being written, or that a crash cut: the next opening mends it.`
        )
      print(last === null ? 'The log is empty.' : `${rows} lines hold. The last is ${last.seq}:${last.hash}`)
    })

  audit
    .command('who')
    .argument('<entity>', 'an id of the entity, or of one of its records, claims or relations')
    .option('--since <day>', 'from this day or moment on, in UTC', (text: string) => momentOf(text, 'since'), '')
    .option('--until <day>', 'to the end of this day, or before this moment', (text: string) => momentOf(text, 'until'))
    .option('--json', 'print JSON lines')
    .description('lists who saw or changed it, when, through what, and at which marking')
    .action(async (id: string, { since, until, json }: { since: string; until?: string; json?: boolean }) => {
      // What is asked here to learn the ids is a read like any other: it is not part of its own answer.
      const now = new Date().toISOString()
      const wanted = await wantedOf(id, { ask, note })
      const { whoSaw } = await import('../service/audit/who.ts')
      const fault = await whoSaw(config().data, wanted, since, until ?? now, (sighting) => {
        const { at, viewer, operation, marking, outcome, line } = sighting
        if (json === true) print(JSON.stringify(sighting))
        else
          print(
            [
              at,
              (viewer ?? 'public').padEnd(20),
              operation.padEnd(15),
              marking.padEnd(12),
              outcome,
              `line ${line}`
            ].join('  ')
          )
      })
      if (fault !== null)
        throw new SkeinError(
          'CONFLICT',
          `audit.jsonl: line ${fault.row} ${fault.what}, so this list may not be whole`,
          {
            hint: 'Keep the file as it is, and compare it with a copy.'
          }
        )
    })
}

/** A day or a moment as a moment; the end of a day where it is the last one. */
function momentOf(text: string, which: 'since' | 'until'): string {
  const day = /^\d{4}-\d\d-\d\d$/.test(text)
  const moment = Date.parse(day ? `${text}T00:00:00.000Z` : text)
  const asText = Number.isNaN(moment)
    ? ''
    : new Date(moment + (day && which === 'until' ? 86_400_000 : 0)).toISOString()
  if (asText === '' || (day && !new Date(moment).toISOString().startsWith(text)))
    throw new InvalidArgumentError('It must be a day that exists, or a moment such as 2027-01-31T12:00:00Z.')
  return asText
}

function notedOf(text: string): { seq: number; hash: string } {
  const [, seq, hash = ''] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? []
  if (seq === undefined)
    throw new InvalidArgumentError('It is a number, a colon and a hash, as `audit verify` prints them.')
  return { seq: Number(seq), hash }
}
