import {expect, test} from 'vitest'
import {givesUp, postponed} from '../../src/model/giving-up.ts'
import type {MappingChange} from '../../src/model/mapping-change.ts'

test.each<[MappingChange, boolean]>([
  [{MaximumRetryAttempts: 0}, true],
  [{MaximumRetryAttempts: 3, BisectBatchOnFunctionError: true}, true],
  [{MaximumRetryAttempts: -1}, false],
  [{MaximumRecordAgeInSeconds: 43_200}, true],
  [{MaximumRecordAgeInSeconds: -1}, false],
  [{BisectBatchOnFunctionError: true}, false],
  [{DestinationConfig: 'arn:aws:sqs:us-east-1:123456789012:orders-failed'}, false],
  [{BatchSize: 10}, false],
])('%j gives records up: %s', (change, expected) => {
  expect(givesUp(change)).toBe(expected)
})

const bound = {summary: 'Bound the retries.', change: {MaximumRetryAttempts: 3}}
test('only what gives records up waits, and only while good records fail', () => {
  const failing = {goodRecordsFail: 'no batch succeeds on any shard'}
  expect(postponed(bound, failing)).toMatch(/^Limit .*: no batch succeeds on any shard, and Lambda would give up good records\.$/)
  expect(postponed(bound, {goodRecordsFail: null})).toBeNull()
  expect(postponed(bound, undefined)).toBeNull()
  expect(postponed({summary: 'Bisect.', change: {BisectBatchOnFunctionError: true}}, failing)).toBeNull()
  expect(postponed({summary: 'Read.', command: 'aws logs tail'}, failing)).toBeNull()
})
