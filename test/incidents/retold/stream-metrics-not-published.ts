import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'

export default defineRetold({
  id: 'stream-metrics-not-published',
  story:
    'A healthy pipeline in an account where the metrics of the stream are not there: neither GetRecords calls nor records that they returned.',
  source: {
    report: 'https://zeroae.github.io/zae-limiter/latest/operations/streams (a runbook that reads the metrics of Lambda alone)',
    rule: 'DynamoDB Developer Guide, "metrics-dimensions": a metric without a sample has no datapoint',
  },
  truth: {causes: [null], states: ['ok'], verdicts: ['healthy', 'at-risk', 'undecided']},
  world: pipeline({unpublished: ['ReturnedRecordsCount', 'SuccessfulRequestLatency']}),
})
