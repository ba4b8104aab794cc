import {fileURLToPath} from 'node:url'
import {defineConfig} from 'vitest/config'

/** Tests against software that we did not write; `scripts/conformance-peers.sh` installs it. */
export default defineConfig({
  resolve: {alias: {'#lab': fileURLToPath(new URL('packages/lab/src/entrance.ts', import.meta.url))}},
  test: {
    include: ['test/conformance/**/*.test.ts'],
    // One command of an AWS CLI takes half a second, and several seconds on a loaded machine.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    // Real time passes on an emulator: its worlds wait side by side.
    maxConcurrency: 10,
  },
})
