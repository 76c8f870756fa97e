import { createHash } from 'node:crypto'
import { Kind, parse, print, visit, type GraphQLResolveInfo, type OperationDefinitionNode } from 'graphql'
import type { Viewer } from '../../access/viewer.ts'
import type { Seen } from '../../query/seen.ts'
import { AuditLog, type Audit } from './log.ts'
import { seenThings } from './things.ts'

/** Records that a root field's answer holds marked things, or counts them. Other answers leave no line. */
export async function recordRead(
  audit: Audit,
  viewer: Viewer,
  info: GraphQLResolveInfo,
  seen: Seen | null
): Promise<void> {
  if (seen === null || (seen.things.size === 0 && seen.counted === 0)) return
  await audit.record({
    viewer: viewer.id,
    operation: info.fieldName,
    outcome: 'answered',
    shape: shapeOf(info),
    ...(seen.things.size === 0 ? {} : { things: seenThings(seen) }),
    ...(seen.counted === 0 ? {} : { counts: { counted: seen.counted } })
  })
}

/** Records that the answer of a document leaves Skein as a table, marked or not. What of it is marked stands with its reads. */
export async function recordExport(
  folder: string,
  viewer: Viewer,
  { document, format, rows }: { document: string; format: string; rows: number }
): Promise<void> {
  const all = parse(document).definitions
  const nodes = [Kind.OPERATION_DEFINITION, Kind.FRAGMENT_DEFINITION].flatMap((kind) =>
    all.filter((each) => each.kind === kind)
  )
  await new AuditLog(folder).record({
    viewer: viewer.id,
    operation: `export ${format}`,
    outcome: 'answered',
    shape: shapeOfText(nodes),
    counts: { rows }
  })
}

const shapes = new WeakMap<OperationDefinitionNode, string>()

/** Equal for equal questions. Names and other values are taken out first: whoever guesses at one must not find it here. */
function shapeOf({ operation, fragments }: GraphQLResolveInfo): string {
  let shape = shapes.get(operation)
  if (shape === undefined) shapes.set(operation, (shape = shapeOfText([operation, ...Object.values(fragments)])))
  return shape
}

function shapeOfText(nodes: readonly Parameters<typeof print>[0][]): string {
  const without = nodes.map((node) =>
    print(
      visit(node, {
        Name: (name, key) => (key === 'alias' ? null : undefined),
        StringValue: (value) => ({ ...value, value: '', block: false }),
        IntValue: (value) => ({ ...value, value: '0' }),
        FloatValue: (value) => ({ ...value, value: '0' })
      })
    )
  )
  return createHash('sha256').update(without.join('\n')).digest('hex').slice(0, 16)
}
