import {expect, test} from 'vitest'
import {waitFor} from '../../../src/cli/run/wait.ts'

test('a wait that is as long as asked is no sleep, and one that is left ends at once', async () => {
  expect(await waitFor(5, new AbortController().signal)).toBeLessThan(5000)
  expect(await waitFor(3_600_000, AbortSignal.abort())).toBe(0)
})
