import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { Canvas } from '../graph/canvas.ts'
import { press } from '../state/keyboard.ts'
import { act, say, select, store } from '../state/store.ts'
import { use, useSummary, useVisible } from '../state/derived.ts'
import { inventedExtent } from '../graph/invented.ts'
import { nodeName } from '../graph/words.ts'
import { isDark } from '../state/theme.ts'
import { lens } from '../state/lens.ts'

/** The graph: one tab stop, walked by arrow keys; everything in it is also in the table. */
export function GraphView() {
  const host = useRef<HTMLDivElement>(null)
  const overlay = useRef<HTMLDivElement>(null)
  const [canvas, setCanvas] = useState<Canvas | null>(null)
  const shown = useVisible()
  const positions = use((state) => state.history.present.positions)
  const opened = use((state) => state.history.present.additions)
  const selection = use((state) => state.selection)
  const cursor = use((state) => state.cursor)
  const separate = use((state) => state.separate)
  const summary = useSummary()
  const fresh = useMemo(() => {
    const last = opened.at(-1)
    return new Set(last?.later === true ? last.nodes : [])
  }, [opened])
  const invented = inventedExtent(shown.nodes, shown.groups)

  useEffect(() => {
    if (host.current === null || overlay.current === null) return
    const made = new Canvas(host.current, overlay.current, {
      pick(what) {
        select(what)
        store.setState({ cursor: what?.kind === 'node' ? { node: what.id, strand: null } : null })
      },
      moved(moved) {
        act({ do: 'move', positions: moved })
        const [id] = Object.keys(moved)
        say(`${nodeName(store.getState().data.nodes[id ?? ''])} moved.`)
      }
    })
    made.theme(isDark())
    setCanvas(made)
    lens.now = made
    const watch = new MutationObserver(() => made.theme(isDark()))
    watch.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
    let width = host.current.clientWidth
    const size = new ResizeObserver(([entry]) => {
      made.resize()
      const now = entry?.contentRect.width ?? width
      // A phone turned, a panel folded: what was in view stays in view.
      if (Math.abs(now - width) > 60) made.fit()
      width = now
    })
    size.observe(host.current)
    return () => {
      watch.disconnect()
      size.disconnect()
      lens.now = null
      made.destroy()
    }
  }, [])

  useEffect(() => canvas?.draw({ ...shown, positions, separate, fresh }), [canvas, shown, positions, separate, fresh])
  useEffect(() => canvas?.mark(selection, cursor), [canvas, selection, cursor, shown])
  // The view is fitted when something was opened or taken away, never while someone looks around.
  useEffect(() => canvas?.fit(), [canvas, opened])
  useEffect(() => {
    if (canvas === null) return
    // For the explorer lane: where a mark stands on the screen.
    Object.assign(window, { skeinWhere: (id: string) => canvas.where(id) })
  }, [canvas])

  function onKeyDown(event: KeyboardEvent): void {
    if (canvas === null || event.altKey) return
    const key = { key: event.key, ctrl: event.ctrlKey || event.metaKey, shift: event.shiftKey }
    if (press(key, canvas)) event.preventDefault()
  }

  return (
    <div className="graph">
      <div
        className="graph-region"
        role="application"
        aria-roledescription="graph"
        aria-label="Graph of people and things and their ties"
        aria-describedby="graph-summary graph-keys"
        tabIndex={0}
        onKeyDown={onKeyDown}
        onFocus={() => say(summary)}
      >
        <div ref={host} className="graph-canvas" aria-hidden="true" />
        {invented === 'all' && <div className="watermark" aria-hidden="true" />}
      </div>
      <div ref={overlay} className="graph-badges" />
      <span id="graph-keys" className="visually-hidden">
        Arrow keys walk ties, bracket keys step through them, Enter opens. The table holds the same.
      </span>
    </div>
  )
}
