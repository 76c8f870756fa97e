import { describe, expect, test } from 'vitest'
import { shape } from '../../src/analysis/shape/shape.ts'
import { type Shape } from '../../src/analysis/shape/types.ts'
import { claim, group, treeOrders } from './groups.ts'

const ids = (reasons: Shape['reasons']): string[] => reasons.map((reason) => reason.id)
const names = ['ranks', 'territory', 'sanctions'] as const
const ring = '0-1 1-2 2-3 3-4 4-5 5-6 6-7 7-0'

describe('attributes', () => {
  test('said by independent origins they decide a family, but no type', () => {
    const attributes = names.map((kind) => claim(kind, true, [kind]))
    const found = shape(group({ n: 8, contacts: ring, attributes }))
    expect(found).toMatchObject({ family: 'HIERARCHICAL', type: null, aliases: [] })
    expect(ids(found.against)).toContain('orders.open')
    const loose = (['rewires', 'worksForSeveral', 'abandonsGoods'] as const).map((kind) => claim(kind, true, [kind]))
    expect(shape(group({ n: 8, contacts: ring, attributes: loose })).family).toBe('LOOSE')
  })

  test('said by one indictment they count as one and do not decide', () => {
    const attributes = names.map((kind) => claim(kind, true, ['indictment']))
    expect(shape(group({ n: 8, contacts: ring, attributes })).family).toBe('CANNOT_TELL')
  })

  test('one of several origins behind most of them: refused where the verdict would rest on them', () => {
    const attributes = [...names, 'violenceEssential' as const].map((kind) => claim(kind, true, ['one']))
    const more = [...attributes, claim('ownName', true, ['two'])]
    const found = shape(group({ n: 8, contacts: ring, attributes: more }))
    expect(found.family).toBe('CANNOT_TELL')
    expect(ids(found.reasons)).toContain('refusal.oneOriginOfAttributes')
  })

  test('clear disagreement with the orders leaves the verdict open, a weak one is shown against it', () => {
    const loose = (['rewires', 'worksForSeveral', 'abandonsGoods'] as const).map((kind) => claim(kind, true, [kind]))
    const orders = treeOrders(21, 4)
    const open = shape(group({ n: 21, orders, attributes: loose }))
    expect(open.family).toBe('CANNOT_TELL')
    expect(open.words).toContain('disagree')
    const shown = shape(group({ n: 21, orders, attributes: loose.slice(0, 1) }))
    expect(shown.family).toBe('HIERARCHICAL')
    expect(shown.against).toMatchObject([{ id: 'attribute.rewires', speaksFor: 'LOOSE' }])
  })
})
