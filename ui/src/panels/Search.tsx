import { Search as Lens } from 'lucide-react'
import { useEffect, useRef, useState, type KeyboardEvent as ReactKeyboardEvent } from 'react'
import { search, type Hit } from '../api/load.ts'
import { spaced } from '../graph/words.ts'
import { addEntities, openGroups, problemOf } from '../state/actions.ts'
import { store } from '../state/store.ts'

interface Found {
  /** What was asked. */
  text: string
  total: number
  hits: readonly Hit[]
  note: string
}

const NOTHING: Found = { text: '', total: 0, hits: [], note: '' }
const PAGE = 12

/**
 * Finds entities by name; picking one brings it into the picture with its ties to what is there. `/` goes here. A combobox by the
 * ARIA pattern of its own, since React Aria's hides the rest of the page from those who listen while its list is open.
 */
export function Search() {
  const [text, setText] = useState('')
  const [found, setFound] = useState<Found>(NOTHING)
  const [active, setActive] = useState(-1)
  const [focused, setFocused] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  // Enter before the answer came: the best hit is taken when it is there.
  const hasty = useRef(false)
  const open = focused && text.trim() !== '' && found.text !== ''

  useEffect(() => {
    const focus = (event: KeyboardEvent): void => {
      const inField = event.target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)
      if (event.key !== '/' || inField || event.ctrlKey || event.metaKey) return
      event.preventDefault()
      input.current?.focus()
    }
    document.addEventListener('keydown', focus)
    return () => document.removeEventListener('keydown', focus)
  }, [])

  useEffect(() => {
    hasty.current = false
    if (text.trim() === '') {
      setFound(NOTHING)
      return
    }
    const wanted = { current: true }
    const timer = setTimeout(() => {
      search(text, PAGE).then(
        ({ total, hits }) => {
          if (!wanted.current) return
          const [first] = hits
          setActive(-1)
          if (hasty.current && first !== undefined) take(first)
          else setFound({ text, total, hits, note: noteOf(hits.length, total) })
        },
        (error: unknown) => wanted.current && setFound({ text, total: 0, hits: [], note: problemOf(error).message })
      )
    }, 160)
    return () => {
      wanted.current = false
      clearTimeout(timer)
    }
  }, [text])

  function take(hit: Hit): void {
    hasty.current = false
    setText('')
    // The keyboard goes on in the graph, where the hit will stand.
    input.current?.blur()
    const next = document.querySelector<HTMLElement>('.graph-region') ?? document.querySelector<HTMLElement>('.details')
    next?.focus()
    const group = store.getState().data.groups[hit.id]
    if (group !== undefined && group.members > 0) void openGroups([group], 'beside')
    else void addEntities([hit.id], hit.name ?? 'something without a name')
  }

  function onKeyDown(event: ReactKeyboardEvent): void {
    const { hits } = found
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const by = event.key === 'ArrowDown' ? 1 : -1
      if (hits.length > 0) setActive((at) => (at + by + hits.length + (at < 0 && by < 0 ? 1 : 0)) % hits.length)
    } else if (event.key === 'Enter') {
      const hit = hits[active] ?? (found.text === text ? hits[0] : undefined)
      if (hit !== undefined) take(hit)
      else hasty.current = found.text !== text
    } else if (event.key === 'Escape') setText('')
    else return
    event.preventDefault()
  }

  return (
    <search className="search">
      <div className="search-field">
        <Lens size={16} aria-hidden />
        <input
          ref={input}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
          onFocus={() => setFocused(true)}
          onBlur={() => setFocused(false)}
          placeholder="Search people, groups, places, routes"
          aria-label="Search people, groups, companies, places, routes"
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={open}
          aria-controls="search-hits"
          aria-activedescendant={open && active >= 0 ? `search-hit-${active}` : undefined}
          autoComplete="off"
          spellCheck="false"
        />
        <kbd aria-hidden="true">/</kbd>
      </div>
      <div className="popover search-results" hidden={!open}>
        <ul id="search-hits" role="listbox" aria-label="Found" className="hits">
          {found.hits.map((hit, i) => (
            <li
              key={hit.id}
              id={`search-hit-${i}`}
              role="option"
              aria-selected={i === active}
              className="hit"
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(hit)}
            >
              <span className="hit-name">{hit.name ?? 'without a name'}</span>
              <span className="hit-more">
                {spaced(hit.kind)}
                {hit.invented ? ' · invented' : ''}
                {hit.aliases && hit.aliases.length > 0 ? ` · also ${hit.aliases.slice(0, 2).join(', ')}` : ''}
              </span>
            </li>
          ))}
        </ul>
        <p className="hits-note" role="status">
          {found.note}
        </p>
      </div>
    </search>
  )
}

function noteOf(shown: number, total: number): string {
  if (shown === 0) return 'Nothing of that name for this viewer.'
  return total > shown ? `Showing ${shown} of ${total.toLocaleString('en')}, by name. Another word narrows it.` : ''
}
