import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { join } from 'node:path'
import { recordId } from '../../src/claims/ids.ts'

/** A made-up graph of some size: persons in groups who supply and command each other, all ties graded alike. */
export interface Size {
  readonly persons: number
  readonly groups: number
  readonly supplies: number
  readonly commands: number
}

export const DATASET = 'bench/graph'
export const idOfPerson = (i: number): string => recordId(`${DATASET}:p${i}`)
export const idOfGroup = (i: number): string => recordId(`${DATASET}:g${i}`)

/** The person whose neighbourhood is read at every size: he supplies exactly so many. */
export const PROBE = { person: 0, degree: 20 } as const

const GIVEN = ['Ana', 'Boris', 'Ciro', 'Dmitri', 'Ela', 'Fatima', 'Goran', 'Hana', 'Igor', 'Jana', 'Karim', 'Lena']
const STEMS = ['Mar', 'Kov', 'Sal', 'Den', 'Tor', 'Vas', 'Bel', 'Gri', 'Han', 'Lut', 'Pet', 'Rus', 'Ter']
const ENDS = ['ano', 'ic', 'ev', 'sen', 'mann', 'escu', 'ari', 'ez', 'off', 'ak', 'ossian', 'uka']

/** Names of two words, of which each occurs about as often as family names do in a country. */
export const nameOf = (i: number): string =>
  `${GIVEN[i % 12] ?? ''} ${STEMS[(i * 7) % 13] ?? ''}${ENDS[(i * 5) % 12] ?? ''}${Math.floor(i / 40).toString(36)}`

/**
 * Who supplies whom in row i. The probe's own ties come first; of the others everybody has equally many, each to somebody whom a
 * multiplicative hash picks.
 */
export function supply(i: number, { persons }: Size): readonly [number, number] {
  if (i < PROBE.degree) return [PROBE.person, 1 + i]
  const others = persons - 1
  const from = 1 + (i % others)
  const to = 1 + ((Math.imul(i, 0x9e3779b1) >>> 0) % others)
  return [from, to === from ? 1 + (to % others) : to]
}

/** Who commands whom in row i: distinct pairs. */
export function command(i: number, { persons }: Size): readonly [number, number] {
  const others = persons - 1
  return [1 + (i % others), 1 + (((i % others) + 11 + Math.floor(i / others) * 13) % others)]
}

/** Writes the dataset folder and answers its path. */
export async function madeUp(folder: string, size: Size): Promise<string> {
  const { persons, groups, supplies, commands } = size
  const path = join(folder, `graph-${persons}`)
  mkdirSync(path, { recursive: true })
  const manifest = { name: DATASET, title: 'Made up', publisher: 'bench', publisherRole: 'INVENTED', licence: 'none' }
  writeFileSync(
    join(path, 'dataset.json'),
    JSON.stringify({ ...manifest, howCollected: 'INVENTED', invented: true, grade: 'B2' })
  )
  await lines(join(path, 'groups.csv'), 'id,kind,name', groups, (i) => `g${i},Group,Group ${i}`)
  await lines(join(path, 'persons.csv'), 'id,kind,name', persons, (i) => `p${i},Person,${nameOf(i)}`)
  await lines(join(path, 'members.csv'), 'kind,from,to', persons, (i) => `MEMBER_OF,p${i},g${i % groups}`)
  await lines(join(path, 'supplies.csv'), 'kind,from,to,weight', supplies, (i) => {
    const [from, to] = supply(i, size)
    return `SUPPLIES,p${from},p${to},${(i % 9) + 1}`
  })
  await lines(join(path, 'commands.csv'), 'kind,from,to', commands, (i) => {
    const [from, to] = command(i, size)
    return `COMMANDS,p${from},p${to}`
  })
  return path
}

async function lines(path: string, header: string, count: number, row: (i: number) => string): Promise<void> {
  const stream = createWriteStream(path)
  stream.write(`${header}\n`)
  for (let from = 0; from < count; from += 10_000) {
    const part = Array.from({ length: Math.min(10_000, count - from) }, (_, i) => row(from + i))
    if (!stream.write(`${part.join('\n')}\n`)) await once(stream, 'drain')
  }
  stream.end()
  await once(stream, 'close')
}
