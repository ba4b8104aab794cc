import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {defineConfig} from 'vitest/config'

/** Files of which `npm test` tries a part alone; here each of them is tried whole. */
const sampled = readdirSync('test', {recursive: true, encoding: 'utf8'})
  .map(name => join('test', name))
  .filter(name => name.endsWith('.test.ts') && /support\/sample\.ts|binaryOrHere/.test(readFileSync(name, 'utf8')))

export default defineConfig({
  resolve: {alias: {'#lab': fileURLToPath(new URL('packages/lab/src/entrance.ts', import.meta.url))}},
  test: {
    include: sampled,
    env: {DDBSTREAM_TESTS: 'exhaustive'},
    isolate: false,
    maxWorkers: '100%',
    // One command without each of its actions takes minutes on a slow machine; the limits end a hanging test.
    testTimeout: 3_600_000,
    hookTimeout: 3_600_000,
    expect: {poll: {timeout: 600_000}},
    globalSetup: 'test/support/temporary-folder.ts',
    setupFiles: ['test/support/day.js', 'test/support/try-printed.ts'],
    restoreMocks: true,
    // The built command line finds its own modules, and is to be loaded once.
    server: {deps: {external: [/\/dist\/cli\//]}},
  },
})
