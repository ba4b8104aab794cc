import {fileURLToPath} from 'node:url'
import {defineConfig} from 'vitest/config'

const hangsAfterMs = 600_000

export default defineConfig({
  // The tests import the sources of the lab: so does the command line in them, and each module is loaded once.
  resolve: {alias: {'#lab': fileURLToPath(new URL('packages/lab/src/entrance.ts', import.meta.url))}},
  test: {
    // Vitest leaves one core free, which of two is half.
    maxWorkers: '100%',
    // The limits end a hanging test and measure nothing: no test takes more than some seconds, and a machine may be far slower than ours.
    testTimeout: hangsAfterMs,
    hookTimeout: hangsAfterMs,
    teardownTimeout: hangsAfterMs,
    expect: {poll: {timeout: hangsAfterMs / 2}},
    setupFiles: ['test/support/day.js', 'test/support/try-printed.ts'],
    globalSetup: 'test/support/temporary-folder.ts',
    restoreMocks: true,
    // The built command line finds its own modules, and is to be loaded once.
    server: {deps: {external: [/\/dist\/cli\//]}},
    include: ['test/**/*.test.ts'],
    // Those of conformance need software that is installed for them: `npm run test:conformance`.
    exclude: ['test/conformance/**'],
    // A test leaves nothing behind: a process for each file would load the same modules again, which takes much of the time.
    isolate: false,
  },
})
