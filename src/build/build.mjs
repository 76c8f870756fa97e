// `npm run build`: builds what is stale, side by side; `--all` builds everything.
import { build, explorer, isStale, service } from './steps.mjs'

const all = process.argv.includes('--all')
const steps = [service, explorer].filter((step) => all || isStale(step))
const results = await Promise.all(steps.map(async (step) => ({ step, error: await build(step) })))
for (const { step, error } of results)
  console.log(error === null ? `built the ${step.name}` : `the ${step.name} did not build:\n${error}`)
if (steps.length === 0) console.log('everything is built')
process.exitCode = results.some(({ error }) => error !== null) ? 1 : 0
