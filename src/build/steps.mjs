// The two builds: the service (TypeScript → dist/src) and the explorer (Vite → dist/ui). Each runs only where a source is newer
// than what it made last. Plain JavaScript, since it runs before anything is compiled.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '../..')
const at = (...path) => join(root, ...path)

/** The latest change below a path, folders included, so that a deleted file counts too. */
function newest(path, skip = new Set()) {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found === undefined) return 0
  if (!found.isDirectory()) return found.mtimeMs
  let latest = found.mtimeMs
  for (const entry of readdirSync(path, { withFileTypes: true }))
    if (!skip.has(entry.name)) latest = Math.max(latest, newest(join(path, entry.name), skip))
  return latest
}

const shared = ['package-lock.json', 'tsconfig.json']

/** Each step builds into a folder of its own and then takes the place of what it made before: a server that runs is not disturbed. */
export const service = {
  name: 'service',
  sources: ['src', ...shared],
  stamp: at('dist', '.service-built'),
  made: 'src',
  command: (into) => [
    at('node_modules', 'typescript', 'bin', 'tsc'),
    '-p',
    at('src', 'build', 'tsconfig.json'),
    '--outDir',
    into
  ],
  there: () => existsSync(at('dist', 'src', 'cli', 'main.js'))
}

export const explorer = {
  name: 'explorer',
  sources: ['ui', 'schema', ...shared],
  stamp: at('dist', '.explorer-built'),
  made: 'ui',
  command: (into) => [
    at('node_modules', 'vite', 'bin', 'vite.js'),
    'build',
    '--config',
    at('ui', 'vite.config.ts'),
    '--logLevel',
    'warn',
    '--outDir',
    join(into, 'ui'),
    '--emptyOutDir'
  ],
  there: () => existsSync(at('dist', 'ui', 'index.html'))
}

/** The explorer counts only once there is one. */
const exists = (step) => step !== explorer || existsSync(at('ui', 'index.html'))

export function isStale(step) {
  if (!exists(step)) return false
  const built = statSync(step.stamp, { throwIfNoEntry: false })?.mtimeMs ?? 0
  if (built === 0 || !step.there()) return true
  return step.sources.some((source) => newest(at(source), new Set(['node_modules', 'README.md'])) > built)
}

/** Without colours, and no longer than a person reads. */
const plain = (text) =>
  text
    .replace(/\u001b\[[0-9;]*m/g, '')
    .trim()
    .split('\n')
    .slice(0, 30)
    .join('\n')

/** Builds one step in a process of its own. Resolves to an error's text, or null. */
export async function build(step) {
  const into = at('dist', `.${step.name}-${process.pid}`)
  const [program, ...args] = step.command(into)
  if (!existsSync(program)) return `${program} is missing: run npm install with development dependencies`
  mkdirSync(into, { recursive: true })
  const begun = new Date()
  const error = await run([program, ...args])
  if (error === null) {
    const place = at('dist', step.made)
    const old = join(into, 'old')
    if (existsSync(place)) renameSync(place, old)
    renameSync(join(into, step.made), place)
    writeFileSync(step.stamp, begun.toISOString())
    // Dated at the begin, so that what was saved meanwhile is built next time.
    utimesSync(step.stamp, begun, begun)
  }
  rmSync(into, { recursive: true, force: true })
  return error
}

function run(args) {
  return new Promise((done) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    child.stdout.on('data', (data) => (said += data))
    child.stderr.on('data', (data) => (said += data))
    child.on('error', (error) => done(error.message))
    child.on('close', (code) => done(code === 0 ? null : plain(said) || `ended with ${code}`))
  })
}
