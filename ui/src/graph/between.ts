/** Who stands between groups: tied to members of two or more of those in view. Being between says nothing about taking part. */

export interface End {
  from: string
  id: string
  kind: string
  name: string | null
}

export interface Between {
  id: string
  kind: string
  name: string | null
  /** The groups to whose members it is tied, by id. */
  groups: readonly string[]
  ties: number
}

/** Everybody at far ends who is tied into at least two groups, those with the most groups, then ties, first. */
export function between(
  ends: readonly End[],
  home: ReadonlyMap<string, string>,
  leftOut: (end: End) => boolean
): Between[] {
  const found = new Map<string, Between & { groups: string[] }>()
  for (const end of ends) {
    const group = home.get(end.from)
    if (group === undefined || home.has(end.id) || leftOut(end)) continue
    const known = found.get(end.id) ?? { id: end.id, kind: end.kind, name: end.name, groups: [], ties: 0 }
    if (!known.groups.includes(group)) known.groups.push(group)
    known.ties += 1
    found.set(end.id, known)
  }
  return [...found.values()]
    .filter((one) => one.groups.length > 1)
    .sort((a, b) => b.groups.length - a.groups.length || b.ties - a.ties || (a.id < b.id ? -1 : 1))
}
