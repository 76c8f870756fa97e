import type { Cast } from './cast.ts'
import { ASSOCIATION } from './bystanders.ts'
import { AUDIENCES, COMPANY } from './links.ts'
import { LANTERN } from './lantern.ts'
import { recordName, type Ref } from './library.ts'
import { SHARED_LEG } from './movement.ts'
import { ALL_ESTIMATES, FERRY, HALLS_PARTS, ROAD } from './numbers.ts'
import { QUILLFEN } from './quillfen.ts'
import { ALL_INTERVENTIONS, NOT_EVALUATED, outcomesPlanted } from './responses.ts'
import { SALT } from './salt.ts'

export interface Planted {
  caller: readonly Ref[]
  falseFriend: readonly [Ref, Ref]
  judged: readonly [Ref, Ref]
  secret: readonly [Ref, Ref]
  restricted: Record<'amber' | 'strict' | 'red' | 'sameAs', string>
}

const viewer = (marking: string, audience: string | null = null): { marking: string; audience: string | null } => ({
  marking,
  audience
})
const CLEAR = viewer('CLEAR')
const names = (refs: readonly Ref[]): string[] => refs.map(recordName)
const inPress = (ids: readonly string[]): string[] => names(ids.map((id): Ref => ({ dataset: 'press', id })))

