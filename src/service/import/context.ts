import type { SourceRecord } from '../../claims/types.ts'
import type { Kind, Ontology, Property, RelationKind } from '../../ontology/types.ts'
import type { NewJudgement } from '../../store/batch.ts'
import { PropertyReader } from './cells.ts'
import { Mentions } from './mentions.ts'
import type { Manifest } from './manifest.ts'
import type { Problems } from './problems.ts'
import type { RowProblem } from './report.ts'
import { Numbers, Records } from './records.ts'
import type { SecrecyReader } from './secrecy.ts'

/** What the rows of one import share. */
export class Context {
  readonly ontology: Ontology
  readonly manifest: Manifest
  readonly problems: Problems
  readonly secrecy: SecrecyReader
  readonly records = new Records()
  readonly files: string[] = []
  /** Kinds by number − 1, and back. */
  readonly kinds: readonly Kind[]
  readonly kindNumbers: ReadonlyMap<string, number>
  readonly tieKinds: readonly RelationKind[]
  readonly tieNumbers: ReadonlyMap<string, number>
  /** Declared sources by local id; null where their row is bad. */
  readonly sources = new Map<string, SourceRecord | null>()
  /** Keys of sources that an earlier version declared, where this one is added to it. */
  readonly storedSources = new Set<string>()
  readonly judgements = new Map<string, NewJudgement>()
  /** Whether a row names no source, so that the dataset itself is its source. */
  usesOwnSource = false
  /** Ties to be judged once all records are known. Ends are record numbers + 1; 0 for records of other datasets. */
  readonly ties = {
    kind: new Numbers(),
    from: new Numbers(),
    to: new Numbers(),
    file: new Numbers(),
    row: new Numbers()
  }
  /** Cells that would name a protected person. */
  readonly naming = { record: new Numbers(), file: new Numbers(), row: new Numbers(), column: new Numbers() }
  /** Rows that say of a record that it is a protected person. */
  readonly protecting = { record: new Numbers(), file: new Numbers(), row: new Numbers() }
  /** What hides rows of records (bytes that are no text, a header that cannot be used), and how often a record is missed. */
  hidden: { cause: RowProblem; missed: number } | null = null
  /** Records of other datasets at ends of ties, and codes in columns called `goods`. */
  readonly ends = new Mentions()
  readonly goods = new Mentions()
  /** Codes that rows about goods give. */
  readonly ownCodes = new Set<string>()
  readonly columnNames: string[] = ['from', 'to', 'goods']
  readonly #readers = new Map<Property, PropertyReader>()

  constructor(ontology: Ontology, manifest: Manifest, problems: Problems, secrecy: SecrecyReader) {
    this.ontology = ontology
    this.manifest = manifest
    this.problems = problems
    this.secrecy = secrecy
    this.kinds = [...ontology.kinds.values()]
    this.kindNumbers = new Map(this.kinds.map((kind, i) => [kind.name, i + 1]))
    this.tieKinds = [...ontology.relationKinds.values()]
    this.tieNumbers = new Map(this.tieKinds.map((kind, i) => [kind.name, i]))
  }

  reader(property: Property): PropertyReader {
    let reader = this.#readers.get(property)
    if (reader === undefined) this.#readers.set(property, (reader = new PropertyReader(property)))
    return reader
  }

  columnNumber(name: string): number {
    const known = this.columnNames.indexOf(name)
    return known >= 0 ? known : this.columnNames.push(name) - 1
  }
}
