import { InvalidArgumentError, type Command } from 'commander'
import { SkeinError } from '../errors.ts'
import type { CliContext } from './context.ts'

/** The log stands in the data folder, so whoever may read the folder may read the log: nobody else. */
export function registerAudit(program: Command, { config, print, note }: CliContext): void {
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
}

function notedOf(text: string): { seq: number; hash: string } {
  const [, seq, hash = ''] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? []
  if (seq === undefined)
    throw new InvalidArgumentError('It is a number, a colon and a hash, as `audit verify` prints them.')
  return { seq: Number(seq), hash }
}
