/** How goods, grades and kinds look. Colour is never alone: each has a letter, a dash step or a shape beside it. */

export interface GoodLook {
  code: string
  name: string
  letter: string
  colour: string
}

/** At most seven hues (Okabe–Ito, told apart by most colour-blind readers); everything else is "other". */
export const GOODS: readonly GoodLook[] = [
  { code: 'people', name: 'people', letter: 'P', colour: '#0072B2' },
  { code: 'arms', name: 'arms', letter: 'A', colour: '#D55E00' },
  { code: 'drugs', name: 'drugs', letter: 'D', colour: '#009E73' },
  { code: 'organs', name: 'organs', letter: 'O', colour: '#CC79A7' },
  { code: 'tobacco', name: 'tobacco', letter: 'T', colour: '#E69F00' },
  { code: 'wildlife', name: 'wildlife', letter: 'W', colour: '#56B4E9' },
  { code: 'cultural-property', name: 'cultural property', letter: 'C', colour: '#8D6E52' }
]

export const OTHER_GOOD: GoodLook = { code: 'other', name: 'other goods', letter: '+', colour: '#7C828B' }

const byCode = new Map(GOODS.map((good) => [good.code, good]))

/** The look of a good by its code; a narrower good (`drugs/cocaine`) looks like its broadest. */
export function goodLook(code: string): GoodLook {
  return byCode.get(code.split('/')[0] ?? code) ?? OTHER_GOOD
}

/** The looks of several goods, each once, in the fixed order of the legend. */
export function goodLooks(codes: readonly string[]): GoodLook[] {
  const found = new Set(codes.map(goodLook))
  return [...GOODS, OTHER_GOOD].filter((look) => found.has(look))
}

/** `P·A·D`; empty where no good is known. */
export const goodLetters = (codes: readonly string[]): string =>
  goodLooks(codes)
    .map((look) => look.letter)
    .join('·')

/** The names of goods, each once; those without a hue of their own are named all the same: `people`, `arms`, `vehicles`. */
export function goodNames(codes: readonly string[]): string[] {
  const others = codes
    .filter((code) => goodLook(code) === OTHER_GOOD)
    .map((code) => (code.split('/')[0] ?? code).replaceAll('-', ' '))
  const named = goodLooks(codes).flatMap((look) => (look === OTHER_GOOD ? [] : [look.name]))
  return [...named, ...[...new Set(others)].sort()]
}

/** `people, arms and vehicles`. */
export const goodWords = (codes: readonly string[]): string => listed(goodNames(codes))

/** `a, b and c`. */
export function listed(words: readonly string[]): string {
  if (words.length <= 1) return words[0] ?? ''
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`
}

/** Stops of a gradient with hard edges: equal lengths, one colour each, in per cent. */
export function hardStops(codes: readonly string[]): { colours: string[]; positions: number[] } {
  const looks = goodLooks(codes)
  const colours: string[] = []
  const positions: number[] = []
  looks.forEach((look, i) => {
    colours.push(look.colour, look.colour)
    positions.push((100 * i) / looks.length, (100 * (i + 1)) / looks.length)
  })
  return { colours, positions }
}

/** 0 = not graded or unknown; 1 (solid) … 4 (dotted). */
export type GradeStep = 0 | 1 | 2 | 3 | 4

export interface GradeLook {
  step: GradeStep
  words: string
  dash: readonly number[] | null
}

export const GRADE_LOOKS: readonly GradeLook[] = [
  { step: 1, words: 'confirmed or nearly so', dash: null },
  { step: 2, words: 'probable', dash: [9, 4] },
  { step: 3, words: 'possible', dash: [4, 4] },
  { step: 4, words: 'doubtful', dash: [1.5, 3.5] }
]

/**
 * Which dash step an Admiralty grade gets, by the sum of its two places: A1 A2 B1 → 1, to B3 C2 → 2, to C4 D3 → 3, the rest 4.
 * Anything with F, 6 or a missing half is unknown, which is not the same as doubtful: step 0.
 */
export function gradeStep(grade: string | null | undefined): GradeStep {
  const match = /^([A-E])([1-5])$/.exec(grade ?? '')
  if (match === null) return 0
  const sum = 'ABCDE'.indexOf(match[1] ?? 'A') + Number(match[2]) - 1
  return sum <= 1 ? 1 : sum <= 3 ? 2 : sum <= 5 ? 3 : 4
}

const RELIABILITY: Readonly<Record<string, string>> = {
  A: 'completely reliable source',
  B: 'usually reliable source',
  C: 'fairly reliable source',
  D: 'not usually reliable source',
  E: 'unreliable source',
  F: 'reliability of the source cannot be judged'
}
const CREDIBILITY: Readonly<Record<string, string>> = {
  1: 'confirmed by others',
  2: 'probably true',
  3: 'possibly true',
  4: 'doubtful',
  5: 'improbable',
  6: 'truth cannot be judged'
}

/** `B2: usually reliable source, probably true`; a missing half is said to be missing. */
export function gradeWords(grade: string | null | undefined): string {
  const match = /^([A-F])?([1-6])?$/.exec(grade ?? '')
  if (!grade || match === null) return 'not graded'
  const source = match[1] === undefined ? 'source not graded' : RELIABILITY[match[1]]
  const content = match[2] === undefined ? 'content not graded' : CREDIBILITY[match[2]]
  return `${grade}: ${source ?? ''}, ${content ?? ''}`
}

export interface KindLook {
  /** Two letters inside the mark; empty for persons, the most common. */
  letters: string
  shape: 'ellipse' | 'diamond' | 'hexagon' | 'round-tag' | 'round-rectangle' | 'octagon' | 'barrel'
}

const KINDS: Readonly<Record<string, KindLook>> = {
  Person: { letters: '', shape: 'ellipse' },
  Group: { letters: 'Gr', shape: 'ellipse' },
  Company: { letters: 'Co', shape: 'ellipse' },
  Agency: { letters: 'Ag', shape: 'ellipse' },
  Place: { letters: 'Pl', shape: 'diamond' },
  Good: { letters: 'Go', shape: 'round-tag' },
  Route: { letters: 'Ro', shape: 'hexagon' },
  Leg: { letters: 'Le', shape: 'hexagon' },
  Event: { letters: 'Ev', shape: 'round-rectangle' },
  Asset: { letters: 'As', shape: 'barrel' }
}

/** The look of a kind; a kind that is new to the schema gets its first two letters in a rounded box. */
export function kindLook(kind: string, isProtected = false): KindLook {
  if (isProtected) return { letters: '', shape: 'octagon' }
  return KINDS[kind] ?? { letters: kind.slice(0, 2), shape: 'round-rectangle' }
}

/** Actors are circles and may carry pies of goods. */
export const isActorKind = (kind: string): boolean => kindLook(kind).shape === 'ellipse'
