// `npm test [FILTER…]`: all lanes in one run of vitest. Ends with `tests: N passed, N failed, N skipped` alone on a line.
import { startVitest } from 'vitest/node'
import { build, explorer, isStale, service } from '../src/build/steps.mjs'

// The lanes that start the real program need it built; done here once, before two workers want it at the same time.
for (const step of [service, explorer].filter(isStale)) {
  const error = await build(step)
  if (error !== null) console.error(`the ${step.name} did not build:\n${error}`)
}

const vitest = await startVitest('test', process.argv.slice(2), { watch: false, run: true })
let passed = 0
let failed = 0
const skipped = []

for (const module of vitest.state.getTestModules()) {
  // A file that could not be loaded, or a hook that failed, is a failure of its own.
  if (module.errors().length > 0) failed++
  for (const suite of module.children.allSuites()) if (suite.errors().length > 0) failed++
  for (const test of module.children.allTests()) {
    const result = test.result()
    if (result.state === 'passed') passed++
    else if (result.state === 'failed') failed++
    else skipped.push({ name: test.fullName, reason: result.state === 'skipped' ? result.note : undefined })
  }
}
const unhandled = vitest.state.getUnhandledErrors().length
failed += unhandled

if (skipped.length > 0) {
  console.log('\nskipped:')
  const counts = new Map()
  for (const { name, reason } of skipped) {
    const why = reason ?? name.split(' > ')[0]
    counts.set(why, (counts.get(why) ?? 0) + 1)
  }
  for (const [why, count] of counts) console.log(`  ${count} × ${why}`)
}
// What was asked for and could not be had is a failure, not a skip.
const required = (process.env.SKEIN_REQUIRE ?? '').split(',').filter((part) => part !== '')
let missing = 0
for (const { name, reason } of skipped) {
  const part = required.find((each) => `${name} ${reason ?? ''}`.toLowerCase().includes(each))
  if (part === undefined) continue
  console.log(`SKEIN_REQUIRE asks for ${part}, but this was skipped: ${name}`)
  missing++
}
failed += missing
await vitest.close()
if (unhandled > 0) console.log(`${unhandled} errors outside of tests`)
const nothing = passed + failed + skipped.length === 0
if (nothing) console.log('no test was found')
console.log(`tests: ${passed} passed, ${failed} failed, ${skipped.length - missing} skipped`)
process.exit(failed > 0 || nothing ? 1 : 0)
