import { listOf } from '../arguments.ts'
import type { Keyed } from '../keyed.ts'
import { refuseNone } from '../plan/ties.ts'
import type { EstimateGroupPlan, EstimatesPlan } from '../plan/types.ts'
import { argumentsOf, type Run } from '../run.ts'
import { distinct, emitAll, filled } from './all-of.ts'
import { emitFigure, type EmittedFigure, type FigureRow } from './figure.ts'
import type { Decode, Frame, Row } from './frame.ts'
import { emitPage } from './page.ts'

const NOTE =
  'Numbers as their publishers give them, each with its definition, method and interest, and with who reports it. They are never ' +
  'added across definitions or roles and never averaged; how many reports there are measures reporting, not the trade.'

/** A page of estimates, and all of them side by side; everything in one statement. */
export function emitEstimates(frame: Frame, plan: EstimatesPlan): Decode {
  const page = emitPage(frame, plan.page, null)
  const wanted = plan.groups.length + plan.totals.length > 0 || plan.keys.some(({ name }) => name === 'truncated')
  const all = wanted
    ? emitAll(frame, plan.page, 'estimates', (inner, estimate) => emitFigure(inner, plan, estimate))
    : null
  return (row, run) => {
    refuseNone(argumentsOf(run, plan.page.field))
    const answer = page(row, run) as Keyed
    const truncated = all?.truncated(row) ?? null
    filled(plan.keys, { note: NOTE, truncated }, answer)
    if (all === null) return answer
    const figures = all.rows(row).map((each) => all.parts.read(each, run))
    for (const group of plan.groups) answer[group.key] = groupsOf(group, figures, all.parts, run)
    for (const field of plan.totals) {
      const across = listOf(argumentsOf(run, field), 'across')
      answer[field.key] = truncated === null ? totalOf(figures, across, run) : { value: null, why: TOO_MANY }
    }
    return answer
  }
}

const TOO_MANY = 'There are more estimates than are read for one answer: ask for fewer.'

/** Those named, by the id of any of their records; what is not there is no reason to add up the rest. */
function totalOf(figures: readonly FigureRow[], across: readonly string[] | null, run: Run): object {
  if (across === null) return run.numbers.total(figures)
  const named = across.map((id) => figures.find(({ id: own, records }) => own === id || records.includes(id)))
  const there = named.filter((each) => each !== undefined)
  const missing = across.length - there.length
  if (missing > 0) return { value: null, why: `${missing} of those named are no estimates of this answer.` }
  return run.numbers.total([...new Set(there)])
}

function groupsOf(shown: EstimateGroupPlan, figures: readonly FigureRow[], emitted: EmittedFigure, run: Run): Keyed[] {
  const roles = run.ontology.kinds.get('Estimate')?.properties.get('publisherRole')?.values ?? []
  return run.numbers.groups(figures, roles).map((group) => {
    const object = filled(shown.fields, group)
    for (const { key } of shown.measures) object[key] = emitted.measures(shown, key, group.first, run)
    for (const range of shown.ranges)
      object[range.key] = group.ranges.map((each) => {
        const own = filled(range.fields, each)
        for (const figure of range.figures)
          own[figure.key] = each.figures.map((one) => {
            const { estimates, reports } = emitted.figures.get(figure) ?? { estimates: [], reports: [] }
            const told = filled(figure.fields, factsOf(one))
            for (const { key, decode } of estimates) told[key] = decode(one.row, run)
            for (const { key, at, decode } of reports)
              told[key] = (one.row[at] as readonly Row[]).map((source) => decode(source, run))
            return told
          })
        return own
      })
    return object
  })
}

const factsOf = (figure: FigureRow): object => ({
  ...figure,
  origins: new Set(figure.origins).size,
  datasets: distinct(figure.datasets)
})
