import {expect, test} from 'vitest'
import {holdRecords, waitingWords} from '../../../src/causes/parts/hold-records.ts'
import type {Failures} from '../../../src/model/derived/failures.ts'
import {mapping} from '../../support/evidence.ts'

const failing = {goodRecordsFail: 'no batch succeeds on any shard'} as Failures

test.each<[number | null, number, RegExp | null]>([
  [-1, -1, null],
  [10_000, -1, null],
  [null, -1, null],
  [0, -1, /after 1 attempt\. .* until 24 h after it was written/],
  [5, 3600, /after 6 attempts\. .* until 1 h after/],
])('with %s retries and an age of %s s', (maximumRetryAttempts, maximumRecordAgeSeconds, words) => {
  const held = holdRecords(mapping({maximumRetryAttempts, maximumRecordAgeSeconds}), failing)
  expect(held.map(({summary}) => summary)).toEqual(words === null ? [] : [expect.stringMatching(words)])
})

test('where batches fail and pass, they are halved, and nothing waits', () => {
  const passing = {goodRecordsFail: '20 % of the invocations fail, including good records', halvingKeepsThem: true} as Failures
  expect(holdRecords(mapping({maximumRetryAttempts: 3}), passing)).toMatchObject([
    {change: {BisectBatchOnFunctionError: true}, summary: expect.stringMatching(/discards a whole batch after 4 attempts/)},
  ])
  expect(holdRecords(mapping({maximumRetryAttempts: -1}), passing)).toEqual([])
})

test('nothing is held where good records succeed, or the mapping is not known', () => {
  expect(holdRecords(mapping(), {...failing, goodRecordsFail: null})).toEqual([])
  expect(holdRecords(undefined, failing)).toEqual([])
})

test('records are said to wait only where they do', () => {
  expect(waitingWords(mapping({maximumRetryAttempts: -1, maximumRecordAgeSeconds: 604_800}))).toMatch(/until 24 h after/)
  expect(waitingWords(mapping({maximumRetryAttempts: 3}))).toBe('')
  expect(waitingWords(undefined)).toBe('')
})
