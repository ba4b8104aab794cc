import {expect, test} from 'vitest'
import {accountSettingsFrom} from '../../../src/evidence/first-round/account-settings.ts'

test.each([
  [
    {AccountLimit: {ConcurrentExecutions: 10, UnreservedConcurrentExecutions: 0}},
    {concurrentExecutions: 10, unreservedConcurrentExecutions: 0},
  ],
  [{}, {concurrentExecutions: null, unreservedConcurrentExecutions: null}],
])('limits are AWS’s or unknown', (answer, expected) => {
  expect(accountSettingsFrom({...answer, $metadata: {}})).toEqual(expected)
})
