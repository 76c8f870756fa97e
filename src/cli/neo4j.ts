import { join } from 'node:path'
import type { Command } from 'commander'
import { invalid } from '../errors.ts'
import type { CliContext } from './context.ts'

export function registerNeo4j(program: Command, { config, print, note }: CliContext): void {
  program
    .command('neo4j')
    .description('starts a local Neo4j Community for development and tests (Java 17+; --fetch needs Maven)')
    .option('--fetch', 'fetch its jars first where they are not there')
    .option('--no-start', 'only fetch')
    .option('--cache <folder>', 'where the jars are', join('.cache', 'neo4j'))
    .option('--port <number>', 'Bolt port; 0 = any free one', '7687')
    .option('--password <text>', 'password of the user neo4j', 'skein-local')
    .action(async (options: { fetch?: boolean; start: boolean; cache: string; port: string; password: string }) => {
      if (!/^\d{1,5}$/.test(options.port))
        throw invalid(`${options.port} is no port`, { path: '--port', message: 'is no port number' })
      const { fetchNeo4j, startNeo4j } = await import('./neo4j-local.ts')
      if (options.fetch === true) await fetchNeo4j(options.cache, note)
      if (!options.start) return
      const home = join(config().data, 'neo4j')
      const server = await startNeo4j({
        cache: options.cache,
        home,
        password: options.password,
        boltPort: Number(options.port),
        notice: note
      })
      print(`SKEIN_STORE=${server.uri} SKEIN_NEO4J_PASSWORD=${server.password}`)
      const stop = (): void => void server.stop()
      for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, stop)
      await server.ended
    })
}
