import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { invalid, SkeinError } from '../errors.ts'
import { dataOf, type Answer, type AskOptions, type CliContext } from './context.ts'
import { profilePage, type Profile } from './profile-page.ts'

type Ask = (query: string, variables?: Record<string, unknown>) => Promise<Answer>

/** Profiles of one file at most: each is a page. */
const MOST = 12

const PROFILE = `query ($id: ID!) {
  revision
  entity(id: $id) {
    id kind name invented
    ... on Collective {
      bond
      labelledAs { label words claim { source { title } } }
      shape { family type aliases words standsAlone reasons { words } against { words } wouldChange setAside howCollected
        actors commandTies contactTies }
      measures { title layer value unit why }
      members(first: 120) { totalCount nodes { other { name kind ... on Actor { trades(first: 20) {
        nodes { standings { standing } datasets other { ... on Good { code } } } pageInfo { hasNextPage } } } } } pageInfo { hasNextPage } }
      ... on Group { trades(first: 50) { nodes { standings { standing } other { ... on Good { code } } } } }
    }
  }
}`
const FIND = `query ($text: String!) { search(text: $text, kinds: [Group, Case], first: 20) {
  totalCount nodes { id kind name } } }`
const ALL = `{ entities(filter: { kinds: [Group, Case] }, first: ${MOST}) { totalCount nodes { id kind name } } }`

interface Found {
  readonly totalCount: number
  readonly nodes: readonly { readonly id: string; readonly kind: string; readonly name: string | null }[]
}

export function registerProfile(program: Command, context: CliContext): void {
  program
    .command('profile')
    .argument('<group>', 'the id or name of a group or case; or a dataset folder, which is read and not stored')
    .option('--public', 'as the public viewer instead of the owner')
    .description('prints one page on a group: verdict, measures, links across goods, and what is missing')
    .action(async (given: string, options: AskOptions) => {
      if (existsSync(given)) {
        await profileFolder(context, given)
        return
      }
      const ask: Ask = (query, variables) => context.ask(query, variables, options)
      context.print(await pageOf(ask, await idOf(ask, given)))
    })
}

/** The group that an id or a name means; several of one name are listed. */
async function idOf(ask: Ask, given: string): Promise<string> {
  if (/^e:[0-9a-f]+$/.test(given)) return given
  const { search } = dataOf(await ask(FIND, { text: given })) as unknown as { search: Found }
  const named = search.nodes.filter(({ name }) => name?.toLowerCase() === given.toLowerCase())
  const [one, ...more] = named.length > 0 ? named : search.nodes
  if (one === undefined)
    throw new SkeinError('NOT_FOUND', `no group or case is called ${JSON.stringify(given)}`, {
      hint: 'Give an id or words of its name. A folder is read where a dataset lies in it.'
    })
  if (more.length === 0) return one.id
  throw invalid(`several groups are called ${JSON.stringify(given)}`, {
    path: 'group',
    message: `${search.totalCount} fit: ${[one, ...more].map(({ id, kind, name }) => `${name ?? id} (${kind}, ${id})`).join('; ')}`,
    hint: 'Give the id of one.'
  })
}

async function pageOf(ask: Ask, id: string): Promise<string> {
  const { entity, revision } = dataOf(await ask(PROFILE, { id })) as unknown as {
    entity: Profile | null
    revision: number
  }
  if (entity === null) throw new SkeinError('NOT_FOUND', `there is no entity ${id}, or none that you may see`)
  if (entity.kind !== 'Group' && entity.kind !== 'Case')
    throw invalid('only groups and cases have a profile', { path: 'group', message: `${id} is a ${entity.kind}` })
  return profilePage(entity, revision)
}

/** Reads a dataset into a scratch store, with the goods that rows may name, and profiles what is in it. */
async function profileFolder({ note, print }: CliContext, path: string): Promise<void> {
  const { openSkein } = await import('../service/skein.ts')
  const { importDataset } = await import('../service/import/import.ts')
  const { projectRoot } = await import('../service/ontology.ts')
  const { OWNER } = await import('../service/viewer.ts')
  const { ask: askHere, createApi } = await import('../server/api.ts')
  const skein = await openSkein({ store: '', data: null, notice: note })
  try {
    await importDataset(skein, OWNER, { paths: [join(projectRoot(), 'seeds', 'goods')] })
    const { problems, problemCount, written } = await importDataset(skein, OWNER, { paths: [path] })
    for (const { file, row, reason } of problems.slice(0, 20))
      note(`${file}${row === null ? '' : `:${String(row)}`} ${reason}`)
    if (!written)
      throw new SkeinError('INVALID_INPUT', `${path} cannot be read as a dataset: ${String(problemCount)} problems`, {
        hint: 'Mend the rows named above; `skein import --dry-run` checks them all.'
      })
    const api = createApi(skein, { log: note })
    const ask: Ask = async (query, variables) => (await askHere(api, query, { viewer: OWNER }, variables)) as Answer
    const { entities } = dataOf(await ask(ALL)) as unknown as { entities: Found }
    if (entities.nodes.length === 0)
      throw new SkeinError('NOT_FOUND', `${path} holds no group and no case`, {
        hint: 'Rows of kind Group with MEMBER_OF, or `observedIn` in dataset.json, make one.'
      })
    const pages: string[] = []
    for (const { id } of entities.nodes) pages.push(await pageOf(ask, id))
    print(pages.join('\n\n'))
    if (entities.totalCount > MOST)
      note(`${entities.totalCount} groups and cases are in it; these are the first ${String(MOST)} by name.`)
  } finally {
    await skein.close()
  }
}
