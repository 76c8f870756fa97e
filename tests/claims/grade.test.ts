import { describe, expect, it } from 'vitest'
import { gradeOrder, gradeText, parseGrade, UNGRADED } from '../../src/claims/grade.ts'

const order = (text: string): number => gradeOrder(parseGrade(text) ?? { reliability: null, credibility: null })

describe('the total order of grades', () => {
  it('runs A1, A2, B1, A3, B2, C1, A4, B3, C2, D1: by the sum of the places, then by reliability', () => {
    const stated = ['A1', 'A2', 'B1', 'A3', 'B2', 'C1', 'A4', 'B3', 'C2', 'D1']
    const shuffled = [...stated].reverse()
    expect(shuffled.sort((a, b) => order(a) - order(b))).toEqual(stated)
  })

  it('puts F, 6 and a missing letter last: unknown is not low', () => {
    for (const text of ['F1', 'A6', 'F6', 'A', '1']) expect(order(text), text).toBe(UNGRADED)
    expect(order('E5')).toBeLessThan(UNGRADED)
  })

  it('has 25 different places', () => {
    const places = ['A', 'B', 'C', 'D', 'E'].flatMap((r) => [1, 2, 3, 4, 5].map((c) => order(`${r}${c}`)))
    expect(new Set(places).size).toBe(25)
  })

  it('reads what it writes, and nothing else', () => {
    for (const text of ['B2', 'F6', 'C', '4'])
      expect(gradeText(parseGrade(text) ?? { reliability: null, credibility: null })).toBe(text)
    for (const text of ['', 'G1', 'A7', 'B22', 'BB', '2B']) expect(parseGrade(text), text).toBeNull()
  })
})
