/** The shapes of Cypher that store and planner are built from, each with the one answer that both engines must give. */
import { expect, it } from 'vitest'
import type { Engine, Row, Value } from '../../src/engine/port.ts'
import { describeOnEngines } from '../support/engines.ts'

const SCHEMA = [
  'CREATE CONSTRAINT place_id IF NOT EXISTS FOR (n:Place) REQUIRE n.id IS UNIQUE',
  'CREATE INDEX place_id_index IF NOT EXISTS FOR (n:Place) ON (n.id)'
]
const PLACES = [
  { id: 'a', name: 'Ash', rank: 0, tags: ['x', 'y'] },
  { id: 'b', name: 'beech', rank: 1, tags: ['y'] },
  { id: 'c', name: null, rank: 2 }
]
const ROADS = [
  { from: 'a', to: 'b', p: { id: 'r1', rank: 0 } },
  { from: 'a', to: 'c', p: { id: 'r2', rank: 1 } },
  { from: 'b', to: 'c', p: { id: 'r3', rank: 2 } }
]
type Params = Record<string, Value>

const READS: [string, string, string[], Row[], Params?][] = [
  [
    'a list of ties per node, sorted before it is collected',
    'MATCH (n:Place) WHERE n.id IN $ids WITH n CALL (n) { MATCH (n)-[r:ROAD]->(m:Place) WHERE r.rank <= $rank WITH r, m ORDER BY r.id DESC RETURN collect([r.id, m.id]) AS roads } RETURN n.id AS id, roads ORDER BY n.id',
    ['id', 'roads'],
    [
      [
        'a',
        [
          ['r2', 'c'],
          ['r1', 'b']
        ]
      ],
      ['c', []]
    ],
    { ids: ['a', 'c'], rank: 1 }
  ],
  [
    'a page inside a page',
    "MATCH (a:Place {id: 'a'}) CALL (a) { MATCH (a)-[r:ROAD]->(b:Place) WITH b ORDER BY b.id LIMIT 1 CALL (b) { MATCH (b)-[:ROAD]->(c:Place) WITH c ORDER BY c.id LIMIT 2 RETURN collect(c.id) AS next } RETURN collect([b.id, next]) AS list } RETURN list",
    ['list'],
    [[[['b', ['c']]]]]
  ],
  [
    'the first of a pattern comprehension',
    "MATCH (n:Place {id: 'b'}) RETURN [(n)-[:ROAD]->(m:Place) | m.id][0] AS to, [(n)-[:NONE]->(m) | m.id][0] AS none",
    ['to', 'none'],
    [['c', null]]
  ],
  [
    'EXISTS with a condition',
    'MATCH (n:Place) WHERE EXISTS { (n)-[r:ROAD]->(m:Place) WHERE r.rank >= 2 } RETURN n.id AS id ORDER BY id',
    ['id'],
    [['b']]
  ],
  [
    'COUNT with a condition, and a self-made zero',
    'MATCH (n:Place) RETURN n.id AS id, COUNT { (n)-[r:ROAD]->() WHERE r.rank <= 1 } AS c ORDER BY c DESC, id',
    ['id', 'c'],
    [
      ['a', 2],
      ['b', 0],
      ['c', 0]
    ]
  ],
  [
    'a union inside CALL',
    'CALL () { MATCH (n:Place {name: $x}) RETURN n UNION MATCH (n:Place {id: $x}) RETURN n } RETURN n.id AS id',
    ['id'],
    [['a']],
    { x: 'a' }
  ],
  [
    'any over a list that may be missing',
    'MATCH (n:Place) WHERE any(t IN coalesce(n.tags, []) WHERE t IN $tags) RETURN n.id AS id ORDER BY id',
    ['id'],
    [['a'], ['b']],
    { tags: ['y'] }
  ],
  [
    'a parameter that may be null',
    'MATCH (n:Place) WHERE $x IS NULL OR n.name = $x RETURN n.id AS id ORDER BY id',
    ['id'],
    [['a'], ['b'], ['c']],
    { x: null }
  ],
  [
    'null last ascending, first descending',
    'MATCH (n:Place) WITH n ORDER BY n.name DESC RETURN collect(n.id) AS ids',
    ['ids'],
    [[['c', 'b', 'a']]]
  ],
  [
    'plain ASCII by code, capitals first',
    'UNWIND $l AS t WITH t ORDER BY t RETURN collect(t) AS l',
    ['l'],
    [[['B', 'a', 'b', '~']]],
    { l: ['~', 'b', 'a', 'B'] }
  ],
  [
    'sums of nothing',
    'MATCH (n:Nothing) RETURN coalesce(sum(n.x), 0) AS s, count(*) AS c, max(n.x) AS m',
    ['s', 'c', 'm'],
    [[0, 0, null]]
  ],
  ['a constant beside an aggregate groups', 'MATCH (n:Nothing) RETURN 1 AS one, count(*) AS c', ['one', 'c'], []],
  [
    'lists of lists as parameters',
    'UNWIND $pairs AS p RETURN p[0] AS k, p[1] AS v ORDER BY k',
    ['k', 'v'],
    [
      ['a', 1],
      ['b', null]
    ],
    {
      pairs: [
        ['a', 1],
        ['b', null]
      ]
    }
  ],
  [
    'a map by key',
    'RETURN $m[$k] AS v, $m.deep.er AS d',
    ['v', 'd'],
    [[1, [2]]],
    { m: { a: 1, deep: { er: [2] } }, k: 'a' }
  ],
  [
    'start and end of a tie met from either side',
    "MATCH (c:Place {id: 'c'})-[r:ROAD]-(m:Place) RETURN r.id AS id, type(r) AS t, startNode(r).id AS s, endNode(r).id AS e ORDER BY id",
    ['id', 't', 's', 'e'],
    [
      ['r2', 'ROAD', 'a', 'c'],
      ['r3', 'ROAD', 'b', 'c']
    ]
  ],
  [
    'SKIP and LIMIT as parameters',
    'MATCH (n:Place) RETURN n.id AS id ORDER BY id SKIP $s LIMIT $l',
    ['id'],
    [['b']],
    { s: 1, l: 1 }
  ],
  [
    'slices',
    'WITH $l AS l RETURN l[0..2] AS page, l[-1] AS last, size(l) AS size, head(l) AS head',
    ['page', 'last', 'size', 'head'],
    [[['p', 'q'], 'r', 3, 'p']],
    { l: ['p', 'q', 'r'] }
  ],
  [
    'starts with, contains, lower',
    "MATCH (n:Place) WHERE n.name STARTS WITH 'A' OR toLower(n.name) CONTAINS 'ee' RETURN n.id AS id ORDER BY id",
    ['id'],
    [['a'], ['b']]
  ],
  [
    'CASE, reduce',
    'RETURN CASE WHEN $x > 2 THEN 1 ELSE 0 END AS c, reduce(s = 0, x IN [1, 2] | s + x) AS r',
    ['c', 'r'],
    [[1, 3]],
    { x: 3 }
  ]
]

