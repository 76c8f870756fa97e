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
