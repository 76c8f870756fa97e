import { FolderOpen, MessageCircleQuestion, Search as Lens } from 'lucide-react'
import { use } from '../state/derived.ts'
import { go } from '../state/store.ts'
import { Filters } from './Filters.tsx'
import { InView } from './InView.tsx'
import { Legend } from './Legend.tsx'

const focusSearch = (): void => document.querySelector<HTMLInputElement>('.search input')?.focus()

/** The three doors, what is in view, what to leave out, and how to read it. */
export function Side() {
  const collectives = use((state) => state.collectives)
  return (
    <aside className="side" aria-label="Doors and filters">
      <section aria-labelledby="doors-title" className="doors">
        <h2 id="doors-title">Start here</h2>
        <button type="button" className="door" onClick={focusSearch}>
          <Lens size={19} aria-hidden />
          <span>
            <strong>Search</strong>
            <small>a person, group, company, place or route</small>
          </span>
        </button>
        <button type="button" className="door" onClick={() => go('groups')}>
          <FolderOpen size={19} aria-hidden />
          <span>
            <strong>Open a case</strong>
            <small>
              {collectives === null ? 'groups and cases' : `${collectives.length} groups and cases`}, with verdicts
            </small>
          </span>
        </button>
        <button type="button" className="door" onClick={() => go('questions')}>
          <MessageCircleQuestion size={19} aria-hidden />
          <span>
            <strong>Ask a question</strong>
            <small>ready-made ones, answered from the data</small>
          </span>
        </button>
      </section>
      <InView />
      <Filters />
      <Legend />
    </aside>
  )
}
