import { lazy, Suspense, useEffect, useLayoutEffect, useRef } from 'react'
import { start } from '../state/actions.ts'
import { use } from '../state/derived.ts'
import { arrive, isTyping, keepFocus } from '../state/focus.ts'
import { go, redoStep, store, undoStep, type Place } from '../state/store.ts'
import { Explore } from './Explore.tsx'
import { GroupsPlace } from './GroupsPlace.tsx'
import { Header } from './Header.tsx'
import { KeyHelp } from './KeyHelp.tsx'
import { Failed, Loading } from './parts/states.tsx'
import { Waiting } from './parts/Waiting.tsx'

const QuestionsPlace = lazy(() => import('./QuestionsPlace.tsx').then((m) => ({ default: m.QuestionsPlace })))

const TITLES: Readonly<Record<Place, string>> = {
  explore: 'Explore',
  groups: 'Open a case',
  questions: 'Ask a question'
}

/** The page: header, one place, and the live region in which everything that happens is said. */
export function App() {
  const place = use((state) => state.place)
  const status = use((state) => state.status)
  const problem = use((state) => state.problem)
  const busy = use((state) => state.busy)
  const main = useRef<HTMLElement>(null)
  const first = useRef(true)

  // Each place begins at its top; what the last one was scrolled to means nothing here.
  useLayoutEffect(() => {
    if (main.current !== null) main.current.scrollTop = 0
  }, [place])

  useEffect(() => {
    document.title = `${TITLES[place]} – Skein`
    // Only the name of the place stands in the address, never what is looked at.
    if (location.hash.slice(1) !== place && !(first.current && place === 'explore')) location.hash = place
    if (!first.current) arrive(main.current)
    first.current = false
  }, [place])

  useEffect(() => {
    const follow = (): void => {
      const wanted = location.hash.slice(1)
      if (wanted === 'explore' || wanted === 'groups' || wanted === 'questions') go(wanted)
    }
    const onKey = (event: KeyboardEvent): void => {
      const inField = isTyping(event)
      if (event.key === '?' && !inField && !event.defaultPrevented) {
        event.preventDefault()
        store.setState({ keysShown: true })
        return
      }
      if (event.defaultPrevented || inField || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z')
        return
      event.preventDefault()
      if (event.shiftKey) redoStep()
      else undoStep()
    }
    follow()
    const stopKeeping = keepFocus()
    document.addEventListener('keydown', onKey)
    window.addEventListener('hashchange', follow)
    return () => {
      stopKeeping()
      document.removeEventListener('keydown', onKey)
      window.removeEventListener('hashchange', follow)
    }
  }, [])

  return (
    <>
      <a
        className="skip"
        href="#main"
        onClick={(event) => {
          event.preventDefault()
          main.current?.focus()
        }}
      >
        Skip to the content
      </a>
      <Header />
      <main id="main" ref={main} tabIndex={-1} className={`place place-${place}`}>
        {status === 'loading' && store.getState().collectives === null ? (
          <Loading>Loading the example</Loading>
        ) : status === 'error' && problem !== null ? (
          <Failed problem={problem} again={() => void start()} />
        ) : place === 'groups' ? (
          <GroupsPlace />
        ) : place === 'questions' ? (
          <Suspense fallback={<Loading>Loading the questions</Loading>}>
            <QuestionsPlace />
          </Suspense>
        ) : (
          <Explore />
        )}
        <Waiting />
        {busy !== null && (
          <div className="busy">
            <Loading>{busy}</Loading>
          </div>
        )}
        {status === 'ready' && problem !== null && (
          <div className="toast">
            <Failed problem={problem} />
            <button type="button" className="button" onClick={() => store.setState({ problem: null })}>
              Close
            </button>
          </div>
        )}
      </main>
      <KeyHelp />
      <Said />
    </>
  )
}

function Said() {
  const said = use((state) => state.said)
  return (
    <div
      className="visually-hidden"
      role="log"
      aria-live="polite"
      aria-atomic="true"
      aria-label="What happened"
      data-said
    >
      {said}
    </div>
  )
}
