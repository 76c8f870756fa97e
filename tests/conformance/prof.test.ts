import { it } from 'vitest'
import { createRequire } from 'node:module'
import { loadOntology } from '../../src/service/ontology.ts'
import { analyse } from './support/analyser.ts'
import { openOn, takenThrough } from './support/both.ts'
it('x', async () => {
  const skein = await openOn({ store: '', folder: null })
  const texts = new Map<string, any>()
  for await (const stage of takenThrough(skein)) if (/public|writing/.test(stage.name)) for (const n of stage.notes) texts.set(n.statement.text, n.statement)
  const o = loadOntology()
  const ls = createRequire(import.meta.url)('@neo4j-cypher/language-support')
  const rows: any[] = []
  for (const s of texts.values()) {
    const t = performance.now(); analyse(o, s); const a = performance.now() - t
    const t2 = performance.now(); ls.parseStatementsStrs(s.text); ls.lintCypherQuery(s.text, {}); const b = performance.now() - t2
    rows.push([s.text.length, Math.round(a), Math.round(b)])
  }
  console.log(rows.length, rows.reduce((x, r) => x + r[1], 0), rows.reduce((x, r) => x + r[2], 0), JSON.stringify(rows))
}, 300000)
