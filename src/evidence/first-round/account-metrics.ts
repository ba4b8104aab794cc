import {accountMetricNames} from '../../aws-facts/metric-names.ts'
import {defineCollector} from '../collector.ts'
import {named, readNamed} from './named-metrics.ts'

/** Without dimensions these are the sums of the account and region. UserErrors holds the refused requests of DynamoDB and its streams. */
export const accountMetrics = defineCollector({
  key: 'accountMetrics',
  scope: 'region',
  after: [],
  actions: ['cloudwatch:GetMetricData'],
  collect: (aws, _subject, window) =>
    readNamed(aws, accountMetricNames, name => named(name === 'UserErrors.Sum' ? 'AWS/DynamoDB' : 'AWS/Lambda', name, {}), window),
})
