import type { Value } from '../../engine/port.ts'
import type { FilterPlan } from '../plan/types.ts'
import type { Given, Run } from '../run.ts'
import { goodIn, read } from './read.ts'
import type { Variable, Writer } from './writer.ts'

/** A tie with its ends, as filters look at it. */
export interface TieVariables {
  readonly tie: Variable
  readonly start: Variable
  readonly end: Variable
}

/** What filters on claims, sources and datasets ask. */
export function evidenceConditions(writer: Writer, filters: readonly FilterPlan[], thing: Variable): string[] {
  return filters.flatMap((filter): string[] => {
    if (filter.step === 'search' || filter.by !== 'evidence') return []
    const stored = `${thing}.${filter.property}`
    const given = writer.parameter(filter.value)
    switch (filter.compare) {
      case 'is':
        return [`${stored} = ${given}`]
      case 'in':
        return [`${stored} IN ${given}`]
      case 'most':
        return [`${stored} <= ${given}`]
      case 'since':
        return [`${stored}[0] >= ${given}`]
      case 'goods':
        return [`any(c IN coalesce(${stored}, []) WHERE ${goodIn('c', given)})`]
      case 'origin':
        return [`${given} IN coalesce(${read(thing, 'origins', 'whole', writer.rank)}, [])`]
    }
  })
}

/** What filters on ties ask. A tie without dates or phase always lies in a period; ungraded ties fail every grade. */
export function tieConditions(
  writer: Writer,
  filters: readonly FilterPlan[],
  { tie, start, end }: TieVariables
): string[] {
  const { rank } = writer
  const value = (property: string): string => read(tie, property, 'summary', rank)
  return filters.flatMap((filter): string[] => {
    if (filter.step === 'search') return []
    switch (filter.by) {
      case 'tieGoods': {
        const goods = writer.parameter(filter.value)
        const carried = goodsOf(tie, rank)
        const ends = [start, end].map((node) => goodIn(`coalesce(${read(node, 'code', 'whole', rank)}, '')`, goods))
        return [`(any(c IN ${carried} WHERE ${goodIn('c', goods)}) OR ${ends.join(' OR ')})`]
      }
      case 'minGrade':
        return [`${value('gradeOrder')} <= ${writer.parameter(filter.value)}`]
      case 'period': {
        const parts: [Given, string, string][] = [
          [filter.to, value('validFrom_lo'), '<='],
          [filter.from, value('validTo_hi'), '>='],
          [filter.phase, value('phase'), '=']
        ]
        return parts.map(([given, expression, operator]) => {
          const bound = writer.parameter(given)
          return `(${bound} IS NULL OR coalesce(${expression}, '') = '' OR ${expression} ${operator} ${bound})`
        })
      }
      default:
        return []
    }
  })
}

/** The goods of a tie as a list: where the viewer's summary is open, `''` is stored instead. */
export function goodsOf(tie: Variable, rank: 0 | 1 | 2): string {
  const goods = read(tie, 'goods', 'summary', rank)
  return rank === 0 ? `coalesce(${goods}, [])` : `CASE WHEN coalesce(${goods}, '') = '' THEN [] ELSE ${goods} END`
}

export const only = (value: (run: Run) => Value): Given => value
