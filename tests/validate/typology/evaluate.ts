import { weighAttributes } from '../../../src/analysis/shape/attributes.ts'
import { typologyAssumptions as assume } from '../../../src/analysis/typology/assumptions.ts'
import { calibration } from '../../../src/analysis/typology/calibrate.ts'
import { unusual, type Knobs } from '../../../src/analysis/typology/collection.ts'
import { combine } from '../../../src/analysis/typology/combine.ts'
import { isHierarchical, TYPES } from '../../../src/analysis/typology/generators.ts'
import { typeProbabilities, withinFamilies, type Model } from '../../../src/analysis/typology/model.ts'
import { shifted } from '../../../src/analysis/typology/ranges.ts'
import { drawSample, seenOf, type Labelled } from '../../../src/analysis/typology/sample.ts'
import { typology } from '../../../src/analysis/typology/verdict.ts'
import { balanced, figure, mean, type Figure } from './figures.ts'
import { atRandom, inputOf, shuffled, some } from './groups.ts'

export interface Extent {
  readonly model: Model
  /** Held-out groups of each type per setting, and whole verdicts (200 draws each) per figure that needs them. */
  readonly perType: number
  readonly verdicts: number
  readonly seed: number
}

/** Every figure about made-up groups that the design asks for; the same extent gives the same figures. */
export const evaluate = (extent: Extent): Figure[] => [
  ...heldOut(extent),
  ...contactOnly(extent),
  ...abstaining(extent),
  nullCalledHierarchical(extent)
]

const groupsWith = ({ perType, seed }: Extent, knobs: Knobs): Labelled[] =>
  drawSample({ ranges: shifted, collection: unusual, knobs, perType, seed })

const isTall = (type: number): boolean => isHierarchical(TYPES[type] ?? 'criminalNetwork')

const judge = (model: Model, group: Labelled, without: 'orders' | 'nothing') => {
  const all = seenOf(group)
  const seen = without === 'orders' ? { ...all, command: null } : all
  const { probability } = combine(model, seen, weighAttributes([], assume).logOdds, assume)
  const types = withinFamilies(typeProbabilities(model, seen), probability)
  const hierarchical = isTall(group.type)
  const best = types.indexOf(types.reduce((a, b) => Math.max(a, b), 0))
  return { hierarchical, probability, right: probability > 0.5 === hierarchical, rightType: best === group.type }
}

/** Ties as they are, without draws and refusals: a fifth of contacts missing, a share of the orders known. */
const heldOut = (extent: Extent): Figure[] =>
  [0, 0.25, 0.5, 1].flatMap((orders) => {
    const cases = groupsWith(extent, { missing: 0.2, orders }).map((group) => judge(extent.model, group, 'nothing'))
    const list = [figure(`heldout.orders_${100 * orders}.balanced_accuracy`, cases, balanced)]
    if (orders >= 0.5) {
      list.push(
        figure(`five_way.orders_${100 * orders}`, cases, (some) => mean(some.map((c) => (c.rightType ? 1 : 0))))
      )
    }
    if (orders === 0.5) list.push(figure('calibration_error', cases, (some) => calibration(some).error))
    return list
  })

const contactOnly = (extent: Extent): Figure[] =>
  [0, 0.2, 0.4, 0.6].map((missing) =>
    figure(
      `contact_only.missing_${100 * missing}.balanced_accuracy`,
      groupsWith(extent, { missing, orders: 0 }).map((group) => judge(extent.model, group, 'orders')),
      balanced
    )
  )

/** Whole verdicts with draws and every refusal, at half of the orders known. */
const abstaining = (extent: Extent): Figure[] => {
  const cases = some(groupsWith(extent, { missing: 0.2, orders: 0.5 }), extent.verdicts).map(({ type, observed }) => {
    const { family } = typology(inputOf(observed), { model: extent.model })
    return { named: family !== 'CANNOT_TELL', right: (family === 'HIERARCHICAL') === isTall(type) }
  })
  const share = (list: readonly { right: boolean }[]): number => mean(list.map(({ right }) => (right ? 1 : 0)))
  return [
    figure('abstain.coverage', cases, (list) => mean(list.map(({ named }) => (named ? 1 : 0)))),
    figure(
      'abstain.accuracy',
      cases.filter(({ named }) => named),
      share
    )
  ]
}

/** Half of the groups with all ties at random, half shuffled, at a quarter, half and all of the orders in turn; whole verdicts. */
const nullCalledHierarchical = (extent: Extent): Figure => {
  const cases = [0.25, 0.5, 1].flatMap((orders) =>
    some(groupsWith(extent, { missing: 0.2, orders }), Math.ceil(extent.verdicts / 3)).map(({ observed }, i) => {
      const none = i % 2 === 0 ? atRandom(observed, extent.seed + i) : shuffled(observed, extent.seed + i)
      return typology(inputOf(none), { model: extent.model }).family === 'HIERARCHICAL' ? 1 : 0
    })
  )
  return figure('null_called_hierarchical', cases, mean)
}
