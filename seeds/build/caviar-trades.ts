/**
 * What the published roles say on trade: participant, good, stage where the role says one, the role's words. Both codings of
 * CAVIAR use it. Participants whose role names no good (investors, transport, money) are not in it: the side they served is not said.
 */
export const CAVIAR_TRADES: readonly (readonly [id: string, good: string, stage: string, role: string])[] = [
  ['1', 'drugs/cannabis/resin', '', 'mastermind (hashish side)'],
  ['5', 'drugs/cannabis/resin', '', 'recovers hashish'],
  ['8', 'drugs/cannabis/resin', '', 'recovers hashish'],
  ['76', 'drugs/cannabis/resin', '', 'recovers hashish'],
  ['12', 'drugs/cocaine', '', 'principal organiser of cocaine imports'],
  ['16', 'drugs/cocaine', 'SOURCE', 'cocaine supplier'],
  ['33', 'drugs/cocaine', '', 'receives cocaine in the US, hands it to 80'],
  ['80', 'drugs/cocaine', 'TRANSPORT', 'transports cocaine from the US to Montreal']
]

/**
 * What the study says the police did, and what the group did meanwhile: loads were seized in eleven phases and nobody was arrested
 * before the end, and importing turned from hashish to cocaine. That the turn is a displacement is a reading of ours.
 */
export const CAVIAR_RESPONSE = {
  sources: [
    {
      id: 'reading',
      title: 'What Skein reads in the study: a turn to another good is a trade that moved',
      publisher: 'Skein',
      sourceType: 'reading',
      cites: 'study'
    }
  ],
  rows: [
    {
      id: 'seize-not-arrest',
      kind: 'Intervention',
      name: 'Seizing loads, arresting nobody until the end',
      interventionType: 'seizure',
      tactic: 'loads were seized over eleven phases while nobody was arrested',
      started: '1994',
      ended: '1996',
      source: 'study'
    },
    { id: 'seize-not-arrest', kind: 'Intervention', groupKind: 'MIXED', source: 'study', grade: 'C3' },
    {
      id: 'turn-to-cocaine',
      kind: 'Evaluation',
      name: 'The turn from hashish to cocaine',
      method: 'calls of each phase compared, two years under seizures',
      note: 'Under the seizures importing turned from hashish to cocaine, and calls ran less and less through the one who had been at the centre.',
      source: 'study'
    },
    { id: 'turn-to-cocaine', kind: 'Evaluation', outcome: 'DISPLACED', source: 'reading' }
  ],
  ties: [
    { kind: 'TARGETS', from: 'seize-not-arrest', to: 'case', source: 'study' },
    { kind: 'TARGETS', from: 'seize-not-arrest', to: 'skein/goods:drugs/cannabis/resin', source: 'study' },
    { kind: 'TARGETS', from: 'seize-not-arrest', to: 'skein/goods:drugs/cocaine', source: 'study' },
    { kind: 'LOCATED_IN', from: 'seize-not-arrest', to: 'skein/countries:CA', source: 'study' },
    { kind: 'EVALUATES', from: 'turn-to-cocaine', to: 'seize-not-arrest', source: 'study' }
  ]
} as const
