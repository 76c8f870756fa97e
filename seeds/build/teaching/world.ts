import type { Library, Ref } from './library.ts'

/** Invented states, with codes of five letters so that no ISO code is ever meant. */
export const STATES = { MERRO: 'Merrowind', TALVE: 'Talvessia', QUORR: 'Quorrath', DUNMA: 'Dunmarrow' } as const
export type StateCode = keyof typeof STATES
export const STATE_CODES = Object.keys(STATES) as StateCode[]

const PLACES: readonly (readonly [id: string, name: string, type: string, state: StateCode])[] = [
  ['port-ondrel', 'Port Ondrel', 'PORT', 'MERRO'],
  ['skaravel', 'Skaravel', 'CITY', 'MERRO'],
  ['orlune-valley', 'Orlune valley', 'REGION', 'MERRO'],
  ['low-tamming', 'Low Tamming', 'CITY', 'MERRO'],
  ['port-quay', 'Quay of Vessick', 'PORT', 'TALVE'],
  ['thornmouth', 'Thornmouth Ferry', 'PORT', 'TALVE'],
  ['ilverstrand', 'Ilverstrand', 'CITY', 'TALVE'],
  ['brack-crossing', 'Brackwater Crossing', 'CROSSING', 'TALVE'],
  ['high-quorr', 'High Quorr', 'CITY', 'QUORR'],
  ['saltbarrow', 'Saltbarrow', 'PORT', 'QUORR'],
  ['camp-emberlow', 'Camp Emberlow', 'CAMP', 'QUORR'],
  ['zindle-pass', 'Zindle Pass', 'CROSSING', 'QUORR'],
  ['dunmouth', 'Dunmarrow Mouth', 'PORT', 'DUNMA'],
  ['wexelby', 'Wexelby-over-Fen', 'CITY', 'DUNMA'],
  ['moppenfield', 'Moppenfield Airfield', 'AIRPORT', 'DUNMA']
]

export const place = (id: string): Ref => ({ dataset: 'places', id })
export const TOWNS = ['skaravel', 'low-tamming', 'ilverstrand', 'high-quorr', 'wexelby', 'port-ondrel', 'saltbarrow']

export function writePlaces(library: Library): void {
  library.source('places', 'atlas', 'A1', {
    title: 'Invented atlas of the teaching case',
    publisher: 'Skein',
    sourceType: 'invented'
  })
  const aside = { source: 'atlas' }
  for (const [code, name] of Object.entries(STATES))
    library.entity(
      place(code.toLowerCase()),
      'Place',
      { name, placeType: 'COUNTRY', country: code, note: 'An invented state' },
      aside
    )
  for (const [id, name, placeType, country] of PLACES) {
    library.entity(place(id), 'Place', { name, placeType, country }, aside)
    library.tie('places', 'PART_OF', place(id), place(country.toLowerCase()), {}, aside)
  }
}
