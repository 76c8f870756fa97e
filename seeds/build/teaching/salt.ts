import type { Cast } from './cast.ts'
import type { DatasetKey, Ref } from './library.ts'
import { place } from './world.ts'

export const SALT = {
  name: 'The Saltbarrow Circle',
  court: { dataset: 'court', id: 'g2' },
  press: { dataset: 'press', id: 'g2' },
  excise: { dataset: 'excise', id: 'g2' }
} as const satisfies Record<string, string | Ref>

const key = (n: number): string => `S${n}`
/** Goods of 1–16: cigarettes with whatever else pays. 13–16 are known to the excise office alone. */
const GOODS = ['DT', 'DT', 'DT', 'DT', 'AT', 'AT', 'AT', 'T', 'D', 'D', 'D', 'D', 'T', 'T', 'T', 'T']
/** Tasks for one deal. They are real orders, and make no hierarchy: nobody reaches more than two others. */
const TASKS: readonly (readonly [dataset: DatasetKey, source: string, from: number, to: number])[] = [
  ['court', 'judgment-2', 1, 5],
  ['court', 'judgment-2', 2, 9],
  ['court', 'judgment-2', 3, 7],
  ['court', 'judgment-2', 8, 12],
  ['press', 'article-2', 4, 10],
  ['press', 'article-2', 6, 11],
  ['excise', 'officers', 13, 14],
  ['excise', 'officers', 5, 16]
]
const IN_PRESS = [4, 5, 6, 10, 11, 12]
const IN_EXCISE = [1, 3, 5, 7, 13, 14, 15, 16]
const IN_CUSTOMS = [2, 9, 10, 12]
const SEALED = new Set([4])

/** The loose network: profit is all that ties it; deals end, and ties are made anew. */
export function writeSalt(cast: Cast): void {
  const { library } = cast
  GOODS.forEach((goods, i) => cast.add(key(i + 1), goods))
  group(cast)
  for (let n = 1; n <= 12; n++) {
    const goods = GOODS[n - 1] ?? ''
    cast.record('court', key(n), 'judgment-2')
    library.tie(
      'court',
      'MEMBER_OF',
      cast.in('court', key(n)),
      SALT.court,
      { standing: n % 3 === 0 ? 'CONVICTED' : 'CHARGED' },
      { source: n % 3 === 0 ? 'judgment-2' : 'indictment-2' }
    )
    const open = SEALED.has(n) ? goods.slice(0, 1) : goods
    cast.trades('court', key(n), open, 'judgment-2', 'CONVICTED', { standingDate: '2022-10-04' })
    cast.trades('court', key(n), goods.slice(open.length), 'indictment-2', 'CHARGED', { marking: 'AMBER' })
    library.tie(
      'court',
      'LOCATED_IN',
      cast.in('court', key(n)),
      place(n % 2 === 0 ? 'saltbarrow' : 'high-quorr'),
      {},
      { source: 'judgment-2' }
    )
  }
  for (const n of IN_PRESS) {
    cast.record('press', key(n), 'article-2')
    cast.same(key(n), 'court', 'press')
    library.tie(
      'press',
      'MEMBER_OF',
      cast.in('press', key(n)),
      SALT.press,
      { standing: 'ALLEGED' },
      { source: 'article-2' }
    )
  }
  for (const n of IN_EXCISE) {
    cast.record('excise', key(n), 'inspections')
    if (n <= 12) cast.same(key(n), 'excise', 'court')
    library.tie(
      'excise',
      'MEMBER_OF',
      cast.in('excise', key(n)),
      SALT.excise,
      { standing: 'ALLEGED' },
      { source: 'officers' }
    )
    cast.trades('excise', key(n), 'T', 'inspections', 'ALLEGED')
  }
  for (const n of IN_CUSTOMS) {
    cast.record('customs', key(n), 'reports')
    cast.same(key(n), 'customs', 'court')
    cast.trades('customs', key(n), 'D', 'reports', 'ALLEGED')
  }
  for (const [dataset, source, from, to] of TASKS)
    library.tie(
      dataset,
      'COMMANDS',
      cast.in(dataset, key(from)),
      cast.in(dataset, key(to)),
      { evidence: 'TASK', standing: dataset === 'court' ? 'CHARGED' : 'ALLEGED' },
      { source, validFrom: `${2018 + (to % 3)}`, validTo: `${2018 + (to % 3)}` }
    )
  contacts(cast)
}

function group(cast: Cast): void {
  const { library } = cast
  const { name, court, press, excise } = SALT
  library.entity(
    court,
    'Group',
    {
      name,
      aliases: ['Operation Barrel'],
      ownName: false,
      rewires: true,
      worksForSeveral: true,
      violenceEssential: false,
      goodsWords: 'cigarettes; drugs; arms',
      bond: 'none but profit'
    },
    { source: 'judgment-2' }
  )
  library.entity(
    court,
    'Group',
    {
      structureLabel: 'STANDARD_HIERARCHY',
      structureWords: 'a criminal organisation with a clear chain of command, says the prosecutor'
    },
    { source: 'indictment-2' }
  )
  library.entity(
    press,
    'Group',
    {
      name: 'the Barrel people',
      structureLabel: 'LOOSE',
      structureWords: 'whoever has a lorry that week',
      rewires: true,
      bond: 'none but profit'
    },
    { source: 'article-2' }
  )
  library.entity(
    excise,
    'Group',
    { name: 'Saltbarrow Circle', abandonsGoods: true, note: 'gave up drugs for cigarettes when duty rose' },
    { source: 'officers' }
  )
  library.judge(court, press, 'the article names the accused of the trial')
  library.judge(court, excise, 'the excise office names the group as the court does')
  library.tie('court', 'LOCATED_IN', court, place('saltbarrow'), {}, { source: 'judgment-2' })
}

/** A ring of deals, each for a season; no core. */
function contacts(cast: Cast): void {
  const { library } = cast
  for (let n = 1; n <= 12; n++) {
    const season = `${2018 + (n % 4)}`
    library.tie(
      'court',
      'CONTACTS',
      cast.in('court', key(n)),
      cast.in('court', key((n % 12) + 1)),
      { role: 'one deal' },
      { source: n % 2 === 0 ? 'judgment-2' : 'indictment-2', validFrom: season, validTo: season }
    )
  }
  for (const [a, b] of [
    [4, 5],
    [5, 6],
    [10, 11],
    [11, 12]
  ] as const)
    library.tie(
      'press',
      'CONTACTS',
      cast.in('press', key(a)),
      cast.in('press', key(b)),
      { role: 'one deal' },
      { source: 'article-2', validFrom: '2020', validTo: '2020' }
    )
  IN_EXCISE.forEach((n, i) =>
    library.tie(
      'excise',
      'PAYS',
      cast.in('excise', key(n)),
      cast.in('excise', key(IN_EXCISE[(i + 3) % IN_EXCISE.length] ?? 1)),
      { amount: 500 + 250 * cast.random.below(8), unit: 'vell' },
      { source: 'inspections', validFrom: '2021' }
    )
  )
  for (const [a, b] of [
    [13, 3],
    [14, 1],
    [15, 7],
    [16, 15]
  ] as const)
    library.tie(
      'excise',
      'CONTACTS',
      cast.in('excise', key(a)),
      cast.in('excise', key(b)),
      { role: 'one deal' },
      { source: 'officers', validFrom: '2021', validTo: '2021' }
    )
}
