/** Writes `seeds/teaching/*`, `seeds/teaching-later/*` and `seeds/teaching/truth.json`: one invented case, the same on every machine. */
import { seeded } from '../../src/graph/random.ts'
import { writeDataset, writeJson, type Assertion, type Row } from './lib.ts'
import { writeAssociation, writeLawyer, writeOfficial } from './teaching/bystanders.ts'
import { Cast } from './teaching/cast.ts'
import { writeCrews } from './teaching/crews.ts'
import { writeLantern } from './teaching/lantern.ts'
import { DATASETS, datasetName, Library, type Book } from './teaching/library.ts'
import * as links from './teaching/links.ts'
import { CAVEAT, FACTS, LICENCE } from './teaching/manifests.ts'
import { writeEvents, writeMovement } from './teaching/movement.ts'
import { writeNumbers } from './teaching/numbers.ts'
import { writeJourneys, writeProtected } from './teaching/process.ts'
import { writeQuillfen } from './teaching/quillfen.ts'
import { writeResponses } from './teaching/responses.ts'
import { writeSalt } from './teaching/salt.ts'
import { writeSources } from './teaching/sources.ts'
import { truthOf } from './teaching/truth.ts'
import { writePlaces } from './teaching/world.ts'

const SEED = 1904
const REPEATS = new Set(['CONTACTS', 'SUPPLIES', 'PAYS'])

const library = new Library()
const cast = new Cast(library, seeded(SEED))
writeSources(library)
writePlaces(library)
writeLantern(cast)
writeSalt(cast)
writeQuillfen(cast)
writeCrews(cast)
writeLawyer(cast)
writeAssociation(cast)
writeOfficial(cast)
links.writeCompanyLink(cast)
const planted = {
  caller: links.writeCaller(cast),
  falseFriend: links.writeFalseFriend(cast),
  judged: links.writeJudgedLink(cast),
  secret: links.writeSecretIdentity(cast),
  restricted: links.writeRestricted(cast)
}
writeMovement(cast)
writeEvents(cast)
writeProtected(cast)
writeJourneys(cast)
writeNumbers(library)
writeResponses(library)

for (const key of DATASETS) {
  const book = library.book(key)
  const { caveats, ...facts } = FACTS[key]
  writeDataset(
    key === 'ledger' ? 'teaching-later/ledger' : `teaching/${key}`,
    {
      name: datasetName(key),
      ...facts,
      licence: LICENCE,
      caveats: [CAVEAT, caveats ?? ''].join(' ').trim(),
      citation: 'Skein teaching case (invented)',
      invented: true,
      assertions: assertionsOf(book)
    },
    {
      'sources.csv': book.sources,
      'entities.csv': book.entities,
      'ties.csv': book.ties,
      'judgements.csv': book.judgements
    }
  )
}
writeJson('teaching/truth.json', truthOf(cast, planted))

/** Counts per kind, as the dataset itself claims them: records, and ties of their own. */
function assertionsOf({ entities, ties }: Book): Assertion[] {
  const things = new Map<string, Set<string>>()
  const add = (kind: string, what: string): unknown => things.set(kind, (things.get(kind) ?? new Set()).add(what))
  for (const { kind, id } of entities) add(text(kind), text(id))
  ties.forEach((tie, i) => {
    const own = REPEATS.has(text(tie['kind'])) ? String(i) : ''
    add(text(tie['kind']), [tie['from'], tie['to'], tie['role'], tie['audience'], own].map(text).join(' '))
  })
  return [...things].map(([kind, set]) => ({ count: kind, is: set.size }))
}

function text(cell: Row[string]): string {
  return cell === null || cell === undefined ? '' : typeof cell === 'object' ? cell.join(';') : String(cell)
}
