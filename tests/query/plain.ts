/** What computes groups and links in tests of the planner: it shows what was read instead of working anything out. */
import type { Compare, ComputedStructure, ComputeLinks } from '../../src/query/computed.ts'
import type { Structure } from '../../src/query/structure.ts'

/** Structures as they come, so that tests can look at them. */
export const plainStructure = (structure: Structure): ComputedStructure => ({
  measures: () => [{ id: 'members' }, { id: 'ties' }],
  shape: () => ({
    family: 'CANNOT_TELL',
    words: structure.ties.map((tie) => tie.kind).join(' '),
    actors: structure.members.length
  }),
  typology: () => ({
    family: 'CANNOT_TELL',
    confidence: 'low',
    types: [],
    words: structure.id,
    reasons: [],
    against: [],
    refused: [],
    wouldChange: [],
    howCollected: [],
    rules: 'CANNOT_TELL',
    setAside: [],
    standsAlone: false,
    model: 'none'
  }),
  compared: () => structure
})

export const plainComparison: Compare = (sides) => ({
  groups: sides.map((side) => side && { actors: (side.compared as Structure).members.length }),
  measures: [],
  pairs: []
})

const NONE = { value: null, why: null }
const NO_CHANCE = { observed: 0, mean: 0, low: 0, high: 0, draws: 0, more: NONE, moreQ: NONE, less: NONE, lessQ: NONE }
const NO_OVERLAP = {
  first: '', second: '', shared: 0, acquitted: 0, tiedToFirst: 0, tiedToSecond: 0, jaccard: NONE, lift: NONE, secondGivenFirst: NONE,
  firstGivenSecond: NONE, chance: NO_CHANCE, withinSources: NO_CHANCE, ifEquallyVisible: NONE, lookedAtBy: []
} // prettier-ignore

/** What was read for links across goods, as words, so that tests can look at it. */
export const plainLinks: ComputeLinks = ({ ties, datasets, goods }) => ({
  overlaps: () =>
    Promise.resolve(
      ties.map(({ claims, ...tie }) => ({
        ...NO_OVERLAP,
        words: JSON.stringify([
          tie,
          claims.map(({ id, dataset, origins, standing }) => [id, dataset, origins, standing])
        ])
      }))
    ),
  blindSpots: () => ({
    links: ties.length,
    datasets: [...datasets]
      .map(([dataset, looksAt]) => ({ dataset, looksAt, shows: 0, missed: 0, outOfSight: 0, adds: 0 }))
      .sort((a, b) => (a.dataset < b.dataset ? -1 : 1)),
    onlyJoined: (goods ?? []).map((first) => ({ entity: '', first, second: '', joins: [], origins: 0, standings: [] })),
    truncated: null
  })
})
