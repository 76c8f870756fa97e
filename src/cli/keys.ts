import type { Command } from 'commander'
import type { CliContext } from './context.ts'

interface AddOptions {
  rank: string
  organisation: string[]
  scope: string[]
  until?: string
}

/** Keys stand in the data folder: these commands work beside a running server, which sees the change at once. Changes go to the audit log. */
export function registerKeys(program: Command, { config, print, note }: CliContext): void {
  const keys = program.command('keys').description('API keys for other people and for scripts')

  keys
    .command('add')
    .argument('<name>', 'whose key it is, such as ngo-reader: lower-case letters, digits, hyphens')
    .option('--rank <marking>', 'highest marking it may see: CLEAR, GREEN, AMBER, AMBER_STRICT, RED', 'CLEAR')
    .option('--organisation <names...>', 'organisations it speaks for: their closed material, and their datasets', [])
    .option(
      '--scope <scopes...>',
      'what it may do: READ, WRITE (import, withdraw; needs rank RED), REVIEW (judge), ADMIN (grants nothing today)',
      ['READ']
    )
    .option('--until <moment>', 'when it ends, such as 2027-01-31')
    .description('makes a key and prints its token, this once')
    .action(async (name: string, { rank, organisation, scope, until }: AddOptions) => {
      const { addKey } = await import('../service/key-changes.ts')
      const { token } = await addKey(config().data, {
        name,
        // The boundary proper is `Keys.add`: it refuses what is none of these.
        rank: rank.toUpperCase() as 'CLEAR',
        organisations: organisation,
        scopes: scope.map((one) => one.toUpperCase() as 'READ'),
        until: until === undefined ? null : momentOf(until)
      })
      print(token)
      note('Keep it: only its hash is stored. Send it as "Authorization: Bearer TOKEN".')
    })

  keys
    .command('list')
    .description('shows the keys, without their secrets')
    .action(async () => {
      const { Keys } = await import('../service/keys.ts')
      print(JSON.stringify(new Keys(config().data).list(), null, 2))
    })

  keys
    .command('revoke')
    .argument('<name>', 'the name of the key')
    .description('ends a key: from the next request on it opens nothing')
    .action(async (name: string) => {
      const { revokeKey } = await import('../service/key-changes.ts')
      print(JSON.stringify(await revokeKey(config().data, name), null, 2))
    })
}

/** A day stands for its beginning, in UTC. */
const momentOf = (text: string): string => (/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00.000Z` : text)
