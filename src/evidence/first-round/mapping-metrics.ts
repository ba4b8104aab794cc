import {mappingMetricNames} from '../../aws-facts/metric-names.ts'
import {defineCollector} from '../collector.ts'
import {named, readNamed} from './named-metrics.ts'

/** The mapping's own counts. They are opt-in (EventCount): without it, and while the mapping is disabled, there are no datapoints. */
export const mappingMetrics = defineCollector({
  key: 'mappingMetrics',
  scope: 'mapping',
  actions: ['cloudwatch:GetMetricData'],
  collect: (aws, {mapping}, window) =>
    readNamed(aws, mappingMetricNames, name => named('AWS/Lambda', name, {EventSourceMappingUUID: mapping.uuid}), window),
})
