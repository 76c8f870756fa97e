import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { SkeinError } from '../../src/errors.ts'

const problem = (env: Record<string, string>): SkeinError => {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof SkeinError) return error
  }
  throw new Error('was accepted')
}

describe('settings', () => {
  it('has a default for everything, and an absolute data folder', () => {
    expect(readConfig({})).toEqual({ port: 4000, host: '127.0.0.1', data: resolve('.skein'), store: '' })
  })

  it('reads every variable; an empty store is the embedded one', () => {
    expect(
      readConfig({
        PORT: '0',
        HOST: '0.0.0.0',
        SKEIN_DATA: '/tmp/x',
        SKEIN_STORE: 'neo4j+s://db.example:7687',
        SKEIN_NEO4J_USER: 'reader',
        SKEIN_NEO4J_PASSWORD: 'p',
        SKEIN_NEO4J_DATABASE: 'cases'
      })
    ).toEqual({
      port: 0,
      host: '0.0.0.0',
      data: '/tmp/x',
      store: 'neo4j+s://db.example:7687',
      user: 'reader',
      password: 'p',
      database: 'cases'
    })
    expect(readConfig({ SKEIN_STORE: '' }).store).toBe('')
  })

  it.each([
    ['PORT', '70000'],
    ['PORT', 'http'],
    ['PORT', '-1'],
    ['HOST', ''],
    ['SKEIN_DATA', ''],
    ['SKEIN_STORE', 'mysql://x'],
    ['SKEIN_STORE', 'neo4j://']
  ])('names the variable that is wrong: %s=%s', (name, value) => {
    const error = problem({ [name]: value })
    expect(error.code).toBe('MISCONFIGURED')
    expect(error.message).toContain(name)
    expect(error.details.issues?.[0]?.path).toBe(name)
  })
})
