import {defineConfig} from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // The end-to-end tests run the built binary; `npm test` builds first.
    testTimeout: 30_000,
    restoreMocks: true,
  },
})
