import type { Screen } from './keyboard.ts'

/** The canvas that is on screen, for the tools beside it; null while the table is shown. */
export const lens: { now: Screen | null } = { now: null }
