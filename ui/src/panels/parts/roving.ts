/** Walking a table by arrow keys: heads are `h0`, `h1` …, rows `r0`, `r1` …. Null where a key means nothing here. */
export function nextStop(at: string, key: string, rows: number, columns: number): string | null {
  const index = Number(at.slice(1))
  const inHead = at.startsWith('h')
  const row = (to: number): string | null => (rows === 0 ? null : `r${Math.max(0, Math.min(to, rows - 1))}`)
  switch (key) {
    case 'ArrowDown':
      return inHead ? row(0) : row(index + 1)
    case 'ArrowUp':
      return inHead ? null : index === 0 ? 'h0' : row(index - 1)
    case 'PageDown':
      return inHead ? row(0) : row(index + 10)
    case 'PageUp':
      return inHead ? null : row(index - 10)
    case 'ArrowRight':
      return inHead ? `h${Math.min(index + 1, columns - 1)}` : null
    case 'ArrowLeft':
      return inHead ? `h${Math.max(index - 1, 0)}` : null
    case 'Home':
      return inHead ? 'h0' : row(0)
    case 'End':
      return inHead ? `h${columns - 1}` : row(rows - 1)
    default:
      return null
  }
}
