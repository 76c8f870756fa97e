// `npm start`: builds what is stale, then becomes `skein serve` in this very process, so that signals reach it directly.
import { pathToFileURL } from 'node:url'
import { join } from 'node:path'
import { build, explorer, isStale, root, service } from './steps.mjs'

const stale = [service, explorer].filter(isStale)
if (stale.length > 0) {
  const begun = performance.now()
  console.log(`Building the ${stale.map((step) => step.name).join(' and the ')} …`)
  const errors = await Promise.all(stale.map(build))
  const broken = stale.map((step, i) => ({ step, error: errors[i] })).filter(({ error }) => error !== null)
  for (const { step, error } of broken) console.error(`The ${step.name} did not build:\n${error}`)
  // Without the explorer questions are still answered; its page says what is missing.
  if (broken.some(({ step }) => step === service)) process.exit(1)
  console.log(`Built in ${((performance.now() - begun) / 1000).toFixed(1)} s`)
}

const main = join(root, 'dist', 'src', 'cli', 'main.js')
process.argv = [process.argv[0], main, 'serve', ...process.argv.slice(2)]
await import(pathToFileURL(main).href)
