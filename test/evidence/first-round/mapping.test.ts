import {describe, expect, test} from 'vitest'
import type {MappingAnswer} from '../../../src/aws/lambda.ts'
import {mappingFrom} from '../../../src/evidence/first-round/mapping.ts'
import type {Mapping} from '../../../src/model/evidence/evidence.ts'
import {mappingSchema} from '../../../src/model/evidence/evidence-schema.ts'
import {functionArn, mappingOnTheWire, streamArn} from '../../support/stub-account.ts'

/** As the SDK hands it over: the wire's, with a Date. */
const answer = (given: Partial<MappingAnswer> = {}): MappingAnswer => ({
  ...(mappingOnTheWire() as MappingAnswer),
  LastModified: new Date(1_790_000_000_500),
  ...given,
})

test('a mapping made with defaults', () => {
  expect(mappingFrom(answer())).toEqual({
    uuid: '11111111-aaaa-4bbb-8ccc-000000000001',
    functionArn,
    functionName: 'orders-projector',
    qualifier: null,
    eventSourceArn: streamArn,
    tableName: 'orders',
    streamLabel: '2026-11-01T08:00:00.000',
    state: 'Enabled',
    stateTransitionReason: 'User action',
    lastModifiedMs: 1_790_000_000_500,
    lastProcessingResult: 'OK',
    startingPosition: 'TRIM_HORIZON',
    batchSize: 100,
    maximumBatchingWindowSeconds: 0,
    tumblingWindowSeconds: 0,
    parallelizationFactor: 1,
    maximumRetryAttempts: -1,
    maximumRecordAgeSeconds: -1,
    bisectBatchOnFunctionError: false,
    onFailureDestination: null,
    functionResponseTypes: [],
    filterPatterns: [],
    metrics: [],
  })
})

describe('the values of the answer', () => {
  test.each<[string, Partial<MappingAnswer>, Partial<Mapping>]>([
    ['an alias', {FunctionArn: `${functionArn}:live`}, {functionName: 'orders-projector', qualifier: 'live'}],
    ['a version', {FunctionArn: `${functionArn}:42`}, {qualifier: '42', functionArn: `${functionArn}:42`}],
    ['a state that is new', {State: 'Hibernating' as never}, {state: 'Hibernating'}],
    [
      'a destination',
      {DestinationConfig: {OnFailure: {Destination: 'arn:aws:sqs:eu-west-1:111122223333:dlq'}}},
      {onFailureDestination: 'arn:aws:sqs:eu-west-1:111122223333:dlq'},
    ],
    ['a destination that was taken away', {DestinationConfig: {OnFailure: {Destination: ''}}}, {onFailureDestination: null}],
    ['no destination configuration', {DestinationConfig: undefined}, {onFailureDestination: null}],
    ['filters', {FilterCriteria: {Filters: [{Pattern: '{"eventName":["INSERT"]}'}]}}, {filterPatterns: ['{"eventName":["INSERT"]}']}],
    ['filters that are encrypted', {KMSKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/k'}, {filterPatterns: null}],
    ['a key and filters', {KMSKeyArn: 'arn:aws:kms:k', FilterCriteria: {Filters: [{Pattern: '{}'}]}}, {filterPatterns: ['{}']}],
    ['metrics', {MetricsConfig: {Metrics: ['EventCount']}}, {metrics: ['EventCount']}],
    ['partial batch response', {FunctionResponseTypes: ['ReportBatchItemFailures']}, {functionResponseTypes: ['ReportBatchItemFailures']}],
    ['zero retries', {MaximumRetryAttempts: 0}, {maximumRetryAttempts: 0}],
    [
      'a queue',
      {EventSourceArn: 'arn:aws:sqs:eu-west-1:111122223333:orders', StartingPosition: undefined},
      {tableName: null, streamLabel: null, startingPosition: null, eventSourceArn: 'arn:aws:sqs:eu-west-1:111122223333:orders'},
    ],
    ['a stream in China', {EventSourceArn: streamArn.replace('arn:aws:', 'arn:aws-cn:')}, {tableName: 'orders'}],
  ])('%s', (_, given, expected) => {
    expect(mappingFrom(answer(given))).toMatchObject(expected)
  })
})

test('a value that AWS left out is null or empty, never a default', () => {
  const mapping = mappingFrom({UUID: 'u'})
  expect(mappingSchema.parse(mapping)).toEqual(mapping)
  expect(mapping).toMatchObject({
    uuid: 'u',
    maximumRetryAttempts: null,
    batchSize: null,
    bisectBatchOnFunctionError: null,
    lastModifiedMs: null,
  })
})
