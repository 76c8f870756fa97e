import '@fontsource-variable/inter/wght.css'
import './style/base.css'
import './style/layout.css'
import './style/parts.css'
import './style/controls.css'
import './style/panels.css'
import './style/canvas.css'
import './style/details.css'
import './style/places.css'
import './style/narrow.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './panels/App.tsx'
import { start } from './state/actions.ts'
import { startTheme } from './state/theme.ts'

startTheme()
void start()

const root = document.getElementById('root')
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>
  )
}
