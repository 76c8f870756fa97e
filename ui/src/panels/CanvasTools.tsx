import { Keyboard, Maximize, Minus, Network, Plus, Redo2, Spline, Undo2 } from 'lucide-react'
import { ToggleButton, Toolbar, Tooltip, TooltipTrigger } from 'react-aria-components'
import { tidyView } from '../state/actions.ts'
import { use } from '../state/derived.ts'
import { redoStep, setSeparate, store, undoStep } from '../state/store.ts'
import { lens } from '../state/lens.ts'
import { IconButton } from './parts/IconButton.tsx'

/** Undo and redo for graph and table; zoom and "Tidy", the only thing that moves what is there, for the graph. */
export function CanvasTools() {
  const past = use((state) => state.history.past.length)
  const future = use((state) => state.history.future.length)
  const separate = use((state) => state.separate)
  const isGraph = use((state) => state.mode === 'graph')
  return (
    <Toolbar className="canvas-tools" aria-label="View tools">
      <IconButton label="Undo" icon={Undo2} onPress={undoStep} isDisabled={past === 0} />
      <IconButton label="Redo" icon={Redo2} onPress={redoStep} isDisabled={future === 0} />
      {isGraph && (
        <>
          <span className="divider" aria-hidden="true" />
          <IconButton label="Tidy: lay out afresh" icon={Network} onPress={() => void tidyView()} />
          <TooltipTrigger delay={400}>
            <ToggleButton
              className="icon-button"
              aria-label="Show parallel ties one by one"
              isSelected={separate}
              onChange={setSeparate}
            >
              <Spline size={17} aria-hidden />
            </ToggleButton>
            <Tooltip className="tooltip">Show parallel ties one by one</Tooltip>
          </TooltipTrigger>
          <span className="divider" aria-hidden="true" />
          <IconButton label="Smaller" icon={Minus} onPress={() => lens.now?.zoomBy(0.77)} />
          <IconButton label="Larger" icon={Plus} onPress={() => lens.now?.zoomBy(1.3)} />
          <IconButton label="Everything in view" icon={Maximize} onPress={() => lens.now?.fit()} />
          <IconButton label="Keys of the graph" icon={Keyboard} onPress={() => store.setState({ keysShown: true })} />
        </>
      )}
    </Toolbar>
  )
}
