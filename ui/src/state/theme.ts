import { store, type State } from './store.ts'

const KEY = 'skein.theme'
const system = window.matchMedia('(prefers-color-scheme: dark)')

export function isDark(theme: State['theme'] = store.getState().theme): boolean {
  return theme === 'dark' || (theme === 'system' && system.matches)
}

/** The one thing kept in the browser: light or dark. Nothing about cases is. */
export function setTheme(theme: State['theme']): void {
  if (theme === 'system') localStorage.removeItem(KEY)
  else localStorage.setItem(KEY, theme)
  store.setState({ theme })
  apply()
}

function apply(): void {
  document.documentElement.dataset.theme = isDark() ? 'dark' : 'light'
}

export function startTheme(): void {
  const kept = localStorage.getItem(KEY)
  store.setState({ theme: kept === 'light' || kept === 'dark' ? kept : 'system' })
  system.addEventListener('change', () => {
    apply()
    store.setState({ theme: store.getState().theme })
  })
  apply()
}
