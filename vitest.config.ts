import {defineConfig} from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Those need software that is installed for them: `npm run test:conformance`.
    exclude: ['test/conformance/**'],
    // The end-to-end tests run the built binary; `npm test` builds first.
    testTimeout: 30_000,
    restoreMocks: true,
  },
})
