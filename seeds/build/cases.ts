/** Writes `seeds/cases/*` from one folder per published network (`nodes.csv`, `edges.csv`): each a case, its actors under the pseudonyms of the study. */
import { basename } from 'node:path'
import { CAVIAR } from './cases-caviar.ts'
import { CONTROLS } from './cases-controls.ts'
import { WIRETAPPED } from './cases-wiretap.ts'
import type { PublishedCase } from './published-cases.ts'
import { CAVIAR_RESPONSE, CAVIAR_TRADES } from './caviar-trades.ts'
import { inputFolder, readCsv, writeDataset, type Row } from './lib.ts'

const folder = inputFolder()
const GOODS = 'skein/goods:'

for (const published of [...CAVIAR, ...WIRETAPPED, ...CONTROLS]) {
  const nodes = readCsv(folder, published.input, 'nodes.csv')
  const edges = readCsv(folder, published.input, 'edges.csv')
  const name = basename(published.folder)
  const people = nodes.map((node) => personOf(published, node))
  const ties = edges.map((edge) => tieOf(published, edge))
  const caviar = name.startsWith('caviar')
  const trades = caviar ? CAVIAR_TRADES.filter(([id]) => nodes.some((node) => node['id'] === id)).map(tradeOf) : []
  const events = name === 'caviar-phases' ? seizures() : { rows: [], ties: [] }
  const response = name === 'caviar-phases' ? CAVIAR_RESPONSE : { sources: [], rows: [], ties: [] }
  writeDataset(
    published.folder,
    {
      name: `skein/${name}`,
      ...published.manifest,
      observedIn: 'case',
      assertions: [
        { count: 'Case', is: 1 },
        { count: 'Person', is: people.length },
        { count: 'OBSERVED_IN', is: people.length },
        { count: published.command === true ? 'COMMANDS' : 'CONTACTS', is: ties.length },
        ...(events.rows.length > 0 ? [{ count: 'Event', is: events.rows.length }] : []),
        ...(response.rows.length > 0 ? [{ count: 'Intervention', is: 1 }] : [])
      ]
    },
    {
      'sources.csv': [...published.sources, ...response.sources],
      'case.csv': published.claims.map((claim) => ({ id: 'case', kind: 'Case', ...claim })),
      'people.csv': people,
      'ties.csv': ties,
      'trades.csv': trades,
      'kin.csv': caviar ? kinOf(nodes) : [],
      'events.csv': events.rows,
      'event-goods.csv': events.ties,
      'response.csv': response.rows,
      'response-ties.csv': response.ties
    }
  )
}

function personOf(published: PublishedCase, node: Record<string, string>): Row {
  const id = node['id'] ?? ''
  const level = node['level']
  return {
    id,
    kind: 'Person',
    name: published.nameOf(id),
    age: node['age'],
    tenure: node['tenure'],
    publishedRole:
      node['published_role'] ??
      (level === undefined ? '' : `level ${level} of the firm, department ${node['dept'] ?? ''}`),
    source: 'study'
  }
}

/** A chart names the subordinate first: turned round for orders. Everything else keeps the direction of the study, as contact. */
function tieOf(published: PublishedCase, edge: Record<string, string>): Row {
  const [from, to] = [edge['source'] ?? '', edge['target'] ?? '']
  if (published.command === true)
    return { kind: 'COMMANDS', from: to, to: from, evidence: 'IS_REPORTED_TO', source: 'study' }
  const { role, weighted } = published
  return {
    kind: 'CONTACTS',
    from,
    to,
    role,
    weight: weighted ? edge['weight'] : '',
    phase: edge['phase'],
    source: 'study'
  }
}

function tradeOf([actor, good, stage, role]: (typeof CAVIAR_TRADES)[number]): Row {
  return { kind: 'TRADES_IN', from: actor, to: GOODS + good, stage, role, standing: 'UNKNOWN', source: 'roles' }
}

/** A role such as `spouse of 6` is the only kinship that the study publishes. */
function kinOf(nodes: readonly Record<string, string>[]): Row[] {
  return nodes.flatMap((node) => {
    const other = /^spouse of (\d+)/.exec(node['published_role'] ?? '')?.[1]
    return other === undefined ? [] : [{ kind: 'KIN_OF', from: node['id'], to: other, role: 'spouse', source: 'roles' }]
  })
}

/** The table of seizures says marijuana and US dollars where the study says hashish: its words are kept. It says nothing on arrests. */
function seizures(): { rows: Row[]; ties: Row[] } {
  const table = readCsv(folder, 'caviar-phases', 'seizures.csv')
  const rows = table.map((row) => ({
    id: `seizures-${row['phase'] ?? ''}`,
    kind: 'Event',
    name: `Seizures in phase ${row['phase'] ?? ''}`,
    eventType: 'SEIZURE',
    phase: row['phase'],
    what: row['drugs'],
    count: row['seizures'],
    value: row['value'],
    currency: row['currency_as_stated'],
    source: 'seizures'
  }))
  const ties = table.flatMap((row) =>
    [
      ['marijuana', 'drugs/cannabis/herb'],
      ['cocaine', 'drugs/cocaine']
    ]
      .filter(([word]) => (row['drugs'] ?? '').includes(word ?? ''))
      .map(([, good]) => ({
        kind: 'CARRIES',
        from: `seizures-${row['phase'] ?? ''}`,
        to: GOODS + (good ?? ''),
        source: 'seizures'
      }))
  )
  return { rows, ties }
}
