/** One page of text on a group or case, for a terminal. */

export interface Profile {
  readonly id: string
  readonly kind: string
  readonly name: string | null
  readonly invented: boolean
  readonly bond: string | null
  readonly labelledAs: readonly {
    readonly label: string
    readonly words: string | null
    readonly claim: { readonly source: { readonly title: string | null } | null }
  }[]
  readonly shape: {
    readonly family: string
    readonly type: string | null
    readonly aliases: readonly string[]
    readonly words: string
    readonly standsAlone: boolean
    readonly reasons: readonly { readonly words: string }[]
    readonly against: readonly { readonly words: string }[]
    readonly wouldChange: readonly string[]
    readonly setAside: readonly string[]
    readonly howCollected: readonly string[]
    readonly actors: number
    readonly commandTies: number
    readonly contactTies: number
  }
  readonly measures: readonly {
    readonly title: string
    readonly layer: string
    readonly value: number | null
    readonly unit: string
    readonly why: string | null
  }[]
  readonly members: {
    readonly totalCount: number
    readonly nodes: readonly {
      readonly other: { readonly name: string | null; readonly kind: string; readonly trades?: Trades }
    }[]
    readonly pageInfo: { readonly hasNextPage: boolean }
  }
  readonly trades?: Trades
}

interface Trades {
  readonly nodes: readonly {
    readonly standings: readonly { readonly standing: string }[]
    readonly datasets?: readonly string[]
    readonly other: { readonly code?: string | null }
  }[]
}

const WIDTH = 100
/** Members across goods that are named; the others are counted. */
const NAMED = 10

export function profilePage(profile: Profile, revision: number): string {
  const { shape, labelledAs, bond, measures } = profile
  // Where no tie is known, measures say nothing of the group.
  const ties: Readonly<Record<string, number>> = { command: shape.commandTies, contact: shape.contactTies }
  const told = measures.filter(({ layer }) => ties[layer] !== 0)
  const lines = [
    `${profile.name ?? profile.id} — ${profile.kind}, ${profile.id}${profile.invented ? ' — INVENTED, for teaching' : ''}`,
    '═'.repeat(WIDTH),
    ...section('Verdict', [shape.words]),
    ...section('Because', shape.reasons.map(({ words }) => words).filter((words) => !shape.words.includes(words.slice(0, -1)))), // prettier-ignore
    ...section('Against it', shape.against.map(({ words }) => words)), // prettier-ignore
    ...section('Would change it', shape.wouldChange),
    ...section(
      'Sources call it',
      labelledAs.map(
        ({ label, words, claim }) =>
          `${inWords(label)}${words === null ? '' : `: ${words}`} (${claim.source?.title ?? 'source not named'})`
      ),
      'no source calls it anything'
    ),
    ...section('Bond', bond === null ? [] : [bond], 'not known'),
    ...section('Judged on', [
      `${count(shape.actors, 'actor')}, ${count(shape.contactTies, 'contact')}, ${count(shape.commandTies, 'order')}` +
        (shape.standsAlone ? '; a single study stands behind it' : ''),
      ...shape.howCollected
    ]),
    ...section('Set aside', shape.setAside),
    ...measured(told),
    ...acrossGoods(profile),
    ...section('Missing', missing(profile, told)),
    `Revision ${String(revision)}. Verdicts are on structures, never on persons; a tie is what a source says.`
  ]
  return lines.join('\n')
}

const inWords = (name: string): string => name.toLowerCase().replaceAll('_', ' ')
const count = (n: number, thing: string): string => `${n.toLocaleString('en')} ${thing}${n === 1 ? '' : 's'}`

/** A heading with its items below each other, or what to say where there are none; nothing where that is nothing either. */
function section(title: string, items: readonly string[], none?: string): string[] {
  const all = items.length === 0 && none !== undefined ? [none] : items
  return all.length === 0 ? [] : [title, ...all.flatMap((item) => wrapped(item, '  · ', '    '))]
}

