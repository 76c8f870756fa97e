/** The questions of `schema/examples`, bundled when the explorer is built. */
const files: Record<string, string> = import.meta.glob('../../../schema/examples/*.graphql', {
  query: '?raw',
  import: 'default',
  eager: true
})

export interface Example {
  name: string
  title: string
  /** The opening comment: who asks it and why. */
  why: string
  query: string
}

export const EXAMPLES: readonly Example[] = Object.entries(files)
  .map(([path, text]) => {
    const name = path.split('/').at(-1)?.replace('.graphql', '') ?? path
    const lines = text.split('\n')
    const end = lines.findIndex((line) => !line.startsWith('#'))
    const why = lines
      .slice(0, end)
      .map((line) => line.replace(/^#\s?/, ''))
      .join(' ')
      .trim()
    const query = lines.slice(end).join('\n').trim()
    return { name, title: titled(name), why, query }
  })
  .sort((a, b) => a.name.localeCompare(b.name))

/** `03-who-else-moves.graphql` → `Who else moves`. */
function titled(name: string): string {
  const words = name.replace(/^\d+-/, '').replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
