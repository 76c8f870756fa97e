// Starts a worker where the service runs from its TypeScript source (tsx, vitest): Node 20 cannot read that without a loader.
// Compiled, `worker.js` is started directly and this file is not there.
import { register } from 'tsx/esm/api'

register()
await import('./worker.ts')
