/**
 * The table "Cypher that is slow or differs" and the rules beside it, as rules over texts: one rule, one test, and texts that it
 * must refuse. A text of ours holds no string but `'store'`, so that patterns can be looked for as they stand.
 */
export interface Rule {
  name: string
  /** What in the text breaks the rule; null where it holds. */
  broken: (text: string) => string | null
  /** Texts that break it. */
  refuses: readonly string[]
  /** Only texts of the planner. */
  planner?: true
  /** Texts that may break it, and why. */
  except?: readonly { text: RegExp; why: string }[]
}

const without =
  (...patterns: readonly RegExp[]) =>
  (text: string): string | null => {
    for (const pattern of patterns) {
      const found = pattern.exec(text)
      if (found !== null) return found[0]
    }
    return null
  }

/** Patterns after MATCH, each up to the next word of the language. */
const patternsOf = (text: string): string[] =>
  [...text.matchAll(/\bMATCH (.*?)(?= (?:WHERE|RETURN|WITH|SET|DELETE|DETACH|CREATE|REMOVE|MATCH)\b| \}|\n|$)/g)].map(
    (match) => match[1] ?? ''
  )

export const RULES: readonly Rule[] = [
  {
    name: 'nothing is matched optionally: from a bound tie the embedded engine scans',
    broken: without(/OPTIONAL (MATCH|CALL)/),
    refuses: [
      'MATCH (a:Entity {id: $id})-[r]->() OPTIONAL MATCH (r)-[:X]->(e) RETURN e.id AS id',
      'OPTIONAL CALL () { RETURN 1 AS x } RETURN x AS y'
    ]
  },
  {
    name: 'no pattern asks for one label or another',
    broken: (text) => patternsOf(text).find((pattern) => /\(\w*:\w+\|/.test(pattern)) ?? null,
    refuses: ['MATCH (n:A|B) RETURN n.id AS id']
  },
  {
    name: 'paths are neither quantified nor shortest',
    broken: without(/\)\{\d*,?\d*\}/, /\)[+*](?=[\s(])/, /MATCH \(\(/, /\bSHORTEST\b/i, /shortestPath/i, /ALL PATHS/),
    refuses: [
      'MATCH (a)((x)-[:T]->(y)){1,3}(b) RETURN a.id AS id',
      'MATCH (a)-[:T]->+(b) RETURN a.id AS id'.replace('->+(b)', '->(x)+ (b)'),
      'MATCH p = SHORTEST 1 (a)-[:T]-(b) RETURN a.id AS id',
      'MATCH p = shortestPath((a)-[*]-(b)) RETURN length(p) AS l'
    ]
  },
  {
    name: 'nothing is collected by COLLECT { }',
    broken: without(/COLLECT\s*\{/),
    refuses: ['MATCH (n:Entity {id: $id}) RETURN COLLECT { MATCH (n)-[:T]->(m) RETURN m.id } AS ids']
  },
  {
    name: 'ties are never merged',
    broken: (text) => /MERGE (?:\w+ = )?\([^)]*\)\s*<?-/.exec(text)?.[0] ?? null,
    refuses: ['MATCH (a:Entity {id: $a}), (b:Entity {id: $b}) MERGE (a)-[r:T {id: $id}]->(b) SET r.x = 1']
  },
  {
    name: 'a tie is found through its start, never by a property in the pattern',
    broken: without(/\[\w*(?::[\w|`]+)?\s*\{/),
    refuses: ['UNWIND $rows AS row MATCH (a:Entity {id: row.a})-[r:T {id: row.id}]->(b:Entity {id: row.b}) DELETE r']
  },
  {
    name: 'a pattern with a tie starts at an end that is bound, or looked up',
    broken: (text) =>
      [...text.matchAll(/MATCH \((\w*)(:\w+)?(\s*\{[^}]*\})?\)(?=<?-)/g)].find(([whole, name = '', label, map], i) => {
        if (label !== undefined) return map === undefined
        const at = text.indexOf(whole)
        return name === '' || i < 0 || !new RegExp(`\\b${name}\\b`).test(text.slice(0, at))
      })?.[0] ?? null,
    refuses: [
      'MATCH (a:Entity)-[r:T]->(b:Entity {id: $id}) RETURN a.id AS id',
      'MATCH (a)<-[r:T]-(b:Entity {id: $id}) RETURN a.id AS id'
    ]
  },
  {
    name: 'a list of keys stands alone in its WHERE: with more beside it the embedded engine drops the index',
    broken: without(
      /MATCH \((\w+):\w+\) WHERE \1\.id IN \$?\w+ (?:AND|OR)/,
      /MATCH \((\w+):\w+\) WHERE (?!\1\.id IN)[^\n]* \1\.id IN /
    ),
    refuses: [
      'MATCH (n:Entity) WHERE n.id IN $ids AND n.rank <= $rank RETURN n.id AS id',
      'MATCH (n:Entity) WHERE n.rank <= $rank AND n.id IN $ids RETURN n.id AS id'
    ]
  },
  {
    name: 'a key in a pattern is a name, a field or a parameter, never an expression',
    broken: without(/\((?!EXISTS\b)\w*(?::\w+)?\s*\{[^}]*[[(+][^}]*\}/),
    refuses: [
      'MATCH (n:Entity {id: $ids[0]}) RETURN n.id AS id',
      'MATCH (n:Entity {id: toLower($x)}) RETURN n.id AS id'
    ]
  },
  {
    name: 'no OR of two properties: the embedded engine scans',
    broken: without(/(\w+)\.\w+ (?:=|IN) [$\w.]+ OR \1\.\w+ (?:=|IN) /),
    refuses: ['MATCH (e:Entity) WHERE e.name = $x OR e.name_1 = $x RETURN e.id AS id']
  },
  {
    name: 'where a LIMIT is, the order ends with an id',
    broken: (text) =>
      text
        .split(/(?<=\bLIMIT \S+)/)
        .filter((part) => /\bLIMIT \S+$/.test(part))
        .find(
          (part) => !/ORDER BY (?:(?!\b(?:WITH|RETURN|MATCH)\b)[^\n])*\bid\b(?: (?:ASC|DESC))? LIMIT \S+$/.test(part)
        ) ?? null,
    refuses: [
      'MATCH (n:Entity) RETURN n.id AS id ORDER BY n.name_key LIMIT 5',
      'MATCH (n:Entity) WITH n LIMIT 5 RETURN n.id AS id ORDER BY n.id',
      'MATCH (n:Entity) WITH n ORDER BY n.id MATCH (n)-[r]->() RETURN r.id AS id LIMIT 5'
    ],
    except: [
      {
        text: /^MATCH \(n:(Entity|Record)\) WITH n LIMIT 5000 DETACH DELETE n$/,
        why: 'all of them go, in pieces: any will do'
      },
      { text: /^MATCH \(n:(Entity|Record)\) RETURN n\.id AS id LIMIT 1$/, why: 'only whether there is one' }
    ]
  },
  {
    name: 'an order is by what is stored or was named before, never by what a function makes',
    broken: (text) =>
      [...text.matchAll(/ORDER BY ([^\n]*)/g)]
        .map(([, by = '']) => by.split(/ LIMIT|\bRETURN\b/)[0] ?? '')
        .find((by) => /\w\(/.test(by)) ?? null,
    refuses: ['MATCH (n:Entity) RETURN n.id AS id ORDER BY toLower(n.name), n.id']
  },
  {
    name: 'pages are cut by place, never by SKIP',
    broken: without(/\b(?:SKIP|OFFSET)\b/),
    refuses: ['MATCH (n:Entity) RETURN n.id AS id ORDER BY n.id SKIP 10 LIMIT 5']
  },
  {
    name: 'an aggregate stands alone, and no constant beside it',
    broken: without(
      /\b(?:collect|count|sum|min|max|avg)\((?:[^()]|\([^()]*\))*\)\s*\[/,
      /(?:WITH|RETURN) (?:[^\n]*, )?\d+ AS \w+, (?:count|collect)\(/
    ),
    refuses: ['MATCH (n:Entity) RETURN collect(n.id)[0..2] AS ids', 'MATCH (n:Entity) RETURN 5000 AS hi, count(n) AS c']
  },
  {
    name: 'nothing that only one engine has, or that they do differently',
    broken: without(
      /\b(?:toString|isEmpty|keys|labels|elementId|id|apoc\.\w+|db\.\w+|nodes|relationships)\(/i,
      /\$\(/,
      /\w \/ \w/,
      /\[\] \+|IN \[\]/
    ),
    refuses: [
      'RETURN toString(2.0) AS x',
      'MATCH (n:Entity) WHERE isEmpty(n.names) RETURN n.id AS id',
      'MATCH (n) RETURN labels(n) AS l',
      'MATCH (n) WHERE id(n) = 3 RETURN n.id AS id',
      'CALL db.labels() YIELD label RETURN label AS l',
      'MATCH (n:$($label)) RETURN n.id AS id',
      'RETURN $a / $b AS x'.replace('$a / $b', 'a / b')
    ]
  },
  {
    name: 'lists are not compared for order',
    broken: without(/\] [<>]=? \[/),
    refuses: ["RETURN ['a', 2] < ['b', 1] AS x"]
  },
  {
    name: "the store's own node is set from parameters alone: reading what is set is a deadlock with writers who wait on Neo4j",
    broken: without(/\((\w+):Store \{id: 'store'\}\) SET [^\n]*= [^,\n]*\b\1\./),
    refuses: ["MERGE (s:Store {id: 'store'}) SET s.batch = $n, s.seeded = coalesce(s.seeded, false) OR $seeded"]
  },
  {
    name: 'a reading text of the planner writes nothing',
    planner: true,
    broken: without(/\b(?:CREATE|MERGE|SET|DELETE|REMOVE|FOREACH|DROP|LOAD)\b/),
    refuses: ['MATCH (n:Entity {id: $id}) SET n.seen = true RETURN n.id AS id']
  },
  {
    name: 'a page of the planner is cut before anything is read for each of its rows',
    planner: true,
    // The one row more that says "there is more" is cut off by a slice before the next sub-query over rows.
    broken: (text) => /LIMIT \$p\d+\nCALL \((?!\))/.exec(text)?.[0] ?? null,
    refuses: [
      'MATCH (n:Entity) WITH n ORDER BY n.id LIMIT $p1\nCALL (n) { MATCH (n)-[r]->() RETURN count(r) AS c }\nRETURN c AS c'
    ],
    except: [
      {
        text: /\nRETURN \[\w+, size\(\w+\), /,
        why: 'the ties of a graph are cut to what is asked, without a row more'
      },
      {
        text: /collect\(\[t\d+\.id, type\(t\d+\), CASE WHEN/,
        why: 'ties to goods are cut only to refuse what is too much: no page'
      }
    ]
  }
]
