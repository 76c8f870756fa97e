import type { Property } from '../../ontology/types.ts'
import { MARKINGS, type Marking } from '../../claims/types.ts'
import type { Run } from '../run.ts'
import type { Decode, Row } from './frame.ts'

/** The rank below which the ontology withholds a property, whatever the claim's own marking. */
const levelOf = (property: Property): number =>
  property.sensitive === null ? 0 : MARKINGS.indexOf(property.sensitive as Marking)

/** The properties of a kind of entity or relation. */
export const propertiesOf = (run: Run, kind: string): ReadonlyMap<string, Property> =>
  run.ontology.kinds.get(kind)?.properties ??
  run.ontology.relationKinds.get(kind)?.properties ??
  new Map<string, Property>()

/** Whether the viewer is below the level that the ontology sets for a property, whatever the claim's own marking. */
export function isWithheld(run: Run, properties: ReadonlyMap<string, Property>, name: string): boolean {
  const property = properties.get(name)
  return property !== undefined && levelOf(property) > run.viewer.rank
}

/** Names of the sensitive properties of the kind above the viewer's level, stored or not. */
export const withheld =
  (kind: number): Decode =>
  (row, run) =>
    [...propertiesOf(run, row[kind] as string).values()].filter((p) => levelOf(p) > run.viewer.rank).map((p) => p.name)

/** Tells the log of a thing of which properties are shown that others may not see, CLEAR as the thing may be. */
export function noteSensitive(
  run: Run,
  properties: ReadonlyMap<string, Property>,
  names: readonly string[],
  thing: Row
): void {
  const [id, ...of] = thing
  const level = Math.max(0, ...names.flatMap((name) => properties.get(name) ?? []).map(levelOf))
  if (level > 0) run.seen.add([id ?? null, level, ...of])
}

/** What a claim asserts, without what is withheld from the viewer. `told`: its id and what it is about, for the log. */
export const claimProperties =
  (kind: number, data: number, told: number | null): Decode =>
  (row, run) => {
    const properties = propertiesOf(run, row[kind] as string)
    const shown = Object.entries(JSON.parse(row[data] as string) as Record<string, unknown>)
      .filter(([name]) => !isWithheld(run, properties, name))
      .map(([name, value]) => ({ name, value }))
    const names = shown.map(({ name }) => name)
    if (told !== null) noteSensitive(run, properties, names, row[told] as Row)
    return shown
  }

/** The record that a claim is about, or the records at both ends. */
export const claimRecords =
  (at: number): Decode =>
  (row) =>
    (row[at] as readonly (string | null)[]).filter((name) => name !== null)
