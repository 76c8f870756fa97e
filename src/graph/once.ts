/**
 * Keeps what a pure function found about an immutable object for as long as that object lives, so that measures can each
 * ask for components or reachability without paying twice.
 */
export const once = <K extends object, V extends object>(compute: (key: K) => V): ((key: K) => V) => {
  const known = new WeakMap<K, V>()
  return (key) => {
    const found = known.get(key)
    if (found) return found
    const made = compute(key)
    known.set(key, made)
    return made
  }
}
