import { viewerParams, type Viewer } from '../access/viewer.ts'
import { summaryRank } from '../access/viewer.ts'
import type { Row, Statement } from '../engine/port.ts'
import { claimsBehind, evidenceClaim } from './emit/evidence.ts'
import type { EvidenceClaim } from './emit/conflicts.ts'
import { Frame } from './emit/frame.ts'
import { emitItem } from './emit/item.ts'
import { markOf, type Shown } from './emit/mark.ts'
import { read } from './emit/read.ts'
import { emitSequence } from './emit/statement.ts'
import { Writer } from './emit/writer.ts'
import type { Seen } from './seen.ts'

/** What the shape and the measures of one group or case are computed from: all that the viewer sees of its inside. */
export interface Structure {
  readonly id: string
  readonly kind: string
  /** Members, or actors observed in the case. */
  readonly members: readonly StructureMember[]
  /** Ties among them. */
  readonly ties: readonly StructureTie[]
  /** Groups that are its parts. */
  readonly units: readonly StructureUnit[]
  /** Claims about the group or case itself; `data` holds what each states. */
  readonly claims: readonly EvidenceClaim[]
  /** How the data of each visible dataset was collected, by name. */
  readonly howCollected: ReadonlyMap<string, string>
}

export interface StructureMember {
  readonly id: string
  readonly name: string | null
  /** The claims of its membership. */
  readonly claims: readonly EvidenceClaim[]
}

export interface StructureUnit {
  readonly id: string
  readonly name: string | null
  readonly holdsTerritory: boolean | null
  readonly sanctionsMembers: boolean | null
}

export interface StructureTie {
  readonly id: string
  readonly kind: string
  readonly from: string
  readonly to: string
  readonly role: string | null
  readonly evidence: string | null
  readonly gradeOrder: number
  readonly claims: readonly EvidenceClaim[]
}

/** Kinds of ties that say something of a structure. Kinship is a bond, and the bond is never evidence for the structure. */
const KINDS = ['COMMANDS', 'CONTACTS']
const NAMED: readonly Shown[] = [{ property: 'name', reading: 'whole' }]
const UNIT_SHOWN = [...NAMED, ...summaries('holdsTerritory', 'sanctionsMembers')]
const TIE_SHOWN = summaries('role', 'evidence', 'gradeOrder')

function summaries(...properties: string[]): Shown[] {
  return properties.map((property) => ({ property, reading: 'summary' }))
}
const marks = (...all: (string | null)[]): string => all.filter((mark) => mark !== null).join(', ')

/** Members looked at in one group. */
const MOST = 2_000

const texts = new Map<number, { text: string; parameters: Writer['parameters'] }>()

/** One statement for the insides of any number of groups and cases. */
export function structureStatement(ids: readonly string[], viewer: Viewer): Statement {
  const rank = summaryRank(viewer)
  let known = texts.get(rank)
  if (known === undefined) texts.set(rank, (known = emitStructure(rank)))
  return {
    text: known.text,
    columns: ['groups', 'datasets', 'sequence'],
    params: { ...viewerParams(viewer), ids: [...new Set(ids)], most: MOST }
  }
}

