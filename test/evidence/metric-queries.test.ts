import {describe, expect, test} from 'vitest'
import {functionMetric} from '../../src/evidence/first-round/function-metrics.ts'
import {tableMetric} from '../../src/evidence/first-round/table-metrics.ts'

describe('function metrics', () => {
  test.each([
    ['IteratorAge.p50', null, 'IteratorAge', 'p50', {FunctionName: 'f'}],
    ['IteratorAge.Maximum', 'live', 'IteratorAge', 'Maximum', {FunctionName: 'f', Resource: 'f:live'}],
    ['Errors.Sum', '42', 'Errors', 'Sum', {FunctionName: 'f', Resource: 'f:42'}],
    ['Throttles.Sum', 'live', 'Throttles', 'Sum', {FunctionName: 'f', Resource: 'f:live'}],
    ['ConcurrentExecutions.Maximum', 'live', 'ConcurrentExecutions', 'Maximum', {FunctionName: 'f'}],
    ['DestinationDeliveryFailures.Sum', 'live', 'DestinationDeliveryFailures', 'Sum', {FunctionName: 'f'}],
  ])('%s of qualifier %s', (name, qualifier, metricName, statistic, dimensions) => {
    expect(functionMetric(name, 'f', qualifier)).toEqual({namespace: 'AWS/Lambda', metricName, statistic, dimensions})
  })
})

describe('table metrics', () => {
  const reads = {TableName: 't', StreamLabel: 'l', Operation: 'GetRecords'}
  test.each([
    ['ConsumedWriteCapacityUnits.Sum', 'ConsumedWriteCapacityUnits', 'Sum', {TableName: 't'}],
    ['TimeToLiveDeletedItemCount.Sum', 'TimeToLiveDeletedItemCount', 'Sum', {TableName: 't'}],
    ['ReturnedRecordsCount.Sum', 'ReturnedRecordsCount', 'Sum', reads],
    ['GetRecords.SampleCount', 'SuccessfulRequestLatency', 'SampleCount', reads],
  ])('%s', (name, metricName, statistic, dimensions) => {
    const subject = {streamArn: 's', tableName: 't', streamLabel: 'l', account: null, tableAccount: null}
    expect(tableMetric(name, subject)).toEqual({namespace: 'AWS/DynamoDB', metricName, statistic, dimensions})
  })
})
