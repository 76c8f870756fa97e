import { OWNER } from '../access/viewer.ts'
import { MARKINGS } from '../claims/types.ts'
import { audited } from './audit/change.ts'
import type { Thing } from './audit/line.ts'
import { AuditLog } from './audit/log.ts'
import { keyId, Keys, type Key, type NewKey } from './keys.ts'

/** Makes a key, by whoever owns the data folder. Its token is in the answer and nowhere else. */
export const addKey = (folder: string, wanted: NewKey): Promise<{ key: Key; token: string }> =>
  audited(new AuditLog(folder), OWNER, 'keys add', async (changing) => {
    const keys = new Keys(folder)
    keys.check(wanted)
    await changing.intend(keyThing(wanted))
    return keys.add(wanted)
  })

/** Ends a key: from the next request on it opens nothing. */
export const revokeKey = (folder: string, name: string): Promise<Key> =>
  audited(new AuditLog(folder), OWNER, 'keys revoke', async (changing) => {
    const keys = new Keys(folder)
    const known = keys.list().find((key) => key.name === name)
    if (known !== undefined) await changing.intend(keyThing(known))
    return keys.revoke(name)
  })

const keyThing = ({ name, rank }: Pick<Key, 'name' | 'rank'>): Thing => [keyId(name), MARKINGS.indexOf(rank)]
