/** JavaScript has one kind of number, Neo4j two: whole numbers travel as integers unless their field is declared a float. */
import neo4j from 'neo4j-driver'
import type { Params, Value } from './port.ts'

const NONE: ReadonlySet<string> = new Set()

export function toNeo4j(params: Params, floats: readonly string[] = []): Record<string, unknown> {
  return convertMap(params, floats.length > 0 ? new Set(floats) : NONE)
}

function convertMap(map: Readonly<Record<string, Value>>, floats: ReadonlySet<string>): Record<string, unknown> {
  const out: Record<string, unknown> = {}
  for (const key in map) {
    const value = map[key]
    out[key] = convert(value ?? null, floats.has(key), floats)
  }
  return out
}

/** `float` reaches through lists, not into the fields of maps, which have names of their own. */
function convert(value: Value, float: boolean, floats: ReadonlySet<string>): unknown {
  if (typeof value === 'number') return !float && Number.isSafeInteger(value) ? neo4j.int(value) : value
  if (value === null || typeof value !== 'object') return value
  if (isList(value)) return value.map((item) => convert(item, float, floats))
  return convertMap(value, floats)
}

const isList = (value: Value): value is readonly Value[] => Array.isArray(value)
