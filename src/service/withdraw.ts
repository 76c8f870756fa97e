import type { Viewer } from '../access/viewer.ts'
import { lookUp, mayChange, needScope, notFound } from './authority.ts'
import type { Skein } from './skein.ts'

export type WithdrawProgress = (done: number, of: number) => void

/** Erases a dataset. What other datasets also assert stays. */
export async function withdrawDataset(
  skein: Skein,
  viewer: Viewer,
  name: string,
  progress?: WithdrawProgress
): Promise<{ dataset: string; claims: number }> {
  needScope(viewer, 'WRITE')
  const found = await lookUp(skein, viewer, 'Dataset', 'name', name, 'name')
  if (found !== name || !mayChange(viewer, name)) throw notFound('dataset')
  const claims = await skein.store.withdraw(name, skein.now(), progress)
  return { dataset: name, claims }
}
