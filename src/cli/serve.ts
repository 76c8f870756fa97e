import type { Command } from 'commander'
import { SkeinError } from '../errors.ts'
import type { CliContext } from './context.ts'

/** After a signal the process ends by then, whatever still runs: the journal has everything that was acknowledged. */
const LATEST_MS = 4_500

export function registerServe(program: Command, { config, remote, print, note }: CliContext): void {
  program
    .command('serve')
    .description('serves explorer and API (settings: PORT, HOST, SKEIN_DATA, SKEIN_STORE …)')
    .action(async () => {
      const stopping = new AbortController()
      const stop = (): void => {
        // A second signal does not wait.
        if (stopping.signal.aborted) process.exit(130)
        stopping.abort()
        setTimeout(() => process.exit(0), LATEST_MS).unref()
      }
      // npm and a terminal each pass the same signal on: what comes within a moment counts once.
      let last = -Infinity
      const once = (): void => {
        if (performance.now() - last > 300) stop()
        last = performance.now()
      }
      for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, once)
      const { serve } = await import('../server/serve.ts')
      const serving = await serve(config(), print, stopping.signal, note)
      if (serving === null) return
      print(`Skein answers at ${serving.url}`)
      print(`As the owner, once: ${serving.ownerLink}`)
      await new Promise<void>((resolve) => {
        if (stopping.signal.aborted) resolve()
        stopping.signal.addEventListener('abort', () => resolve(), { once: true })
      })
      await serving.close()
    })

  program
    .command('link')
    .description('prints a new owner link of the running server')
    .action(async () => {
      const server = await remote()
      if (server === null)
        throw new SkeinError('UNAVAILABLE', 'no server runs on this data folder', { hint: '`npm start` starts one.' })
      const response = await fetch(`${server.url}/owner/link`, {
        method: 'POST',
        headers: { authorization: `Bearer ${server.token}` }
      })
      const { link } = (await response.json()) as { link?: string }
      if (link === undefined) throw new SkeinError('UNAVAILABLE', 'the server gave no link')
      print(link)
    })
}
