import { Eye, Moon, Sun, SunMoon } from 'lucide-react'
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import { use } from '../state/derived.ts'
import { go, type Place, type State } from '../state/store.ts'
import { setTheme } from '../state/theme.ts'
import { markingWords } from '../graph/words.ts'
import { Search } from './Search.tsx'

const PLACES: readonly (readonly [Place, string])[] = [
  ['explore', 'Explore'],
  ['groups', 'Groups and cases'],
  ['questions', 'Questions']
]

const THEMES: readonly (readonly [State['theme'], string])[] = [
  ['system', 'As the system'],
  ['light', 'Light'],
  ['dark', 'Dark']
]

export function Header() {
  const place = use((state) => state.place)
  return (
    <header className="header">
      <span className="brand">
        <img src="/mark.svg" alt="" width={26} height={26} /> <span className="brand-name">Skein</span>
      </span>
      <nav aria-label="Places">
        {PLACES.map(([id, words]) => (
          <a
            key={id}
            href={`#${id}`}
            aria-current={place === id ? 'page' : undefined}
            onClick={(event) => {
              event.preventDefault()
              go(id)
            }}
          >
            {words}
          </a>
        ))}
      </nav>
      <Search />
      <ViewerChip />
      <ThemeMenu />
    </header>
  )
}

/** Who looks, so that nobody takes the public view for everything. */
function ViewerChip() {
  const viewer = use((state) => state.viewer)
  if (viewer === null) return null
  const { rank, owner } = viewer.viewer
  return (
    <span className="viewer" title={`${markingWords(rank)}. Revision ${viewer.revision}: cite it.`}>
      <Eye size={15} aria-hidden />
      <span className="viewer-words">
        {owner ? 'Owner: sees everything' : `Public view: ${rank.replaceAll('_', ' ')}`}
      </span>
    </span>
  )
}

function ThemeMenu() {
  const theme = use((state) => state.theme)
  const Icon = theme === 'system' ? SunMoon : theme === 'dark' ? Moon : Sun
  return (
    <MenuTrigger>
      <Button className="icon-button" aria-label="Light or dark">
        <Icon size={17} aria-hidden />
      </Button>
      <Popover className="popover">
        <Menu
          className="menu"
          aria-label="Light or dark"
          selectionMode="single"
          selectedKeys={[theme]}
          onAction={(key) => setTheme(key as State['theme'])}
        >
          {THEMES.map(([id, words]) => (
            <MenuItem key={id} id={id} className="menu-item">
              {words}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
