import { describe, expect, test } from 'vitest'
import { between } from '../../ui/src/graph/between.ts'
import { readElements, strandsOf } from '../../ui/src/graph/elements.ts'
import { drawNode, drawStrand } from '../../ui/src/graph/elements-of.ts'
import {
  GOODS,
  goodLetters,
  gradeStep,
  gradeWords,
  hardStops,
  kindLook,
  OTHER_GOOD
} from '../../ui/src/graph/encodings.ts'
import { pictureOf } from '../../ui/src/graph/groups.ts'
import { summarise } from '../../ui/src/graph/summary.ts'
import { nodeName, tieSentence, verb } from '../../ui/src/graph/words.ts'
import { group, node, tie } from './make.ts'

describe('goods', () => {
  test('the four first goods have the hues and letters of the design, and there are at most seven', () => {
    expect(GOODS.slice(0, 4).map((g) => [g.code, g.colour, g.letter])).toEqual([
      ['people', '#0072B2', 'P'],
      ['arms', '#D55E00', 'A'],
      ['drugs', '#009E73', 'D'],
      ['organs', '#CC79A7', 'O']
    ])
    expect(GOODS.length).toBeLessThanOrEqual(7)
    expect(new Set([...GOODS, OTHER_GOOD].map((g) => g.letter)).size).toBe(GOODS.length + 1)
  })

  test('a narrower good looks like its broadest, one without a hue is "other"', () => {
    expect(goodLetters(['drugs/cocaine', 'people/smuggling', 'drugs/heroin', 'vehicles'])).toBe('P·D·+')
  })

  test('the colours of a tie of several goods meet in hard edges', () => {
    expect(hardStops(['arms', 'people'])).toEqual({
      colours: ['#0072B2', '#0072B2', '#D55E00', '#D55E00'],
      positions: [0, 50, 50, 100]
    })
  })
})

describe('grades', () => {
  test.each([
    ['A1', 1],
    ['B1', 1],
    ['B2', 2],
    ['C3', 3],
    ['E5', 4],
    ['F6', 0],
    ['B', 0],
    [null, 0]
  ])('%s is drawn in step %i', (grade, step) => expect(gradeStep(grade)).toBe(step))

  test('in words a missing half is said to be missing, and unknown is not called doubtful', () => {
    expect(gradeWords('B2')).toBe('B2: usually reliable source, probably true')
    expect(gradeWords('B')).toBe('B: usually reliable source, content not graded')
    expect(gradeWords('F6')).toContain('cannot be judged')
    expect(gradeWords(null)).toBe('not graded')
  })
})

describe('marks', () => {
  test('a protected person is an octagon without a name, whatever the answer holds', () => {
    const { nodes } = readElements({
      nodes: [{ data: { id: 'v', kind: 'Person', name: 'X', protected: true } }],
      edges: []
    })
    const [victim] = nodes
    expect(victim?.name).toBeNull()
    const drawn = drawNode(node('v', { protected: true, name: null, goods: ['people'] }), 'under')
    expect(drawn.data).toMatchObject({ shape: 'octagon', label: 'protected person' })
    expect(drawn.data.fill).toBeUndefined()
  })

  test('an actor with several goods is a pie of equal parts, with letters', () => {
    const { data, classes } = drawNode(node('a', { goods: ['arms', 'drugs'] }), 'under')
    expect(classes).toContain('pie')
    expect(data).toMatchObject({ pie1: '#D55E00', share1: 50, pie2: '#009E73', share2: 50, share3: 0 })
    expect(decodeURIComponent(String(data.letters))).toContain('>AD<')
  })

  test('a kind that is new to the schema still has a shape and letters', () => {
    expect(kindLook('Vessel')).toEqual({ letters: 'Ve', shape: 'round-rectangle' })
    expect(verb('SHADOWS')).toBe('shadows')
  })
})

