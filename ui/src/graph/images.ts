/** Letters on a mark, as an image: goods in the middle, the kind of actor as a small tag. Drawn once per combination. */
const made = new Map<string, string>()

/** A data URI of a 44 × 44 picture to lay over a mark of 26; empty where there is nothing to write. */
export function letters(goods: string, kind: string): string {
  if (goods === '' && kind === '') return ''
  const key = `${goods}/${kind}`
  const known = made.get(key)
  if (known !== undefined) return known
  const inner = goods.replaceAll('·', '')
  const size = inner.length <= 1 ? 12 : inner.length === 2 ? 10 : inner.length === 3 ? 8 : 6.5
  const middle =
    inner === ''
      ? ''
      : `<text x="22" y="${22 + size * 0.36}" font-size="${size}" fill="#fff" stroke="#18202b" stroke-width="2.2" paint-order="stroke">${inner}</text>`
  const tag =
    kind === ''
      ? ''
      : `<rect x="24" y="24" width="16" height="12" rx="3.5" fill="#18202b" stroke="#fff" stroke-width="1.2"/><text x="32" y="33" font-size="8.5" fill="#fff">${kind}</text>`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="88" height="88" viewBox="0 0 44 44" font-family="system-ui, sans-serif" font-weight="700" text-anchor="middle" stroke-linejoin="round">${middle}${tag}</svg>`
  const uri = `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`
  made.set(key, uri)
  return uri
}
