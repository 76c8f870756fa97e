import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { defineConfig } from 'vitest/config'

const GLOBAL = 'tests/support/global.ts'

export default defineConfig({
  resolve: {
    // vitest would load graphql twice, as ESM and as CommonJS, and `instanceof` fails between the two.
    alias: [{ find: /^graphql$/, replacement: createRequire(import.meta.url).resolve('graphql') }]
  },
  test: {
    // Lanes that only `npm run validate` runs.
    include: ['tests/**/*.test.ts', ...(process.env.SKEIN_VALIDATE === undefined ? [] : ['tests/**/*.lane.ts'])],
    globalSetup: existsSync(GLOBAL) ? [GLOBAL] : [],
    pool: 'forks',
    maxWorkers: 2,
    // A limit for what hangs, not for what is slow: a busy machine takes three times as long.
    testTimeout: 120_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 20_000 } },
    // A failing test must say the same on every machine.
    sequence: { shuffle: false },
    reporters: ['default']
  }
})
