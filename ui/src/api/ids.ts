/** Finds the entities in an answer, for "open in Explore": objects with an id and a kind that is not a tie. */
export interface Found {
  entities: readonly string[]
  collectives: readonly string[]
}

export function idsIn(answer: unknown, collectiveKinds: ReadonlySet<string>): Found {
  const entities = new Set<string>()
  const collectives = new Set<string>()
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) {
      value.forEach(walk)
      return
    }
    if (typeof value !== 'object' || value === null) return
    const { id, kind } = value as { id?: unknown; kind?: unknown }
    // Entities have ids that begin with `e:`; relations, claims, sources and datasets have other letters.
    if (typeof id === 'string' && id.startsWith('e:')) {
      if (typeof kind === 'string' && collectiveKinds.has(kind)) collectives.add(id)
      else entities.add(id)
    }
    Object.values(value).forEach(walk)
  }
  walk(answer)
  return { entities: [...entities], collectives: [...collectives] }
}
