import { TriangleAlert, X } from 'lucide-react'
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import { EXTENT_WORDS, inventedExtent } from '../graph/invented.ts'
import { use, useSummary, useVisible } from '../state/derived.ts'
import { dismiss, show, store, type State } from '../state/store.ts'
import { CanvasTools } from './CanvasTools.tsx'
import { Details } from './details/Details.tsx'
import { GraphView } from './GraphView.tsx'
import { Side } from './Side.tsx'
import { TableView } from './TableView.tsx'
import { IconButton } from './parts/IconButton.tsx'

/** Graph or table of the same view, what can be opened and filtered on the left, what is selected on the right. */
export function Explore() {
  const mode = use((state) => state.mode)
  const { nodes, groups } = useVisible()
  const summary = useSummary()
  const notices = use((state) => state.notices)
  const ready = use((state) => state.status === 'ready')
  const invented = inventedExtent(nodes, groups)
  return (
    <div className="explore">
      <Side />
      <section className="stage" aria-label="View">
        <h1 className="visually-hidden">Explore</h1>
        <div className="stage-bar">
          <ToggleButtonGroup
            className="segmented"
            aria-label="Show as"
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[mode]}
            onSelectionChange={(keys) => {
              const [key] = keys
              show((key as State['mode'] | undefined) ?? 'graph')
            }}
          >
            <ToggleButton id="graph">Graph</ToggleButton>
            <ToggleButton id="table">Table</ToggleButton>
          </ToggleButtonGroup>
          {invented !== 'none' && (
            <p className="invented-banner">
              <TriangleAlert size={15} aria-hidden /> {EXTENT_WORDS[invented]}
            </p>
          )}
          <CanvasTools />
        </div>
        {notices.map((notice) => (
          <p key={notice.id} className="notice" role="status">
            {notice.words}
            <IconButton label="Put the notice away" icon={X} onPress={() => dismiss(notice.id)} />
          </p>
        ))}
        {mode === 'graph' ? <GraphView /> : <TableView />}
        {ready && nodes.length === 0 && (
          <div className="stage-empty">
            <h2>Nothing in the picture</h2>
            <p>
              {groups.length > 0
                ? 'What is open has no members that this viewer sees. The panel says what is recorded of it.'
                : 'Search for somebody, open a case, or ask a question.'}
            </p>
            <button type="button" className="button" onClick={() => store.setState({ place: 'groups' })}>
              Open a case
            </button>
          </div>
        )}
        <p className="summary" id="graph-summary">
          {summary}
        </p>
      </section>
      <Details />
    </div>
  )
}