function wrapped(text: string, first: string, next: string): string[] {
  const lines: string[] = []
  let line = first
  for (const word of text.split(/\s+/)) {
    const gap = line === first || line === next ? '' : ' '
    if (line.length + gap.length + word.length > WIDTH && gap !== '') {
      lines.push(line)
      line = next + word
    } else line += gap + word
  }
  return [...lines, line]
}

function measured(measures: Profile['measures']): string[] {
  const known = measures.filter(({ value }) => value !== null)
  const lines = ['command', 'contact'].flatMap((layer) => {
    const rows = known.filter((measure) => measure.layer === layer)
    return rows.length === 0
      ? []
      : [
          `  ${layer === 'command' ? 'of orders' : 'of contacts'}`,
          ...rows.map(({ title, value, unit }) => `    ${title.padEnd(30)} ${number(value ?? 0).padStart(9)}  ${unit}`)
        ]
  })
  return lines.length === 0 ? [] : ['Measures', ...lines]
}

const number = (value: number): string => (Number.isInteger(value) ? String(value) : value.toFixed(3))

/** The goods of the group, and who of it is tied to several: links to look at, each with its standing. */
function acrossGoods({ trades, members }: Profile): string[] {
  const own = goodsOf(trades)
  const several = members.nodes
    .map(({ other }) => ({ name: other.name ?? 'not named', trades: other.trades, goods: goodsOf(other.trades) }))
    .filter(({ goods }) => new Set(goods.map((code) => code.split('/')[0])).size > 1)
    .sort((a, b) => b.goods.length - a.goods.length || (a.name < b.name ? -1 : 1))
  const goods = new Set(members.nodes.flatMap(({ other }) => goodsOf(other.trades)))
  const named = several.slice(0, NAMED).map(({ name, trades: ties, goods: codes }) => {
    const standings = [
      ...new Set((ties?.nodes ?? []).flatMap((tie) => tie.standings.map(({ standing }) => standing)))
    ].map(inWords)
    const sources = new Set((ties?.nodes ?? []).flatMap((tie) => tie.datasets ?? []))
    return `${name}: ${codes.join(', ')} (standing ${standings.join(', ') || 'unknown'}; ${count(sources.size, 'dataset')})`
  })
  return section(
    'Across goods',
    [
      ...(own.length === 0 ? [] : [`the group itself: ${own.join(', ')}`]),
      ...(goods.size === 0 ? [] : [`its actors: ${[...goods].sort().join(', ')}`]),
      ...named,
      ...(several.length > NAMED ? [`and ${count(several.length - NAMED, 'actor')} more tied to several goods`] : [])
    ],
    'no tie to any good is known'
  )
}

const goodsOf = (trades: Trades | undefined): string[] =>
  [...new Set((trades?.nodes ?? []).flatMap(({ other }) => other.code ?? []))].sort()

function missing({ shape, members }: Profile, told: Profile['measures']): string[] {
  const { nodes, totalCount, pageInfo } = members
  const why = new Map<string, string[]>()
  for (const { title, value, why: reason } of told)
    if (value === null && reason !== null) why.set(reason, [...(why.get(reason) ?? []), title])
  const silent = nodes.filter(({ other }) => goodsOf(other.trades).length === 0).length
  return [
    ...(shape.commandTies === 0 ? ['who gives orders to whom: no order is known'] : []),
    ...(shape.contactTies === 0 ? ['who is in contact with whom: no contact is known'] : []),
    ...[...why].map(([reason, titles]) => `${titles.join(', ')}: ${reason}`),
    ...(silent > 0 ? [`of ${count(silent, 'actor')} no good is known`] : []),
    ...(pageInfo.hasNextPage
      ? [`goods were looked at for the first ${String(nodes.length)} of ${count(totalCount, 'actor')}`]
      : [])
  ]
}
