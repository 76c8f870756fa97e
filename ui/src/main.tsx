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
import { onWaiting } from './api/client.ts'
import { start } from './state/actions.ts'
import { store } from './state/store.ts'
import { startTheme } from './state/theme.ts'

startTheme()
onWaiting((waiting) => store.setState({ waiting }))
void start()

const root = document.getElementById('root')
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>
  )
}
