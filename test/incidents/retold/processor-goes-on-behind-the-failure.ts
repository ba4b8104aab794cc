import {defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, from, lively, oneBlocked, wavering} from '../shapes.ts'

export default defineRetold({
  id: 'processor-goes-on-behind-the-failure',
  story:
    'The batch processor of a Java consumer reports the one record that fails and processes all that come behind it. The mapping goes back to that record, for there is no bound on retries: since an hour the tail of one batch is applied again three times a minute, its shard of five does not move, and the metric of errors is zero.',
  source: {
    report:
      'aws-powertools/powertools-lambda-java#1820 (processing goes on behind the failure, and the same messages are repeated again and again)',
    rule: 'Lambda Developer Guide, "services-ddb-batchfailurereporting": everything from the lowest number on is retried; "monitoring-metrics-types": FailedInvokeEventCount',
  },
  truth: {
    causes: ['poison-record'],
    not: ['failing-function', 'slow-handler', 'hot-partition', 'insufficient-throughput', 'shard-rollover'],
    states: ['stalled'],
    says: /FailedInvoke|batchItemFailures|ReportBatchItemFailures|report\w* .{0,60}fail|fail\w* .{0,60}report/i,
    dead: /roll .{0,20}back|update-alias/i,
  },
  world: pipeline({
    shards: 5,
    function: {Runtime: 'java21', Handler: 'parcels.LedgerHandler', MemorySize: 1024},
    mapping: {...defaults, BatchSize: 100, FunctionResponseTypes: ['ReportBatchItemFailures']},
    traffic: {
      invocations: from(-58, about(107), about(130)),
      durations: wavering(60, 340, 435),
      concurrency: always(3),
      writes: about(6000, 2),
      returned: from(-58, about(4800, 3), about(6000, 2)),
      reads: from(-58, always(963), always(1200)),
      ages: oneBlocked(-58, always(3), {leadSeconds: 4, others: lively(430)}),
    },
    events: {
      Polled: from(-58, about(4800, 3), about(6000, 2)),
      // Three times the 63 records from the bad one to the end of its batch.
      Invoked: from(-58, about(4990, 3), about(6000, 2)),
      FailedInvoke: from(-58, always(189), always(0)),
    },
    log: {
      usedMb: 241,
      handled: from(-58, always(3), always(0)),
      failing: ({at, id}) => [
        JSON.stringify({
          level: 'ERROR',
          message:
            'Error while processing record with id 300000000004412807355120: entry does not balance: 118.40 debit, 118.04 credit, adding it to batch item failures',
          timestamp: at,
          function_request_id: id,
          service: 'ledger',
          logger: 'software.amazon.lambda.powertools.batch.handler.DynamoDbBatchMessageHandler',
        }),
      ],
    },
  }),
})
