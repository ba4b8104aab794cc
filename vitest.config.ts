import {fileURLToPath} from 'node:url'
import {defineConfig} from 'vitest/config'

/** Tests that run in this process and leave nothing behind: nothing to isolate, and loading the same modules again for each file takes much of the time. */
const inProcess = [
  'test/{checks,causes,derived,model,reports,config,changes,evidence,diagnosis,advice,signs,text,lab,use-cases,policy,faults,incidents,pages,recorded,soak}/**/*.test.ts',
  'test/parity.test.ts',
]

/** The same, of the benches and the deployed handler. The files that are left then are small: none of them keeps one core waiting for the other at the end. */
const labs = ['test/accuracy/**/*.test.ts', 'test/deploy/handler.test.ts']

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
    setupFiles: ['test/support/day.js'],
    globalSetup: 'test/support/temporary-folder.ts',
    restoreMocks: true,
    // The built command line finds its own modules, and is to be loaded once.
    server: {deps: {external: [/\/dist\/cli\//]}},
    projects: [
      {
        extends: true,
        test: {name: 'in process', include: inProcess, isolate: false, setupFiles: ['test/support/day.js', 'test/support/try-printed.ts']},
      },
      {extends: true, test: {name: 'accuracy', include: labs, isolate: false}},
      // Runs of the built command line in this process share its modules.
      {extends: true, test: {name: 'commands', include: ['test/commands/**/*.test.ts'], isolate: false}},
      {
        extends: true,
        test: {
          name: 'rest',
          include: ['test/**/*.test.ts'],
          // Those of conformance need software that is installed for them: `npm run test:conformance`.
          exclude: ['test/conformance/**', 'test/commands/**', ...labs, ...inProcess],
        },
      },
    ],
  },
})
