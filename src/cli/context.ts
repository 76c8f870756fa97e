import { readdirSync } from 'node:fs'
import { readConfig, type Config } from '../config.ts'
import { ERROR_CODES, SkeinError, type ErrorCode, type Issue } from '../errors.ts'
import type { Skein } from '../service/skein.ts'

/** A server that runs on the same data folder. */
export interface Remote {
  url: string
  token: string
}

export interface Answer {
  data?: Record<string, unknown> | null
  errors?: { message: string; extensions?: { code?: string; hint?: string; issues?: Issue[] } }[]
}

export interface AskOptions {
  /** As the public viewer; otherwise as the owner. */
  public?: boolean
}

/** What commands need: settings, the store or the server that holds it, and where to write. */
export interface CliContext {
  config: () => Config
  /** The running server of this data folder, if one answers. */
  remote: () => Promise<Remote | null>
  /**
   * Opens the store, and closes it whatever happens. Refused while a server holds it. Says so where it made a new one, unless
   * the work is to fill it.
   */
  withStore: <T>(work: (skein: Skein) => Promise<T>, fillsItself?: boolean) => Promise<T>
  /** Answers a document: through the running server, or by opening the store. */
  ask: (query: string, variables?: Record<string, unknown>, options?: AskOptions) => Promise<Answer>
  /** A line for people, on standard error. */
  note: (line: string) => void
  /** Results, on standard output. */
  print: (text: string) => void
}

export function cliContext(): CliContext {
  let known: Config | undefined
  const config = (): Config => (known ??= readConfig())
  const note = (line: string): void => void process.stderr.write(`${line}\n`)

  const remote = async (): Promise<Remote | null> => {
    const { readRunning } = await import('../server/serve.ts')
    const running = readRunning(config().data)
    if (running === null) return null
    try {
      const answer = await fetch(`${running.url}/health`, { signal: AbortSignal.timeout(3_000) })
      await answer.arrayBuffer()
      return { url: running.url, token: running.token }
    } catch {
      return null
    }
  }
  const withStore = async <T>(work: (skein: Skein) => Promise<T>, fillsItself?: boolean): Promise<T> => {
    const { openSkein } = await import('../service/skein.ts')
    const { data, store } = config()
    const isNew = store === '' && isEmptyFolder(data)
    const skein = await openSkein({ ...config(), notice: note })
    try {
      if (isNew && fillsItself !== true)
        note(`a new store was made in ${data}; the shipped datasets are loaded by \`npm start\` or \`skein seed\``)
      return await work(skein)
    } finally {
      await skein.close()
    }
  }
  const ask: CliContext['ask'] = async (query, variables, options = {}) => {
    const server = await remote()
    if (server !== null) return askRemote(server, query, variables, options)
    const { ask: askHere, createApi } = await import('../server/api.ts')
    const { OWNER, PUBLIC } = await import('../service/viewer.ts')
    return withStore(
      async (skein) =>
        (await askHere(
          createApi(skein, { log: note }),
          query,
          { viewer: options.public === true ? PUBLIC : OWNER },
          variables
        )) as Answer
    )
  }
  return { config, remote, withStore, ask, note, print: (text) => void process.stdout.write(`${text}\n`) }
}

function isEmptyFolder(folder: string): boolean {
  try {
    return readdirSync(folder).length === 0
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT'
  }
}

async function askRemote(
  server: Remote,
  query: string,
  variables: Record<string, unknown> | undefined,
  options: AskOptions
): Promise<Answer> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      ...(options.public === true ? {} : { authorization: `Bearer ${server.token}` })
    },
    body: JSON.stringify({ query, variables })
  })
  return (await response.json()) as Answer
}

/** The data of an answer, or its first error as ours. */
export function dataOf(answer: Answer): Record<string, unknown> {
  const [error] = answer.errors ?? []
  if (error !== undefined) throw errorOf(error)
  return answer.data ?? {}
}

export function errorOf({ message, extensions = {} }: NonNullable<Answer['errors']>[number]): SkeinError {
  const { code, hint, issues } = extensions
  return new SkeinError(isCode(code) ? code : 'INTERNAL', message, {
    ...(hint === undefined ? {} : { hint }),
    ...(issues === undefined ? {} : { issues })
  })
}

const isCode = (code: string | undefined): code is ErrorCode => code !== undefined && code in ERROR_CODES
