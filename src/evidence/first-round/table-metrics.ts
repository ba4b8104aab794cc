import type {MetricQuery} from '../../aws/metrics.ts'
import {AwsError} from '../../aws/transport/aws-error.ts'
import {tableMetricNames} from '../../aws-facts/metric-names.ts'
import {defineCollector, isForeign, type StreamSubject} from '../collector.ts'
import {named, readNamed} from './named-metrics.ts'

const action = 'cloudwatch:GetMetricData'

export const tableMetrics = defineCollector({
  key: 'tableMetrics',
  scope: 'stream',
  after: ['mapping'],
  actions: [action],
  collect: async (aws, subject, window) => {
    // CloudWatch would answer with no datapoints, and that would look like a table without writes.
    if (isForeign(subject)) {
      throw new AwsError(action, 'other', `the table belongs to account ${subject.tableAccount}, which keeps its metrics`)
    }
    return readNamed(aws, tableMetricNames, name => tableMetric(name, subject), window)
  },
})

/** The metrics of reading the stream exist per stream and operation, those of writing per table. */
export function tableMetric(name: string, {tableName, streamLabel}: Pick<StreamSubject, 'tableName' | 'streamLabel'>): MetricQuery {
  const reads = {TableName: tableName, StreamLabel: streamLabel, Operation: 'GetRecords'}
  // Every successful GetRecords call is one sample of its latency.
  if (name === 'GetRecords.SampleCount') return named('AWS/DynamoDB', 'SuccessfulRequestLatency.SampleCount', reads)
  // Refused reads exist per table and operation, not per stream (DynamoDB Developer Guide, "Metrics and dimensions").
  if (name === 'GetRecords.ThrottledRequests.Sum')
    return named('AWS/DynamoDB', 'ThrottledRequests.Sum', {TableName: tableName, Operation: 'GetRecords'})
  return named('AWS/DynamoDB', name, name.startsWith('Returned') ? reads : {TableName: tableName})
}
