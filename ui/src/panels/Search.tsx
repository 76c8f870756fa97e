import { Search as Lens } from 'lucide-react'
import { useEffect, useRef, useState, type KeyboardEvent as ReactKeyboardEvent } from 'react'
import { ComboBox, Input, Label, ListBox, ListBoxItem, Popover, Text, type Key } from 'react-aria-components'
import { search, type Hit } from '../api/load.ts'
import { addEntities, openGroups, problemOf } from '../state/actions.ts'
import { store } from '../state/store.ts'
import { spaced } from '../graph/words.ts'

interface Found {
  /** What was asked. */
  text: string
  total: number
  hits: readonly Hit[]
  note: string
}

const NOTHING: Found = { text: '', total: 0, hits: [], note: 'Type a name, in whatever script.' }

/** Finds entities by name; picking one brings it onto the canvas with its ties to what is there. `/` goes here. */
export function Search() {
  const [text, setText] = useState('')
  const [found, setFound] = useState<Found>(NOTHING)
  const input = useRef<HTMLInputElement>(null)
  // Enter before the answer came: the best hit is taken when it is there.
  const hasty = useRef(false)

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
      search(text, 12).then(
        ({ total, hits }) => {
          if (!wanted.current) return
          const [first] = hits
          if (hasty.current && first !== undefined) take(first)
          else setFound({ text, total, hits, note: hits.length === 0 ? 'Nothing of that name for this viewer.' : '' })
        },
        (error: unknown) => wanted.current && setFound({ text, total: 0, hits: [], note: problemOf(error).message })
      )
    }, 160)
    return () => {
      wanted.current = false
      clearTimeout(timer)
    }
  }, [text])

  function pick(key: Key | null): void {
    const hit = found.hits.find((candidate) => candidate.id === key)
    if (hit !== undefined) take(hit)
  }

  function take(hit: Hit): void {
    hasty.current = false
    setText('')
    // Leaving the field closes its list; the keyboard goes on in the graph, where the hit will stand.
    input.current?.blur()
    document.querySelector<HTMLElement>('.graph-region')?.focus()
    const group = store.getState().data.groups[hit.id]
    if (group !== undefined && group.members > 0) void openGroups([group], 'beside')
    else void addEntities([hit.id], hit.name ?? 'an entity without a name')
  }

  function onKeyDown(event: ReactKeyboardEvent<HTMLInputElement>): void {
    const onHit = event.currentTarget.hasAttribute('aria-activedescendant')
    if (event.key !== 'Enter' || onHit || text.trim() === '') return
    event.preventDefault()
    const [first] = found.text === text ? found.hits : []
    if (first !== undefined) take(first)
    else hasty.current = found.text !== text
  }

  return (
    <ComboBox
      className="search"
      inputValue={text}
      onInputChange={setText}
      items={found.hits}
      value={null}
      onChange={pick}
      allowsEmptyCollection
      allowsCustomValue
      menuTrigger="input"
    >
      <Label className="visually-hidden">Search people, groups, companies, places, routes</Label>
      <div className="search-field">
        <Lens size={16} aria-hidden />
        <Input ref={input} onKeyDown={onKeyDown} placeholder="Search people, groups, places, routes" />
        <kbd aria-hidden="true">/</kbd>
      </div>
      <Popover className="popover search-results">
        <ListBox<Hit> className="hits" renderEmptyState={() => <p className="hits-note">{found.note}</p>}>
          {(hit) => (
            <ListBoxItem id={hit.id} className="hit" textValue={hit.name ?? 'without a name'}>
              <Text slot="label" className="hit-name">
                {hit.name ?? 'without a name'}
              </Text>
              <Text slot="description" className="hit-more">
                {spaced(hit.kind)}
                {hit.invented ? ' · invented' : ''}
                {hit.aliases && hit.aliases.length > 0 ? ` · also ${hit.aliases.slice(0, 2).join(', ')}` : ''}
              </Text>
            </ListBoxItem>
          )}
        </ListBox>
        {found.total > found.hits.length && (
          <p className="hits-note">
            Showing {found.hits.length} of {found.total.toLocaleString('en')}, by name. Another word narrows it.
          </p>
        )}
      </Popover>
    </ComboBox>
  )
}
