import { invalid } from '../../errors.ts'

/**
 * P(X ≥ shared): so many actors or more have both of two goods, if everyone were equally visible. Never significance: some
 * actors are looked at more closely than others, and then it finds overlap where there is none (see README). 0 … 1.
 * X is hypergeometric: `second` drawn without repeat from `actors`, of whom `first` are marked. O(actors).
 */
export function ifEquallyVisible(shared: number, actors: number, first: number, second: number): number {
  for (const size of [shared, actors, first, second])
    if (!Number.isInteger(size) || size < 0) throw invalid(`A number of actors is 0, 1, 2 …, not ${size}`)
  if (first > actors || second > actors) throw invalid(`${Math.max(first, second)} of ${actors} actors cannot be`)
  const logFactorial = new Float64Array(actors + 1)
  for (let i = 2; i <= actors; i++) logFactorial[i] = (logFactorial[i - 1] ?? 0) + Math.log(i)
  const ways = (n: number, k: number): number =>
    (logFactorial[n] ?? 0) - (logFactorial[k] ?? 0) - (logFactorial[n - k] ?? 0)
  let sum = 0
  for (let k = Math.max(shared, first + second - actors, 0); k <= Math.min(first, second); k++)
    sum += Math.exp(ways(first, k) + ways(actors - first, second - k) - ways(actors, second))
  return Math.min(1, sum)
}
