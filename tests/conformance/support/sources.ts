/** The pieces of Cypher that stand in the sources, so that a test can say which of them never ran. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { projectRoot } from '../../../src/service/ontology.ts'

export interface Piece {
  /** File and line. */
  at: string
  text: string
  /** What it looks like in a statement, whatever is filled in. */
  pattern: RegExp
}

const CYPHER = /\b(?:MATCH|UNWIND|MERGE|RETURN|DELETE|WITH|CALL|ORDER BY) [^,.]/
const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

export function piecesOfCypher(...folders: readonly string[]): Piece[] {
  const pieces: Piece[] = []
  for (const folder of folders)
    for (const entry of readdirSync(join(projectRoot(), 'src', folder), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !entry.name.endsWith('.ts')) continue
      const path = join(entry.parentPath, entry.name)
      const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true)
      const visit = (node: ts.Node): void => {
        const parts = partsOf(node)
        if (parts !== null && CYPHER.test(parts.join('_'))) {
          const line = file.getLineAndCharacterOfPosition(node.getStart()).line + 1
          pieces.push({
            at: `${folder}/${entry.name}:${line}`,
            text: parts.join('…'),
            pattern: new RegExp(parts.map(escape).join('[^\\n]*?'))
          })
          return
        }
        ts.forEachChild(node, visit)
      }
      visit(file)
    }
  return pieces
}

function partsOf(node: ts.Node): string[] | null {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return [node.text]
  if (ts.isTemplateExpression(node)) return [node.head.text, ...node.templateSpans.map((span) => span.literal.text)]
  return null
}
