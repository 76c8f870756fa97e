import { type Random } from '../../graph/random.ts'
import { between, chance, Draft, pick, whole, type Group } from './draft.ts'
import { type Ranges } from './ranges.ts'

/** A dense core whose members hire others for tasks; nobody stands above the core. */
export const coreGroup = (n: number, { core, contacts }: Ranges, random: Random): Group => {
  const draft = new Draft(n)
  const size = Math.min(whole(random, core.size), Math.floor(n / 2.5))
  const density = between(random, core.density)
  const further = between(random, core.further)
  const tasks = between(random, core.tasks)
  const within = between(random, core.within)
  for (let a = 0; a < size; a++) {
    draft.leads(a)
    for (let b = 0; b < a; b++) {
      if (!chance(random, density)) continue
      draft.contact(a, b)
      if (!chance(random, within)) continue
      const [first, second] = chance(random, 0.5) ? [a, b] : [b, a]
      draft.order(first, second)
    }
  }
  const hire = (v: number): void => {
    const hirer = random.below(size)
    draft.contact(hirer, v)
    if (chance(random, tasks)) draft.order(hirer, v)
  }
  for (let v = size; v < n; v++) hire(v)
  const passedOn = between(random, core.passedOn)
  const wanted = Math.round(between(random, contacts) * n)
  for (let tries = 20 * wanted; draft.contacts < wanted && tries > 0; tries--) {
    const v = size + random.below(n - size)
    if (chance(random, further)) {
      hire(v)
      continue
    }
    // Those whom the same core member hired meet more easily than others.
    const colleague = pick(draft.near(pick(draft.near(v), random) ?? v), random) ?? v
    const w = chance(random, 0.5) ? colleague : size + random.below(n - size)
    if (w < size) continue
    draft.contact(v, w)
    if (chance(random, passedOn)) draft.order(v, w)
  }
  return draft.finish('coreGroup', random)
}

/** Teams that form for one job and dissolve; a few active members are in many, and whoever brings a job leads it. */
export const criminalNetwork = (n: number, { network, contacts }: Ranges, random: Random): Group => {
  const draft = new Draft(n)
  const unequal = between(random, network.unequal)
  const density = between(random, network.density)
  const again = between(random, network.again)
  const tasks = between(random, network.tasks)
  // Zipf-like: the share of jobs of the one who ranks r falls as r^−unequal.
  const reached = new Float64Array(n + 1)
  for (let v = 0; v < n; v++) reached[v + 1] = (reached[v] ?? 0) + (v + 1) ** -unequal
  const active = (): number => {
    const at = random.next() * (reached[n] ?? 0)
    let v = 0
    while (v < n - 1 && (reached[v + 1] ?? 0) <= at) v++
    return v
  }
  for (let v = 0; v < Math.ceil(n / 20); v++) draft.leads(v)
  const job = (leader: number, size: number, also: readonly number[]): void => {
    const team = new Set([leader, ...also])
    for (let tries = 0; team.size < size && tries < 50; tries++) {
      const known = draft.near(leader)
      team.add(chance(random, again) ? (pick(known, random) ?? active()) : active())
    }
    const list = [...team]
    list.forEach((v, i) => {
      if (i > 0) draft.contact(leader, v)
      for (const w of list.slice(1, Math.max(1, i))) if (chance(random, density)) draft.contact(v, w)
      if (i > 0 && chance(random, tasks)) draft.order(leader, v)
    })
  }
  // Everyone came in through somebody's job.
  for (let v = 0; v < n; v++) if (draft.near(v).length === 0) job(active(), whole(random, network.team), [v])
  const wanted = Math.round(between(random, contacts) * n)
  for (let tries = 20 * n; draft.contacts < wanted && tries > 0; tries--) job(active(), whole(random, network.team), [])
  return draft.finish('criminalNetwork', random)
}
