import { connect } from 'node:net'
import { inject } from 'vitest'
import type { Neo4jAddress } from './global.ts'

export type { Neo4jAddress } from './global.ts'

export interface Neo4jLoan extends Neo4jAddress {
  giveBack: () => void
}

/** Why there is no Neo4j for tests; null when there is one. SKEIN_REQUIRE=neo4j turns a missing one into a failure of the run. */
export function neo4jMissing(): string | null {
  const found = inject('neo4j') as ReturnType<typeof inject<'neo4j'>> | undefined
  if (found === undefined) return 'vitest runs without globalSetup tests/support/global.ts'
  return 'reason' in found ? found.reason : null
}

/** The run's Neo4j for this test file alone, until given back. Waits for other files. */
export function neo4jForTests(): Promise<Neo4jLoan> {
  const found = inject('neo4j')
  if ('reason' in found) return Promise.reject(new Error(found.reason))
  return new Promise((done, fail) => {
    const socket = connect(found.port, '127.0.0.1')
    let text = ''
    socket.once('error', fail)
    socket.on('data', (data) => {
      text += data.toString()
      if (!text.endsWith('\n')) return
      const answer = JSON.parse(text) as Neo4jAddress | { error: string }
      if ('error' in answer) fail(new Error(answer.error))
      else done({ ...answer, giveBack: () => void socket.end() })
    })
  })
}
