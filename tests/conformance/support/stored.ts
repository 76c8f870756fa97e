import type { Claim, Judgement } from '../../../src/claims/types.ts'
import {
  CLAIM_COLUMNS,
  claimFrom,
  claimReturn,
  JUDGEMENT_COLUMNS,
  judgementFrom,
  judgementReturn
} from '../../../src/store/codec.ts'
import type { Store } from '../../../src/store/store.ts'

/** All claims and judgements as they are stored: what `derive` must make the stored graph of. */
export const storedClaims = async (store: Store): Promise<Claim[]> =>
  (await store.read(`MATCH (c:Claim) RETURN ${claimReturn('c')}`, CLAIM_COLUMNS)).map((row) => claimFrom(row).claim)

export const storedJudgements = async (store: Store): Promise<Judgement[]> =>
  (await store.read(`MATCH (j:Judgement) RETURN ${judgementReturn('j')}`, JUDGEMENT_COLUMNS)).map(
    (row) => judgementFrom(row).judgement
  )
