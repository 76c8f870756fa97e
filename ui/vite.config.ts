import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// A build that a test started would otherwise carry React's development version.
process.env.NODE_ENV = process.argv.includes('build') ? 'production' : 'development'

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    outDir: '../dist/ui',
    emptyOutDir: true,
    target: 'es2022',
    // The CSP allows no inline scripts and no data: fonts, so nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200
  },
  server: { port: 4100, proxy: { '/graphql': 'http://127.0.0.1:4000' } }
})
