import type { Command } from 'commander'
import { SkeinError } from '../errors.ts'
import { dataOf, type CliContext } from './context.ts'

const VERDICTS = ['SAME', 'DIFFERENT', 'UNSURE']

/** Changes go through the API, as any client's would: by the running server, or by opening the store. */
export function registerChanges(program: Command, { ask, remote, withStore, print, note }: CliContext): void {
  const change = async (
    field: string,
    type: string,
    selection: string,
    input: Record<string, unknown>
  ): Promise<void> => {
    const answer = await ask(`mutation($input: ${type}!) { ${field}(input: $input) { ${selection} } }`, { input })
    print(JSON.stringify(dataOf(answer)[field], null, 2))
  }

  program
    .command('withdraw')
    .argument('<dataset>', 'organisation/name')
    .description('erases a dataset; what other datasets also assert stays')
    .action((dataset: string) => change('withdrawDataset', 'WithdrawDatasetInput', 'dataset claims', { dataset }))

  program
    .command('retract')
    .argument('<claim>', 'id of the claim')
    .description('takes back one claim')
    .action((id: string) => change('retractClaim', 'RetractClaimInput', 'id', { id }))

  program
    .command('judge')
    .argument('<left>', 'a record, organisation/dataset:local')
    .argument('<right>', 'the other record')
    .argument('<verdict>', VERDICTS.join(', '))
    .requiredOption('--why <text>', 'what the decision rests on')
    .option('--marking <marking>', 'marking of the decision', 'CLEAR')
    .option('--audience <names...>', 'organisations that alone may see it')
    .description('records whether two records are the same')
    .action(
      (left: string, right: string, verdict: string, options: { why: string; marking: string; audience?: string[] }) =>
        change('judge', 'JudgeInput', 'judgement { id verdict } entities { id name } keptApartBy', {
          left,
          right,
          verdict: verdict.toUpperCase(),
          ...options
        })
    )

  program
    .command('unjudge')
    .argument('<judgement>', 'id of the judgement')
    .description('takes back a decision on identity')
    .action((id: string) => change('unjudge', 'UnjudgeInput', 'judgement { id verdict } entities { id name }', { id }))

  program
    .command('seed')
    .description('loads the shipped datasets again')
    .action(async () => {
      if ((await remote()) !== null)
        throw new SkeinError('CONFLICT', 'a server holds this store', {
          hint: 'Stop it first; seeds are loaded with the store opened here.'
        })
      const { loadSeeds } = await import('../service/seeds.ts')
      await withStore((skein) => loadSeeds(skein, note, { again: true }), true)
    })
}
