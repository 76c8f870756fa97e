import type { Claims } from './claims.ts'
import type { Context } from './context.ts'
import { MANIFEST } from './files.ts'

/**
 * Members of an organisation may not wall each other off: whoever changes the organisation's dataset next must see what it
 * replaces. The owner may; such claims are no part of what members are told. Adds the problem: all is refused, not a row alone.
 */
export function addsWalls({ manifest, sources, problems }: Context, claims: Claims): boolean {
  const organisation = manifest.record.name.split('/', 1)[0] ?? ''
  const declared = [manifest.record, ...[...sources.values()].filter((source) => source !== null)]
  const audiences = [
    ...claims.audiences(),
    ...declared.flatMap(({ audience }) => (audience === null ? [] : [audience]))
  ]
  if (audiences.every((audience) => audience.includes(organisation))) return false
  problems.add({
    file: MANIFEST,
    row: null,
    column: 'audience',
    reason: `something is for an audience without ${organisation}, whose dataset this is`,
    hint: `Name ${organisation} in every audience: its members change the dataset whole, so they must see what they replace.`
  })
  return true
}
