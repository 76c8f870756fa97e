import { undefinedBecause, value, type Measured, type MeasureDoc } from './measure.ts'

/** How evenly one actor's ties are spread over goods or groups: what `participation` needs to say so. */
export const participationDoc: MeasureDoc = {
  id: 'participation',
  title: 'Participation over goods',
  purpose: 'whether an actor deals evenly in several goods',
  notFor: 'ranking persons; and less than four ties',
  formula: 'G/(G − 1) · (1 − Σ(k_g/o)²); k_g = ties in good g, o = Σ k_g, G = number of goods',
  range: '0 … 1',
  unit: 'none; read it beside o, and as noise when o < 4',
  undefinedWhen: 'the actor has no ties, or there are fewer than two goods',
  missingBias: 'a source that sees one good only pulls it to 0',
  source: 'Battiston, Nicosia & Latora 2014, Structural measures for multiplex networks',
  cost: 'O(goods)'
}

/**
 * How evenly an actor's ties are spread over goods, for analysts who look for links across goods.
 * G/(G − 1) · (1 − Σ(k_g/o)²): k_g ties in good g, o their sum, G goods; no unit, 0 (one good) … 1 (evenly over all).
 * Convention: G counts every good asked about, also those without a tie. In: ties per good; out: one number.
 * Undefined without ties or below two goods. O(G). Sources that look at one good pull it to 0; noise when o < 4.
 * Source: Battiston, Nicosia & Latora 2014; expected numbers: by hand ([2,2,0,0] → 2/3).
 */
export const participation = (tiesPerGood: readonly number[]): Measured => {
  const goods = tiesPerGood.length
  if (goods < 2) return undefinedBecause('fewer than two goods')
  const all = tiesPerGood.reduce((a, b) => a + b, 0)
  if (all <= 0) return undefinedBecause('no ties in any good')
  const squares = tiesPerGood.reduce((sum, k) => sum + (k / all) ** 2, 0)
  return value((goods / (goods - 1)) * (1 - squares))
}
