import type { Viewer } from '../access/viewer.ts'
import { audited } from './audit/change.ts'
import { CLAIM_COLUMNS, claimThing } from './audit/things.ts'
import { lookUp, mayChange, needScope, notFound } from './authority.ts'
import type { Skein } from './skein.ts'

/** Takes back one claim. It stays in the store, closed; importing the same row again opens it. */
export async function retractClaim(skein: Skein, viewer: Viewer, id: string): Promise<{ id: string }> {
  return audited(skein.audit, viewer, 'retractClaim', async (changing) => {
    needScope(viewer, 'WRITE')
    const [dataset, ...known] = (await lookUp(skein, viewer, 'Claim', 'id', id, 'dataset', ...CLAIM_COLUMNS)) ?? []
    if (typeof dataset !== 'string' || !mayChange(viewer, dataset)) throw notFound('claim')
    await changing.intend(claimThing(known))
    // An import that was interrupted stays unfinished.
    const complete = (await skein.store.dataset(dataset))?.complete ?? true
    const applied = await skein.store.write({ at: skein.now(), dataset, complete, retract: [id] })
    if (applied.retracted === 0) throw notFound('claim')
    return { id }
  })
}