/** Everything that was planted, and the lowest viewer who sees it. Tests and lessons read it; nothing else does. */
export function truthOf(cast: Cast, planted: Planted): unknown {
  const record = (dataset: Parameters<Cast['in']>[0], key: string): string => recordName(cast.in(dataset, key))
  const keys = (prefix: string): string[] =>
    [...cast.actors.keys()].filter((key) => new RegExp(`^${prefix}\\d+$`).test(key))
  const any = (key: string): string => recordName([...cast.get(key).records.values()][0] as Ref)
  return {
    about:
      'What is planted in the invented teaching case. Records are named organisation/dataset:local. `viewer` is the lowest viewer who sees it: a marking, and an audience where it takes one. `joins` are the datasets whose claims must be put together. `counts` are actors of every kind, groups included, after judgements; `byChance` is the mean of the degree-preserving null.',
    overlaps: [
      {
        goods: ['people', 'drugs'],
        planted: true,
        why: 'the members of the hierarchical group trade in both',
        counts: { public: { shared: 15, byChance: 8.7 }, owner: { shared: 17, byChance: 7.1 } },
        viewer: CLEAR
      },
      {
        goods: ['drugs', 'tobacco'],
        planted: false,
        why: 'chance: as many as any two goods of this size share',
        counts: { public: { shared: 4, byChance: 4.2 }, owner: { shared: 5, byChance: 6 } },
        viewer: CLEAR
      },
      {
        goods: ['arms', 'organs'],
        planted: false,
        why: 'no source looks at both: say so, never "no overlap"',
        noSourceCoversBoth: true,
        viewer: viewer('AMBER')
      }
    ],
    links: [
      {
        what: 'a shipping company',
        records: [recordName(COMPANY)],
        goods: ['arms', 'tobacco'],
        joins: ['teaching/arms-desk', 'teaching/excise'],
        judgement: null,
        viewer: viewer('GREEN')
      },
      {
        what: 'a leg of a sea route',
        records: [recordName(SHARED_LEG)],
        goods: ['drugs', 'tobacco'],
        joins: ['teaching/customs', 'teaching/excise'],
        judgement: null,
        viewer: viewer('GREEN')
      },
      {
        what: 'a broker under two names',
        records: names(planted.judged),
        goods: ['arms', 'organs'],
        joins: ['teaching/arms-desk', 'teaching/hospital'],
        judgement: names(planted.judged),
        viewer: viewer('AMBER')
      }
    ],
    groups: [
      {
        what: 'hierarchical, several goods, a shared bond',
        records: names([LANTERN.court, LANTERN.press, LANTERN.customs]),
        name: LANTERN.name,
        shape: 'HIERARCHICAL',
        type: 'STANDARD_HIERARCHY',
        bond: LANTERN.bond,
        root: record('court', 'L1'),
        members: keys('L').map(any),
        allMembers: viewer('GREEN'),
        goods: ['people', 'drugs', 'arms'],
        viewer: CLEAR
      },
      {
        what: 'loose, for profit; orders for one deal make no hierarchy',
        records: names([SALT.court, SALT.press, SALT.excise]),
        name: SALT.name,
        shape: 'LOOSE',
        type: 'CRIMINAL_NETWORK',
        bond: 'none but profit',
        members: keys('S').map(any),
        allMembers: viewer('GREEN'),
        goods: ['tobacco', 'drugs', 'arms'],
        viewer: CLEAR
      },
      {
        what: 'cannot tell until the account book is imported',
        records: names([QUILLFEN.press]),
        name: QUILLFEN.name,
        shape: 'CANNOT_TELL',
        until: 'teaching-extra/ledger',
        then: 'HIERARCHICAL',
        root: record('press', 'Q1'),
        members: keys('Q').map(any),
        allMembers: CLEAR,
        goods: ['organs', 'people'],
        viewer: CLEAR
      }
    ],
    lawyer: {
      what: 'innocent, tied to the actors of every good, in no trade, highest in betweenness over contacts and orders',
      records: names([cast.in('court', 'lawyer'), cast.in('press', 'lawyer')]),
      viewer: CLEAR
    },
    association: {
      what: 'shares the bond of the hierarchical group by kin, and is in no trade',
      records: [recordName(ASSOCIATION)],
      members: keys('V').map(any),
      sharesBondWith: recordName(LANTERN.court),
      viewer: CLEAR
    },
    caller: {
      what: 'an article, an association and a ministry repeat one caller: four sources, one origin',
      records: names(planted.caller),
      sources: [
        'teaching/hotline:caller-17',
        'teaching/press:article-4',
        'teaching/press:ngo-report',
        'teaching/press:ministry-brief'
      ],
      origin: 'teaching/hotline:caller-17',
      viewer: viewer('AMBER'),
      public: { sources: 3, origins: 1, origin: 'teaching/press:article-4' }
    },
    official: {
      what: 'accused, charged and acquitted: three claims about one tie',
      records: names([cast.in('press', 'official'), cast.in('court', 'official')]),
      with: record('court', 'L1'),
      standings: ['ALLEGED', 'CHARGED', 'ACQUITTED'],
      viewer: CLEAR
    },
    prosecutor: {
      what: 'calls the loose network a hierarchy; the orders do not support it',
      record: recordName(SALT.court),
      source: 'teaching/court:indictment-2',
      label: 'STANDARD_HIERARCHY',
      viewer: CLEAR
    },
    falseFriend: {
      what: 'look the same and are not: to be judged DIFFERENT',
      records: names(planted.falseFriend),
      verdict: 'DIFFERENT',
      viewer: viewer('GREEN'),
      decidedBy: { properties: ['birthDate'], viewer: viewer('AMBER') }
    },
    secretIdentity: {
      what: 'two public records whose identity is AMBER: a SAME_AS tie, never a merger',
      records: names(planted.secret),
      viewer: viewer('AMBER')
    },
    acrossTheWall: {
      what: 'a record for one audience, judged the same as a GREEN one: a SAME_AS tie for that audience',
      records: [planted.restricted.strict, planted.restricted.sameAs],
      viewer: viewer('AMBER_STRICT', AUDIENCES.arms)
    },
    restricted: [
      { record: planted.restricted.amber, viewer: viewer('AMBER', AUDIENCES.customs) },
      { record: planted.restricted.strict, viewer: viewer('AMBER_STRICT', AUDIENCES.arms) },
      { record: planted.restricted.red, viewer: viewer('RED', AUDIENCES.officer) }
    ],
    protected: {
      what: 'clients and donors: no name, birth date or number',
      records: [
        ...Array.from({ length: 14 }, (_, i) => `teaching/hotline:v${i + 1}`),
        ...Array.from({ length: 5 }, (_, i) => `teaching/hospital:d${i + 1}`)
      ],
      viewer: viewer('AMBER')
    },
    journey: {
      what: 'the status of a stage differs by classifier',
      record: 'teaching/hotline:journey-1',
      stage: 'teaching/hotline:stage-1-2',
      statuses: ['TRAFFICKED', 'OVERSTAYED', 'UNKNOWN'],
      viewer: viewer('AMBER')
    },
    equalPayments: {
      what: 'two payments of the same amount in one month are two',
      from: record('press', 'Q2'),
      to: record('press', 'Q1'),
      dataset: 'teaching-extra/ledger',
      viewer: CLEAR
    },
    estimates: {
      what: 'numbers that disagree by definition, by what the publisher is to the matter, and by who gains',
      records: names(ALL_ESTIMATES),
      repeated: {
        what: 'one figure printed four times under two definitions: four sources, one origin',
        records: inPress(ROAD.ids),
        sources: inPress(['leaflet-1', 'article-7', 'labour-brief', 'assembly-brief']),
        origin: 'teaching/press:leaflet-1',
        point: 12000,
        definitions: ROAD.definitions
      },
      byRole: {
        what: 'one definition, three states: the state of origin counts least, that of destination most',
        records: inPress(FERRY.ids),
        definition: FERRY.definition,
        ranges: { ORIGIN: [700, 700], TRANSIT: [1500, 2100], DESTINATION: [6500, 9000] }
      },
      addable: {
        what: 'the only ones that may be added: disjoint parts of one count, stated by one source',
        records: inPress(HALLS_PARTS),
        whole: 'teaching/press:halls',
        total: 2400
      },
      viewer: CLEAR
    },
    interventions: {
      what: 'every outcome is found, failure and harm as openly as success; one was never evaluated',
      records: names(ALL_INTERVENTIONS),
      outcomes: outcomesPlanted(),
      notEvaluated: names(NOT_EVALUATED),
      disagree: {
        what: 'two evaluators of one intervention, two outcomes',
        record: 'teaching/press:raid',
        outcomes: ['WORKED', 'HARMED']
      },
      viewer: CLEAR
    },
    later: { dataset: 'teaching-extra/ledger', folder: 'teaching-later/ledger' }
  }
}
