import {expect, test} from 'vitest'
import {givesUp, keepsRecords, postponed} from '../../src/advice/discards.ts'
import type {MappingChange} from '../../src/model/plan/mapping-change.ts'

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

const bound = {change: {MaximumRetryAttempts: 3}}
const destination = {change: {DestinationConfig: 'ARN_OF_YOUR_SQS_QUEUE'}}
test('a durable function has no destination: nothing is advised that names one or gives records up', () => {
  for (const fix of [bound, destination]) {
    expect(postponed(fix, undefined, {durable: true})).toMatch(/durable: Lambda supports no on-failure destination/)
    expect(postponed(fix, undefined, {durable: false})).toBeNull()
  }
  const reports = {change: {FunctionResponseTypes: 'ReportBatchItemFailures' as const}}
  expect(postponed(reports, undefined, {durable: true})).toMatch(/only for SQS and Kinesis/)
  expect(postponed(reports, undefined, {durable: false})).toBeNull()
  expect(postponed({change: {BatchSize: 10}}, undefined, {durable: true})).toBeNull()
})

test('only a fix that discards records waits, and only while good records fail', () => {
  const failing = {goodRecordsFail: 'no batch succeeds on any shard'}
  expect(postponed(bound, failing)).toMatch(/^Limit .*: no batch succeeds on any shard, and Lambda would discard good records\.$/)
  expect(postponed(bound, {goodRecordsFail: null})).toBeNull()
  expect(postponed(bound, undefined)).toBeNull()
  expect(postponed({change: {BisectBatchOnFunctionError: true}}, failing)).toBeNull()
  expect(postponed({command: 'aws logs tail'}, failing)).toBeNull()
})

test.each<[MappingChange, boolean]>([
  [{DestinationConfig: 'arn:aws:sqs:us-east-1:123456789012:orders-failed'}, true],
  [{MaximumRecordAgeInSeconds: -1}, true],
  [{MaximumRecordAgeInSeconds: 43_200}, false],
  [{DestinationConfig: 'arn:aws:sqs:us-east-1:123456789012:orders-failed', MaximumRetryAttempts: 3}, false],
  [{BisectBatchOnFunctionError: true}, false],
])('%j does nothing but keep records: %s', (change, expected) => {
  expect(keepsRecords(change)).toBe(expected)
})
