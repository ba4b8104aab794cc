import {accountMetricNames} from '../../aws-facts/metric-names.ts'
import {defineCollector} from '../collector.ts'
import {named, readNamed} from './named-metrics.ts'

/** Without dimensions these are the sums of the account and region. */
export const accountMetrics = defineCollector({
  key: 'accountMetrics',
  scope: 'region',
  actions: ['cloudwatch:GetMetricData'],
  collect: (aws, _subject, window) => readNamed(aws, accountMetricNames, name => named('AWS/Lambda', name, {}), window),
})
