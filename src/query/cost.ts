import type { Viewer } from '../access/viewer.ts'
import { afterOf, firstInInput, firstOf, minGradeOf } from './arguments.ts'
import { exceeded, LIMITS } from './limits.ts'
import { groupsAsked } from './emit/compare.ts'
import { CROSS_GOODS, goodsAsked, goodsIncluded } from './emit/good-ties.ts'
import { idsOf } from './emit/lookup.ts'
import { questionOf } from './paths/question.ts'
import type { CrossGoodsPlan, ItemPlan, PagePlan, RootPlan, ValuePlan } from './plan/types.ts'
import { argumentsOf, inputOf, type Run } from './run.ts'

/** Rows that are expected where a thing has no page size of its own. Assumptions, said in README.md. */
const EXPECTED = {
  /** Claims behind a thing whose evidence is counted. */
  evidence: 5,
  labels: 3,
  records: 1,
  /** Members and ties of a collective whose shape or measures are computed. */
  structure: 60,
  /** The same where its typology is computed, which takes as long as many rows. */
  typology: 400,
  /** Goods of a collective and its actors, where groups are compared. */
  goods: 5,
  /** Ties that a test of a filter follows, whatever the size of the page. */
  followed: 25,
  /** Ties per node of a drawing, and per hit across goods. */
  tiesPerNode: 2,
  tiesPerHit: 4,
  /** Ties to goods, where links across them are computed from all. */
  trade: 500,
  /** Legs of a corridor. */
  legs: 3,
  /** Estimates or interventions that are set side by side, and sources that share an origin. */
  sideBySide: 25,
  citing: 5,
  /** Ties met per hop that a path may have. */
  tiesPerStep: 50
} as const

/** The rows that a plan is expected to read, from the values of this execution. Throws where a page is larger than allowed, or a cursor forged. */
export function costOf(plan: RootPlan, run: Run): number {
  switch (plan.root) {
    case 'page':
      return pageCost(plan.page, run)
    case 'lookup': {
      const ids = idsOf(run, plan)
      if (ids.length > LIMITS.page) throw exceeded('ids', LIMITS.page, ids.length, 'Ask in several pieces.')
      return plan.items.reduce(
        (sum, { prefix, item }) => sum + ids.filter((id) => id.startsWith(prefix)).length * itemCost(item, run),
        0
      )
    }
    case 'graph': {
      const nodes = firstOf(inputOf(run, plan.field, 'input'), LIMITS.graph, 300, 'input.')
      const each = (items: readonly { readonly item: ItemPlan }[]): number =>
        items.reduce((sum, { item }) => sum + itemCost(item, run) - 1, 0)
      return nodes * (1 + each(plan.nodes)) + nodes * EXPECTED.tiesPerNode * (1 + each(plan.edges))
    }
    case 'crossGoods': {
      const first = checkedFirst(plan, run)
      const hits = plan.wanted ? first : 0
      const each = plan.hits.reduce((sum, hit) => {
        const entities = hit.entities.reduce((inner, { item }) => inner + itemCost(item, run), 0)
        const ties = hit.ties.reduce(
          (inner, tie) => inner + tie.relations.reduce((all, { item }) => all + itemCost(item, run), 0),
          1
        )
        return sum + entities + EXPECTED.tiesPerHit * (ties + EXPECTED.evidence)
      }, 1)
      return 1 + hits * each + (plan.computed.length > 0 ? EXPECTED.trade : 0)
    }
    case 'compare': {
      const items = plan.groups.flatMap(({ items }) => items.map(({ item }) => item))
      const computed = items.some(({ fields }) => fields.some(({ value }) => value.step === 'structure'))
      const inside = plan.inside && !computed ? EXPECTED.structure : 0
      const each = items.reduce((sum, item) => sum + itemCost(item, run), inside + EXPECTED.goods)
      return groupsAsked(run, plan).length * each
    }
    case 'corridors': {
      const pairs = plan.wanted ? firstInInput(inputOf(run, plan.field, 'input')) : 0
      const each = plan.corridors.reduce(
        (sum, { items }) =>
          items.reduce(
            (inner, { name, item }) =>
              inner + itemCost(item, run) * (name === 'legs' || name === 'routes' ? EXPECTED.legs : 1),
            sum
          ),
        1 + EXPECTED.legs * EXPECTED.evidence
      )
      return 1 + pairs * each
    }
    case 'estimates': {
      const items = plan.groups.flatMap(({ measures, ranges }) => [
        ...measures,
        ...ranges.flatMap(({ figures }) => figures.flatMap(({ estimates, reports }) => [...estimates, ...reports]))
      ])
      const read = items.length + plan.totals.length + plan.groups.length > 0
      return (
        pageCost(plan.page, run) + (read ? EXPECTED.sideBySide * (1 + EXPECTED.evidence + shownCost(items, run)) : 0)
      )
    }
    case 'interventions': {
      const items = plan.groups.flatMap(({ places }) => places)
      const read = plan.groups.length > 0 || plan.keys.some(({ name }) => name !== 'note')
      return (
        pageCost(plan.page, run) + (read ? EXPECTED.sideBySide * (1 + EXPECTED.evidence + shownCost(items, run)) : 0)
      )
    }
    case 'citations': {
      const items = plan.sources.flatMap(({ items }) => items)
      const claims = plan.sources.flatMap(({ claims }) => claims)
      return 1 + EXPECTED.citing * (1 + shownCost(items, run) + EXPECTED.evidence * shownCost(claims, run))
    }
    case 'paths': {
      const { maxHops, first } = questionOf(run, plan)
      const hop = plan.paths
        .flatMap((path) => path.hops.flatMap(({ items }) => items))
        .reduce((sum, { item }) => sum + itemCost(item, run) - 1, 1)
      return maxHops * (EXPECTED.tiesPerStep + first * hop)
    }
    case 'revision':
      return 1
  }
}

