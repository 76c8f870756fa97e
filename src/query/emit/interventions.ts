import type { Keyed } from '../keyed.ts'
import type { ReadTried } from '../numbers.ts'
import { refuseNone } from '../plan/ties.ts'
import type { InterventionsPlan } from '../plan/types.ts'
import { argumentsOf, type Run } from '../run.ts'
import { claimsAt, emitAll, emitList, filled } from './all-of.ts'
import { claimsBehind } from './evidence.ts'
import type { Decode, Frame, Row } from './frame.ts'
import { markColumn } from './mark.ts'
import { emitPage } from './page.ts'
import { read } from './read.ts'
import type { Variable } from './writer.ts'

const NOTE =
  'What evaluators wrote, on evidence of the quality that they state; who evaluates may gain by the outcome. Counts of evaluations ' +
  'are no rates of success: compare within one kind of group and one place alone, and mind what nobody evaluated.'

/** What was read of one intervention, with its row. */
interface TriedRow extends ReadTried {
  readonly row: Row
}

/** A page of interventions, and what came of all of them; everything in one statement. */
export function emitInterventions(frame: Frame, plan: InterventionsPlan): Decode {
  const page = emitPage(frame, plan.page, null)
  const wanted = plan.groups.length > 0 || plan.keys.some(({ name }) => name !== 'note')
  const all = wanted ? emitAll(frame, plan.page, 'interventions', (inner, node) => emitTried(inner, plan, node)) : null
  return (row, run) => {
    refuseNone(argumentsOf(run, plan.page.field))
    const answer = page(row, run) as Keyed
    const tried = all === null ? [] : all.rows(row).map((each) => all.parts.read(each, run))
    const outcomes = valuesOf(run, 'Evaluation', 'outcome')
    const truncated = all?.truncated(row) ?? null
    filled(plan.keys, { note: NOTE, truncated, ...run.numbers.outcomes(tried, outcomes) }, answer)
    for (const { key, fields, places } of plan.groups) {
      const groups = run.numbers.outcomeGroups(tried, outcomes, valuesOf(run, 'Intervention', 'groupKind'))
      answer[key] = groups.map((group) => {
        const object = filled(fields, group)
        for (const shown of places)
          object[shown.key] = all?.parts.place(`${key} ${shown.key}`, group.place, tried, run) ?? null
        return object
      })
    }
    return answer
  }
}

const valuesOf = (run: Run, kind: string, property: string): readonly string[] =>
  run.ontology.kinds.get(kind)?.properties.get(property)?.values ?? []

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/** Adds what is read of one intervention to the frame of all. */
function emitTried(frame: Frame, plan: InterventionsPlan, node: Variable) {
  const id = frame.column(`${node}.id`)
  const kind = frame.column(read(node, 'groupKind', 'summary', frame.writer.rank))
  const mark = markColumn(frame, 'Entity', node, [{ property: 'groupKind', reading: 'summary' }])
  const places = emitPlaces(frame, plan, node)
  const evaluations = emitEvaluations(frame, node)
  return {
    place: places.shown,
    read: (row: Row, run: Run): TriedRow => {
      mark(row, run)
      return {
        row,
        id: row[id] as string,
        groupKind: text(row[kind]),
        places: places.ids(row, run),
        evaluations: evaluations(row, run)
      }
    }
  }
}

/** The places at which it was aimed or in which it lies. */
function emitPlaces(frame: Frame, plan: InterventionsPlan, node: Variable) {
  const { writer } = frame
  const pattern = writer.expand(node, ['TARGETS', 'LOCATED_IN'], 'OUT')
  const inner = frame.inner()
  const id = inner.column(`${pattern.end}.id`)
  const marks = [markColumn(inner, 'Entity', pattern.end), markColumn(inner, 'Relation', pattern.tie)]
  const decoders = new Map(
    plan.groups.flatMap((group) =>
      group.places.map(({ key, item }): [string, Decode] => [
        `${group.key} ${key}`,
        inner.item(item, { variable: pattern.end })
      ])
    )
  )
  const isPlace = `${pattern.end}.kind = 'Place'`
  const at = emitList(frame, [node], [writer.match(pattern, isPlace)], pattern.end, inner, [pattern.tie])
  const rows = (row: Row): readonly Row[] => row[at] as readonly Row[]
  return {
    ids: (row: Row, run: Run): string[] => {
      for (const each of rows(row)) for (const mark of marks) mark(each, run)
      return [...new Set(rows(row).map((each) => each[id] as string))]
    },
    /** A place as one way of showing groups shows it, from the row of any intervention that has it. */
    shown: (key: string, place: string | null, tried: readonly TriedRow[], run: Run): unknown => {
      const found = tried.flatMap(({ row }) => rows(row)).find((each) => each[id] === place)
      return found === undefined ? null : decoders.get(key)?.(found, run)
    }
  }
}

/** How it was evaluated. */
function emitEvaluations(frame: Frame, node: Variable): (row: Row, run: Run) => ReadTried['evaluations'] {
  const { writer } = frame
  const { rank } = writer
  const pattern = writer.expand(node, ['EVALUATES'], 'IN')
  const inner = frame.inner()
  const id = inner.column(`${pattern.end}.id`)
  const outcome = inner.column(read(pattern.end, 'outcome', 'summary', rank))
  const quality = inner.column(read(pattern.end, 'evidenceQuality', 'summary', rank))
  const shown = ['outcome', 'evidenceQuality'].map((property) => ({ property, reading: 'summary' }) as const)
  const marks = [markColumn(inner, 'Entity', pattern.end, shown), markColumn(inner, 'Relation', pattern.tie)]
  const [claims, claim] = claimsBehind(writer, pattern.end, true, false)
  const behind = inner.call([pattern.end], claims, `collect(${claim})`)
  const at = emitList(frame, [node], [writer.match(pattern)], pattern.end, inner, [pattern.tie])
  return (row, run) => {
    const all = row[at] as readonly Row[]
    for (const each of all) for (const mark of marks) mark(each, run)
    return all
      .filter((each, i) => each[id] !== all[i - 1]?.[id])
      .map((each) => ({
        outcome: text(each[outcome]),
        quality: text(each[quality]),
        origins: claimsAt(each, behind, run).flatMap(({ origins }) => origins)
      }))
  }
}
