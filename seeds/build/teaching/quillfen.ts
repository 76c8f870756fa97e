import type { Cast } from './cast.ts'
import type { Ref } from './library.ts'
import { place } from './world.ts'

export const QUILLFEN = {
  name: 'The Quillfen Ring',
  press: { dataset: 'press', id: 'g3' }
} as const satisfies Record<string, string | Ref>

const key = (n: number): string => `Q${n}`
const GOODS = ['OP', 'OP', 'O', 'O', 'O', 'P', 'P', 'P', 'O', 'P']
const IN_HOSPITAL = [1, 3, 4, 9]
/** Seen together, by article. */
const SEEN: readonly (readonly [article: string, a: number, b: number])[] = [
  ['article-5', 1, 2],
  ['article-5', 2, 3],
  ['article-5', 3, 4],
  ['article-5', 4, 5],
  ['article-5', 5, 1],
  ['article-5', 6, 7],
  ['article-5', 2, 6],
  ['article-6', 7, 8],
  ['article-6', 8, 9],
  ['article-6', 9, 10],
  ['article-6', 10, 6],
  ['article-6', 3, 8],
  ['article-6', 4, 9]
]
/** What the ledger adds: the book names who hands takings to whom, the witness who gave orders. */
const LEDGER: readonly (readonly [source: string, from: number, to: number])[] = [
  ['book', 1, 2],
  ['book', 1, 3],
  ['book', 1, 4],
  ['book', 2, 7],
  ['book', 3, 8],
  ['book', 4, 9],
  ['witness', 1, 2],
  ['witness', 4, 10],
  ['witness', 2, 5],
  ['witness', 3, 6]
]

/** The third group: two orders and one attribute are known, so nobody can tell; until somebody finds its account book. */
export function writeQuillfen(cast: Cast): void {
  const { library } = cast
  GOODS.forEach((goods, i) => cast.add(key(i + 1), goods))
  library.entity(
    QUILLFEN.press,
    'Group',
    { name: QUILLFEN.name, ownName: false, goodsWords: 'kidneys; people', note: 'a name given by the newspaper' },
    { source: 'article-5' }
  )
  for (let n = 1; n <= 10; n++) {
    const source = n <= 6 ? 'article-5' : 'article-6'
    cast.record('press', key(n), source)
    library.tie('press', 'MEMBER_OF', cast.in('press', key(n)), QUILLFEN.press, { standing: 'ALLEGED' }, { source })
    cast.trades('press', key(n), GOODS[n - 1] ?? '', source, 'ALLEGED')
    library.tie(
      'press',
      'LOCATED_IN',
      cast.in('press', key(n)),
      place(n % 2 === 0 ? 'high-quorr' : 'ilverstrand'),
      {},
      { source }
    )
  }
  for (const [source, a, b] of SEEN)
    library.tie(
      'press',
      'CONTACTS',
      cast.in('press', key(a)),
      cast.in('press', key(b)),
      { role: 'seen together' },
      { source, validFrom: '2021' }
    )
  library.tie(
    'press',
    'COMMANDS',
    cast.in('press', key(2)),
    cast.in('press', key(5)),
    { evidence: 'ORDERS', standing: 'ALLEGED' },
    { source: 'article-5' }
  )
  library.tie(
    'press',
    'COMMANDS',
    cast.in('press', key(3)),
    cast.in('press', key(6)),
    { evidence: 'TASK', standing: 'ALLEGED' },
    { source: 'article-6' }
  )
  for (const n of IN_HOSPITAL) {
    cast.record('hospital', key(n), 'audit')
    cast.same(key(n), 'hospital', 'press')
    cast.trades('hospital', key(n), 'O', 'audit', 'ALLEGED')
  }
  ledger(cast)
}

/** Written about the records of the press, so that nothing has to be judged before it speaks. */
function ledger(cast: Cast): void {
  const { library } = cast
  for (const [source, from, to] of LEDGER)
    library.tie(
      'ledger',
      'COMMANDS',
      cast.in('press', key(from)),
      cast.in('press', key(to)),
      { evidence: source === 'book' ? 'IS_REPORTED_TO' : 'ORDERS', standing: 'ALLEGED' },
      { source, validFrom: '2021' }
    )
  // Equal amounts in one month are two payments each.
  for (const [from, to, amount] of [
    [2, 1, 400],
    [2, 1, 400],
    [3, 1, 250],
    [4, 1, 250],
    [7, 2, 100],
    [8, 3, 100],
    [9, 4, 100]
  ] as const)
    library.tie(
      'ledger',
      'PAYS',
      cast.in('press', key(from)),
      cast.in('press', key(to)),
      { amount, unit: 'vell' },
      { source: 'book', validFrom: '2021-09' }
    )
}