const shownCost = (items: readonly { readonly item: ItemPlan }[], run: Run): number =>
  items.reduce((sum, { item }) => sum + itemCost(item, run), 0)

/** The number of hits asked for. A wrong input is refused whatever of the answer is asked for. */
function checkedFirst(plan: CrossGoodsPlan, run: Run): number {
  const input = inputOf(run, plan.field, 'input')
  if (plan.goods) goodsAsked(input)
  if (plan.including) goodsIncluded(input)
  if (plan.minGrade) minGradeOf(input, 'input.')
  if (plan.after) afterOf(run, input, CROSS_GOODS)
  return firstInInput(input)
}

function pageCost(page: PagePlan, run: Run): number {
  const args = argumentsOf(run, page.field)
  const first = firstOf(args)
  // A forged cursor is refused also where only the count is asked for.
  if (page.after) afterOf(run, args, page.tag)
  const item = page.items.reduce((sum, each) => sum + itemCost(each, run) - 1, 1)
  const looked = page.followed * EXPECTED.followed
  return (page.wanted ? first * item + looked : 0) + (page.counted ? 1 + looked : 0)
}

/** All evidence of a thing is counted from one reading of the claims behind it, all computed fields from one of its inside. */
function itemCost(item: ItemPlan, run: Run): number {
  const has = (step: ValuePlan['step']): boolean => item.fields.some(({ value }) => value.step === step)
  const once = 1 + (has('evidence') ? EXPECTED.evidence : 0) + structureCost(item)
  return item.fields.reduce((sum, field) => sum + valueCost(field.value, run), once)
}

function structureCost({ fields }: ItemPlan): number {
  const computed = fields.flatMap(({ value }) => (value.step === 'structure' ? [value.field.name] : []))
  if (computed.length === 0) return 0
  return computed.includes('typology') ? EXPECTED.typology : EXPECTED.structure
}

function valueCost(value: ValuePlan, run: Run): number {
  switch (value.step) {
    case 'page':
      return pageCost(value.page, run)
    case 'follow':
      return itemCost(value.item, run) - (value.to === 'from' || value.to === 'to' || value.to === 'other' ? 1 : 0)
    case 'labels':
      return value.fields.reduce<number>(
        (sum, field) => sum + (field.name === 'claim' ? EXPECTED.labels * itemCost(field.item, run) : 0),
        EXPECTED.labels
      )
    case 'records':
    case 'count':
      return EXPECTED.records
    default:
      return 0
  }
}

/** Refuses what would read too much, before the store is touched. */
export function checkCost(cost: number, viewer: Viewer): void {
  const most = viewer.id === null ? LIMITS.costPublic : LIMITS.cost
  if (cost > most)
    throw exceeded(
      'cost',
      most,
      cost,
      'The cost is the number of rows expected: ask for smaller pages, or for fewer levels of pages at once.'
    )
}