describe('ties', () => {
  test('all ties between the same two are one strand with the best grade and all goods', () => {
    const [strand] = strandsOf([
      tie('a', 'b', { id: '1', goods: ['arms'], grade: 'C3' }),
      tie('b', 'a', { id: '2', goods: ['drugs'], grade: 'B2' })
    ])
    expect(strand).toMatchObject({ goods: ['arms', 'drugs'], step: 2, arrows: 'none' })
    expect(strand?.ties).toHaveLength(2)
  })

  test('an order points to whom it is given; a contact points nowhere', () => {
    const [strand] = strandsOf([tie('a', 'b'), tie('b', 'a', { id: '2', kind: 'COMMANDS' })])
    expect(strand).toMatchObject({ source: 'b', target: 'a', orders: true, arrows: 'forward' })
  })

  test('a rejected accusation is drawn as contested', () => {
    const { ties } = readElements({
      nodes: [{ data: { id: 'a' } }, { data: { id: 'b' } }],
      edges: [{ data: { id: 't', source: 'a', target: 'b', kind: 'BRIBES', standing: 'ACQUITTED' } }]
    })
    const [strand] = strandsOf(ties)
    expect(strand && drawStrand(strand, false, false).classes).toContain('contested')
  })

  test('a tie to a good concerns that good', () => {
    const { ties } = readElements({
      nodes: [{ data: { id: 'a', kind: 'Person' } }, { data: { id: 'g', kind: 'Good', goods: ['drugs'] } }],
      edges: [{ data: { id: 't', source: 'a', target: 'g', kind: 'TRADES_IN' } }]
    })
    expect(ties[0]?.goods).toEqual(['drugs'])
  })

  test('a tie to something that was not sent is left out', () => {
    expect(
      readElements({ nodes: [{ data: { id: 'a' } }], edges: [{ data: { id: 't', source: 'a', target: 'z' } }] }).ties
    ).toEqual([])
  })

  test('a tie in words says what, how good and what came of it', () => {
    const nodes = new Map([node('a'), node('b')].map((n) => [n.id, n]))
    const words = tieSentence(
      tie('a', 'b', { kind: 'COMMANDS', goods: ['arms'], grade: 'B2', standing: 'ALLEGED' }),
      nodes,
      'b'
    )
    expect(words).toBe(
      'Name b is said to take orders from Name a; goods: arms; B2: usually reliable source, probably true; alleged: somebody says so'
    )
    expect(nodeName(node('x', { name: null, kind: 'Company' }))).toBe('company without a name')
  })
})

describe('between groups', () => {
  const home = new Map([
    ['a', 'G'],
    ['b', 'H'],
    ['c', 'H']
  ])
  const end = (from: string, id: string) => ({ from, id, kind: 'Person', name: id })

  test('only who is tied into two groups stands between them; members and what is left out do not', () => {
    const ends = [
      end('a', 'x'),
      end('b', 'x'),
      end('c', 'x'),
      end('b', 'y'),
      end('c', 'y'),
      end('a', 'b'),
      end('a', 'G2'),
      end('b', 'G2')
    ]
    expect(between(ends, home, ({ id }) => id === 'G2')).toEqual([
      { id: 'x', kind: 'Person', name: 'x', groups: ['G', 'H'], ties: 3 }
    ])
  })
})

describe("Skein's verdict and a source's label", () => {
  const label = { family: 'HIERARCHICAL' as const, label: 'STANDARD_HIERARCHY', words: null }
  test('a verdict is drawn solid, even where a source says otherwise', () => {
    expect(pictureOf(group('g', 'LOOSE', { labels: [label] }))).toEqual({
      outline: 'hull',
      dotted: false,
      badge: 'loosely networked',
      says: 'called standard hierarchy by its source'
    })
  })

  test('where Skein cannot tell, the outline follows the label, dotted, and the badge still says so', () => {
    expect(pictureOf(group('g', 'CANNOT_TELL', { labels: [label] }))).toEqual({
      outline: 'tiers',
      dotted: true,
      badge: 'Skein cannot tell',
      says: 'called standard hierarchy by its source'
    })
  })

  test('without a label, or with labels that differ, the group is undecided', () => {
    expect(pictureOf(group('g', 'CANNOT_TELL')).outline).toBe('undecided')
    const other = { family: 'LOOSE' as const, label: 'CORE_GROUP', words: null }
    expect(pictureOf(group('g', 'CANNOT_TELL', { labels: [label, other] }))).toMatchObject({
      outline: 'undecided',
      dotted: false,
      says: 'its sources differ: standard hierarchy / core group'
    })
  })

  test('the summary names each group with its verdict', () => {
    const words = summarise([node('a', { goods: ['arms'] })], [], [group('g', 'HIERARCHICAL')], 2)
    expect(words).toBe(
      '1 person or thing, 0 pairs tied by 0 ties; goods: arms; 2 more are hidden by filters. Group g: hierarchical.'
    )
  })
})
