import { gradeWeight } from '../../src/analysis/shape/assumptions.ts'
import { assumptions } from '../../src/analysis/shape/assumptions.ts'
import type {
  AttributeClaim,
  AttributeKind,
  CommandTie,
  ContactTie,
  HowCollected,
  ShapeInput,
  Support
} from '../../src/analysis/shape/types.ts'
import { parseGrade } from '../../src/claims/grade.ts'
import { groupBy, type Seed } from './reading.ts'
import type { View } from './teaching-world.ts'

/** What a view holds of one group, as the verdict on its shape takes it. Each source is an origin here. */
export function shapeInput(view: View, seeds: readonly Seed[], records: readonly string[]): ShapeInput {
  const group = records.map((record) => view.actorOf.get(record)).find((actor) => actor !== undefined) ?? ''
  const members = [
    ...new Set(view.ties.filter((tie) => tie.kind === 'MEMBER_OF' && tie.to === group).map((tie) => tie.from))
  ]
  const place = new Map(members.map((member, i) => [member, i]))
  const contacts: ContactTie[] = []
  const commands: CommandTie[] = []
  for (const [key, ties] of groupBy(view.ties, (tie) => `${tie.kind} ${tie.from} ${tie.to}`)) {
    const [first] = ties
    const [from, to] = [place.get(first?.from ?? ''), place.get(first?.to ?? '')]
    if (first === undefined || from === undefined || to === undefined) continue
    const support: Support = {
      weight: Math.max(...ties.map((tie) => weight(tie.row['grade']))),
      origins: [...new Set(ties.map((tie) => tie.source))],
      datasets: [...new Set(ties.map((tie) => tie.dataset))]
    }
    if (key.startsWith('CONTACTS ')) contacts.push({ a: from, b: to, ...support })
    if (key.startsWith('COMMANDS '))
      commands.push({ superior: from, subordinate: to, evidence: first.row['evidence'] ?? null, ...support })
  }
  const attributes = view.entities
    .filter(({ record }) => view.actorOf.get(record) === group)
    .flatMap(({ row, dataset }) =>
      Object.entries(assumptions.ratios)
        .filter(([, ratio]) => row[ratio.property] !== undefined)
        .map(([kind, ratio]): AttributeClaim => ({
          kind: kind as AttributeKind,
          value: row[ratio.property] === 'true',
          weight: weight(row['grade']),
          origins: [`${dataset}:${row['source'] ?? ''}`],
          datasets: [dataset]
        }))
    )
  const datasets = seeds.map(({ manifest }) => ({
    id: manifest.name,
    howCollected: manifest.howCollected as HowCollected
  }))
  return { actors: members, contacts, commands, parts: [], attributes, tapped: null, datasets }
}

const weight = (grade: string | undefined): number =>
  gradeWeight(parseGrade(grade ?? '') ?? { reliability: null, credibility: null })
