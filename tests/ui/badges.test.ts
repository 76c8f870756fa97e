/** Badges and names keep off everything else, and what is invented is said to be so and nothing more. */
import { describe, expect, test } from 'vitest'
import { meets, placeBadges, type Rect, type Wish } from '../../ui/src/graph/badge-places.ts'
import { seeded } from '../../ui/src/graph/layout/organic.ts'
import { EXTENT_WORDS, inventedExtent } from '../../ui/src/graph/invented.ts'
import { labelPlaces, FONT, nameScale } from '../../ui/src/graph/labels.ts'
import { goodWords } from '../../ui/src/graph/encodings.ts'
import { nextStop } from '../../ui/src/panels/parts/roving.ts'
import { group, node } from './make.ts'

const screen = { width: 640, height: 600 }
const sizes = [
  { width: 260, height: 26 },
  { width: 150, height: 26 },
  { width: 100, height: 26 }
]
const wish = (id: string, left: number, top: number, size: number): Wish => ({
  id,
  box: { left, top, right: left + size, bottom: top + size },
  middle: false,
  sizes
})

/** Groups that do not overlap, at random places of a grid. */
function crowd(seed: number): { wishes: Wish[]; marks: Rect[] } {
  const random = seeded(seed)
  const wishes: Wish[] = []
  const marks: Rect[] = []
  for (let x = 0; x < 4; x++) {
    for (let y = 0; y < 3; y++) {
      if (random() < 0.3) continue
      const made = wish(`${x}/${y}`, 10 + x * 160 + random() * 20, 30 + y * 190 + random() * 30, 60 + random() * 60)
      wishes.push(made)
      marks.push({
        left: made.box.left + 20,
        top: made.box.top + 20,
        right: made.box.left + 40,
        bottom: made.box.top + 40
      })
    }
  }
  return { wishes, marks }
}

describe('badges', () => {
  test('one group alone has its whole badge above it', () => {
    expect(placeBadges([wish('a', 100, 100, 200)], [], screen).get('a')).toEqual({ form: 0, left: 100, top: 69 })
  })

  test.each([1, 2, 3, 4, 5, 6])('never over another group, a mark, each other or the edge, crowd %i', (seed) => {
    const { wishes, marks } = crowd(seed)
    const placed = placeBadges(wishes, marks, screen)
    expect(placed.size).toBeGreaterThan(wishes.length / 2)
    const rects = [...placed].map(([id, { form, left, top }]) => {
      const size = sizes[form] ?? { width: 0, height: 0 }
      return { id, left, top, right: left + size.width, bottom: top + size.height }
    })
    for (const rect of rects) {
      expect(rect.left >= 0 && rect.top >= 0 && rect.right <= screen.width && rect.bottom <= screen.height).toBe(true)
      expect(wishes.filter((other) => other.id !== rect.id && meets(other.box, rect))).toEqual([])
      expect(marks.filter((mark) => meets(mark, rect))).toEqual([])
      expect(rects.filter((other) => other.id !== rect.id && meets(other, rect))).toEqual([])
    }
    expect(placeBadges(wishes, marks, screen)).toEqual(placed)
  })

  test('where there is no room a badge is not shown at all', () => {
    const full = [{ left: 0, top: 0, right: 640, bottom: 600 }]
    expect(placeBadges([wish('a', 100, 100, 200)], full, screen).size).toBe(0)
  })
})

describe('names', () => {
  test('are at least ten pixels high on the screen at any zoom at which marks are read', () => {
    for (const zoom of [0.35, 0.5, 0.62, 0.8, 1, 1.4]) {
      expect(FONT * nameScale(zoom) * zoom).toBeGreaterThanOrEqual(10)
      expect(nameScale(zoom)).toBeGreaterThanOrEqual(1)
    }
  })

  test('who was added last is named before the better tied', () => {
    const nodes = ['old', 'new'].map((id) => ({ id, label: 'A rather long name of three lines' }))
    const at = { old: { x: 0, y: 0 }, new: { x: 29, y: 0 } }
    const { places } = labelPlaces(nodes, at, new Map([['old', 9]]), 1, new Set(['new']))
    expect(places.get('new')).toBe('under')
    expect(places.get('old')).not.toBe('under')
    const nowhere = labelPlaces(nodes, at, new Map(), 1, new Set(['new']), () => true).places
    expect([...nowhere]).toEqual([
      ['new', 'under'],
      ['old', 'quiet']
    ])
  })
})

describe('words', () => {
  test('real beside invented is never called invented as a whole', () => {
    const [real, made] = [node('a'), node('b', { invented: true })]
    expect(inventedExtent([real], [group('g', 'LOOSE')])).toBe('none')
    expect(inventedExtent([made], [group('g', 'LOOSE', { invented: true })])).toBe('all')
    expect(inventedExtent([real, made], [])).toBe('part')
    expect(EXTENT_WORDS.part).not.toContain('nothing')
  })

  test('goods without a hue of their own are named all the same', () => {
    expect(goodWords(['vehicles', 'arms', 'vehicles/cars'])).toBe('arms and vehicles')
  })
})

test('a table is walked from its one tab stop by arrow keys', () => {
  expect(nextStop('r0', 'ArrowDown', 5, 3)).toBe('r1')
  expect(nextStop('r4', 'ArrowDown', 5, 3)).toBe('r4')
  expect(nextStop('r0', 'ArrowUp', 5, 3)).toBe('h0')
  expect(nextStop('h0', 'End', 5, 3)).toBe('h2')
  expect(nextStop('h1', 'ArrowDown', 0, 3)).toBeNull()
  expect(nextStop('r1', 'x', 5, 3)).toBeNull()
})
