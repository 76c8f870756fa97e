import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** First start with all seeds, second start, and memory then, of the compiled service (`npm run build` first). */
export async function benchStart(folder: string): Promise<unknown> {
  const data = join(folder, 'start')
  const first = await start(data)
  const second = await start(data)
  return { first_answer_ms: first.ms, second_start_ms: second.ms, rss_mb: second.memoryMb }
}

function start(data: string): Promise<{ ms: number; memoryMb: number }> {
  const begun = performance.now()
  const child = spawn(process.execPath, ['--max-semi-space-size=64', 'dist/src/cli/main.js', 'serve'], {
    env: { ...process.env, PORT: '0', SKEIN_DATA: data, SKEIN_STORE: '' },
    stdio: ['ignore', 'pipe', 'inherit']
  })
  return new Promise((resolve, reject) => {
    let output = ''
    child.on('exit', () => reject(new Error(`the service went away: ${output}`)))
    child.stdout.on('data', (text: Buffer) => {
      output += text.toString()
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0]
      if (address === undefined) return
      child.stdout.removeAllListeners('data')
      void (async () => {
        const body = JSON.stringify({ query: '{ entities(first: 1) { totalCount } }' })
        const response = await fetch(`${address}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body
        })
        await response.json()
        const ms = Math.round(performance.now() - begun)
        const kb = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid ?? 0}/status`, 'utf8'))?.[1] ?? 0)
        child.removeAllListeners('exit')
        child.on('exit', () => resolve({ ms, memoryMb: Math.round(kb / 1024) }))
        child.kill('SIGTERM')
      })().catch(reject)
    })
  })
}
