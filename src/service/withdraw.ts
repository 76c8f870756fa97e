import { maySee, type Viewer } from '../access/viewer.ts'
import { ownReach } from '../claims/derive/secrecy.ts'
import { datasetId } from '../claims/ids.ts'
import { audited } from './audit/change.ts'
import { lookUp, mayChange, needWhole, notFound } from './authority.ts'
import type { Skein } from './skein.ts'

export type WithdrawProgress = (done: number, of: number) => void

/** Erases a dataset. What other datasets also assert stays. */
export async function withdrawDataset(
  skein: Skein,
  viewer: Viewer,
  name: string,
  progress?: WithdrawProgress
): Promise<{ dataset: string; claims: number }> {
  return audited(skein.audit, viewer, 'withdrawDataset', async (changing) => {
    needWhole(viewer)
    const [found, rank] = (await lookUp(skein, viewer, 'Dataset', 'name', name, 'name', 'rank')) ?? []
    if (found !== name || !mayChange(viewer, name)) throw notFound('dataset')
    await changing.intend([datasetId(name), rank as number])
    const heads = [...(await skein.store.claimsOf(name)).values()]
    const claims = await skein.store.withdraw(name, skein.now(), progress)
    skein.once.forget(name)
    changing.tell({ counts: { claims } })
    // What only others may see goes too, and is not counted for him.
    const hidden = heads.filter((claim) => !maySee(viewer, ownReach(claim))).length
    return { dataset: name, claims: claims - hidden }
  })
}
