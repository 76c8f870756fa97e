import anyAscii from 'any-ascii'

/** Folds text across scripts, accents and case into words of `a–z0–9`: the key by which text is sorted and searched. */
export function fold(text: string): string {
  return anyAscii(text)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}