const WRITES: [string, string, Params, string, string[], Row[]][] = [
  [
    'replaces the properties of ties grouped by start',
    'UNWIND $rows AS g MATCH (a:Place {id: g.from})-[r:ROAD]->() WHERE r.id IN g.ids SET r = g.p[r.id]',
    { rows: [{ from: 'a', ids: ['r1'], p: { r1: { id: 'r1', note: 'new' } } }] },
    "MATCH (:Place {id: 'a'})-[r:ROAD]->() RETURN r.id AS id, r.rank AS rank, r.note AS note ORDER BY id",
    ['id', 'rank', 'note'],
    [
      ['r1', null, 'new'],
      ['r2', 1, null]
    ]
  ],
  [
    'adds to properties, null removes',
    "MATCH (n:Place {id: 'a'}) SET n += $p",
    { p: { name: null, more: ['z'] } },
    "MATCH (n:Place {id: 'a'}) RETURN n.name AS name, n.more AS more, n.rank AS rank",
    ['name', 'more', 'rank'],
    [[null, ['z'], 0]]
  ],
  [
    'sets and removes labels',
    "MATCH (n:Place {id: 'a'}) SET n:Port REMOVE n:Town",
    {},
    'MATCH (n:Port) RETURN n.id AS id',
    ['id'],
    [['a']]
  ],
  [
    'deletes ties, then nodes with theirs',
    "MATCH (n:Place {id: 'c'}) DETACH DELETE n",
    {},
    'MATCH (n:Place) RETURN n.id AS id, COUNT { (n)--() } AS c ORDER BY id',
    ['id', 'c'],
    [
      ['a', 1],
      ['b', 1]
    ]
  ],
  [
    'merges nodes by id',
    "UNWIND ['a', 'new'] AS id MERGE (n:Place {id: id}) ON CREATE SET n.made = true SET n.seen = true",
    {},
    'MATCH (n:Place) WHERE n.seen RETURN n.id AS id, n.made AS made ORDER BY id',
    ['id', 'made'],
    [
      ['a', null],
      ['new', true]
    ]
  ],
  [
    'deletes and makes again under the same id',
    "MATCH (n:Place {id: 'b'}) DETACH DELETE n WITH count(*) AS done CREATE (:Place {id: 'b', done: done})",
    {},
    "MATCH (n:Place {id: 'b'}) RETURN n.done AS done, n.name AS name",
    ['done', 'name'],
    [[1, null]]
  ]
]

async function load(engine: Engine): Promise<void> {
  await engine.transaction(async (transaction) => {
    await transaction.run({
      text: 'UNWIND $rows AS row CREATE (n:Place:Town) SET n = row',
      params: { rows: PLACES },
      columns: []
    })
    const text =
      'UNWIND $rows AS row MATCH (a:Place {id: row.from}) MATCH (b:Place {id: row.to}) CREATE (a)-[r:ROAD]->(b) SET r = row.p'
    await transaction.run({ text, params: { rows: ROADS }, columns: [] })
  })
}

describeOnEngines('Cypher in common', ({ open }) => {
  it('answers alike', async () => {
    const engine = await open({ schema: SCHEMA })
    await load(engine)
    for (const [name, text, columns, rows, params = {}] of READS) {
      expect(await engine.read({ text, params, columns }), name).toEqual(rows)
    }
  })

  it.each(WRITES)('%s', async (_, text, params, check, columns, rows) => {
    const engine = await open({ schema: SCHEMA })
    await load(engine)
    await engine.transaction((transaction) => transaction.run({ text, params, columns: [] }))
    expect(await engine.read({ text: check, params: {}, columns })).toEqual(rows)
  })
})