function emitStructure(rank: 0 | 1 | 2): { text: string; parameters: Writer['parameters'] } {
  const writer = new Writer(rank)
  const frame = new Frame(writer, emitItem)
  const group = writer.node('Entity', { property: 'id', value: 'id' })
  const inner = frame.inner()
  const g = group.node
  inner.column(`${g}.id`)
  inner.column(`${g}.kind`)

  const member = writer.expand(g, ['MEMBER_OF', 'OBSERVED_IN'], 'IN')
  const [behind, row] = claimsBehind(writer, member.tie, true, false)
  const members = writer.name('x')
  inner.calls.push(
    [
      `CALL (${g}) {`,
      writer.match(member),
      `WITH ${member.tie}, ${member.end} ORDER BY ${member.end}.id, ${member.tie}.id LIMIT $most`,
      `CALL (${member.tie}) {`,
      ...behind,
      `RETURN collect(${row}) AS claims`,
      '}',
      `WITH ${member.end}, claims, [${marks(markOf(writer, 'Relation', member.tie), markOf(writer, 'Entity', member.end, NAMED))}] AS marks ORDER BY ${member.end}.id`,
      `RETURN collect([${member.end}.id, ${read(member.end, 'name', 'whole', rank)}, claims, marks]) AS ${members}`,
      '}'
    ].join('\n')
  )
  inner.outputs.push(members)
  inner.column(members)

  const actor = writer.node('Entity')
  const tie = writer.expand(actor.node, KINDS, 'OUT')
  const [tieClaims, tieRow] = claimsBehind(writer, tie.tie, true, false)
  const summary = (property: string): string => read(tie.tie, property, 'summary', rank)
  const columns = [
    `${tie.tie}.id`,
    `type(${tie.tie})`,
    `${tie.start}.id`,
    `${tie.end}.id`,
    summary('role'),
    summary('evidence'),
    summary('gradeOrder')
  ]
  const ids = writer.name('l')
  inner.call(
    [members],
    [
      `WITH [m IN ${members} | m[0]] AS ${ids}`,
      writer.matchIn(actor, 'id', ids, [ids]),
      writer.match(tie, `${tie.end}.id IN ${ids}`),
      `WITH ${tie.tie}, ${tie.start}, ${tie.end} ORDER BY ${tie.tie}.id`,
      `CALL (${tie.tie}) {`,
      ...tieClaims,
      `RETURN collect(${tieRow}) AS claims`,
      '}',
      `WITH ${tie.tie}, ${tie.start}, ${tie.end}, claims ORDER BY ${tie.tie}.id`
    ],
    `collect([${columns.join(', ')}, claims, ${markOf(writer, 'Relation', tie.tie, TIE_SHOWN) ?? '[]'}])`
  )

  const unit = writer.expand(g, ['UNIT_OF'], 'IN')
  const of = (property: string): string => read(unit.end, property, 'summary', rank)
  inner.call(
    [g],
    [writer.match(unit), `WITH DISTINCT ${unit.end} ORDER BY ${unit.end}.id`],
    `collect([${unit.end}.id, ${read(unit.end, 'name', 'whole', rank)}, ${of('holdsTerritory')}, ${of('sanctionsMembers')}, ${markOf(writer, 'Entity', unit.end, UNIT_SHOWN) ?? '[]'}])`
  )

  const [own, ownRow] = claimsBehind(writer, g, true, true)
  inner.call([g], own, `collect(${ownRow})`)

  frame.call([], ['UNWIND $ids AS id', writer.match(group), ...inner.calls], `collect(${inner.row()})`)
  const dataset = writer.node('Dataset')
  frame.call([], [writer.match(dataset)], `collect([${dataset.node}.name, ${dataset.node}.howCollected])`)
  emitSequence(frame)
  const [groups, datasets, sequence] = frame.columns
  return {
    text: [
      ...frame.calls,
      `RETURN ${groups ?? ''} AS groups, ${datasets ?? ''} AS datasets, ${sequence ?? ''} AS sequence`
    ].join('\n'),
    parameters: writer.parameters
  }
}

/** Reads what the statement gave, and tells what of it is marked. */
export function structuresFrom(
  rows: readonly Row[],
  seen: Seen
): { structures: Map<string, Structure>; sequence: unknown } {
  const [groups, datasets, sequence] = rows[0] as unknown as readonly [
    readonly Row[],
    readonly [string, string][],
    unknown
  ]
  const howCollected = new Map(datasets)
  const claims = (value: unknown): EvidenceClaim[] => (value as readonly Row[]).map((row) => evidenceClaim(row, seen))
  const flag = (value: unknown): boolean | null => (typeof value === 'boolean' ? value : null)
  const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
  const structures = new Map(
    groups.map((row): [string, Structure] => {
      const [id, kind, members, ties, units, own] = row as readonly [
        string,
        string,
        readonly Row[],
        readonly Row[],
        readonly Row[],
        unknown
      ]
      return [
        id,
        {
          id,
          kind,
          members: merged(
            members.map(([member, name, behind, marked]) => {
              seen.addAll(marked)
              return { id: member as string, name: text(name), claims: claims(behind) }
            })
          ),
          ties: ties.map((tie) => {
            seen.add(tie[8])
            return {
              id: tie[0] as string,
              kind: tie[1] as string,
              from: tie[2] as string,
              to: tie[3] as string,
              role: text(tie[4]),
              evidence: text(tie[5]),
              gradeOrder: tie[6] as number,
              claims: claims(tie[7])
            }
          }),
          units: units.map(([unit, name, territory, sanctions, marked]) => {
            seen.add(marked)
            return {
              id: unit as string,
              name: text(name),
              holdsTerritory: flag(territory),
              sanctionsMembers: flag(sanctions)
            }
          }),
          claims: claims(own),
          howCollected
        }
      ]
    })
  )
  return { structures, sequence }
}

/** One member by several ties is one member. */
function merged(members: readonly StructureMember[]): StructureMember[] {
  const found = new Map<string, StructureMember>()
  for (const member of members)
    found.set(member.id, { ...member, claims: [...(found.get(member.id)?.claims ?? []), ...member.claims] })
  return [...found.values()]
}
