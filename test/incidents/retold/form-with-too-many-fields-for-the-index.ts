import {callFailed, defaults, functionName, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly, from, oneBlocked} from '../shapes.ts'

export default defineRetold({
  id: 'form-with-too-many-fields-for-the-index',
  story:
    'A Java consumer copies items into a search index as they are. 86 minutes ago an office saved a form with a field for each of its visitors, and the index takes no more than a thousand fields. Bisecting has found the record; retries have no bound, and its shard of six stands still. All other items are indexed within a second.',
  source: {
    report: 'ustaxcourt/ef-cms-flexion#3142 (the limit of the fields of an index that is filled from a stream of a table)',
    rule: 'Lambda Developer Guide, "services-dynamodb-errors": bisecting does not use up retries, and without a bound the record is sent until it expires',
  },
  truth: {
    causes: ['poison-record'],
    states: ['stalled'],
    not: ['hot-partition', 'slow-handler', 'insufficient-throughput', 'failing-function'],
    says: /total fields/,
  },
  world: pipeline({
    shards: 6,
    function: {
      Runtime: 'java21',
      Handler: 'cases.IndexHandler::handleRequest',
      LoggingConfig: {LogFormat: 'JSON', LogGroup: `/aws/lambda/${functionName}`, ApplicationLogLevel: 'INFO', SystemLogLevel: 'INFO'},
    },
    mapping: {...defaults, ...callFailed, BatchSize: 200, BisectBatchOnFunctionError: true},
    traffic: {
      invocations: from(-86, about(160), about(190)),
      errors: from(-86, always(4), always(0)),
      durations: evenly(50, 230),
      writes: about(7800, 2),
      returned: from(-86, about(6500, 3), about(7800, 2)),
      reads: from(-86, about(1204, 8, 0.01), always(1440)),
      ages: oneBlocked(-86, always(4)),
    },
    log: {
      format: 'json',
      usedMb: 310,
      report: {status: 'error', errorType: 'org.opensearch.client.opensearch._types.OpenSearchException', durationMs: 88},
      failing: ({at, id}) => [
        JSON.stringify({
          timestamp: at,
          level: 'ERROR',
          loggerName: 'cases.IndexHandler',
          AWSRequestId: id,
          message:
            'cannot index case 2026-11-20#form-8812: Request failed: [illegal_argument_exception] Limit of total fields [1000] has been exceeded while adding new fields [412]',
        }),
      ],
    },
  }),
})
