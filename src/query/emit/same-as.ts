import type { Variable, Writer } from './writer.ts'

/** So many ties SAME_AS are followed: those judged the same across walls are few, and rarely more than a pair. */
const HOPS = 2

/** Lines that give, as `name`, the ids of those judged the same as the node, over visible ties alone; no row where there are none. */
export const sameAs = (writer: Writer, node: Variable, name: string): string[] => [
  `CALL (${node}) {`,
  branches(writer, node, (end) => `${end}.id`, name).join('\nUNION\n'),
  '}'
]

/** Lines that give the node itself and those judged the same, as one variable. */
export function withSameAs(writer: Writer, node: Variable): { lines: string[]; each: Variable } {
  const each = writer.renamed()
  const others = branches(writer, node, (end) => end, each)
  return { lines: [`CALL (${node}) {`, [`RETURN ${node} AS ${each}`, ...others].join('\nUNION\n'), '}'], each }
}

function branches(writer: Writer, node: Variable, result: (end: Variable) => string, name: string): string[] {
  return Array.from({ length: HOPS }, (_, hops) => {
    const lines: string[] = []
    let at = node
    for (let i = 0; i <= hops; i++) {
      const step = writer.expand(at, ['SAME_AS'], 'BOTH')
      lines.push(writer.match(step))
      at = step.end
    }
    return [...lines, `RETURN ${result(at)} AS ${name}`].join('\n')
  })
}
