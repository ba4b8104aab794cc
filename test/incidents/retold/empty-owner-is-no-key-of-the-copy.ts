import {pythonError} from '../lines.ts'
import {callFailed, defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly, from, oneBlocked} from '../shapes.ts'

export default defineRetold({
  id: 'empty-owner-is-no-key-of-the-copy',
  story:
    'The consumer copies items into a second table, which has an index on the owner. A form let an empty owner through, 54 minutes ago. The first table takes an empty string in an attribute that is no key; the second one refuses it as the key of an index. One shard of four stands at that record.',
  source: {
    report: 'Alonreznik/dynamodb-json#3, michalkvasnicak/aws-lambda-graphql#45 (a ValidationException for an empty string)',
    rule: 'DynamoDB Developer Guide, "HowItWorks.NamingRulesDataTypes": empty strings are allowed where the attribute is no key of a table or an index',
  },
  truth: {
    causes: ['poison-record'],
    not: ['hot-partition', 'insufficient-throughput', 'slow-handler', 'access-denied'],
    states: ['stalled'],
    verdicts: ['critical', 'degraded'],
    says: /ValidationException|empty string/i,
    dead: /update-alias|roll .{0,20}back|put-role-policy/i,
  },
  world: pipeline({
    function: {Runtime: 'python3.13', Handler: 'copy.handler', MemorySize: 256, Timeout: 60},
    mapping: {...defaults, ...callFailed, BatchSize: 50},
    traffic: {
      invocations: from(-54, about(148), about(190)),
      errors: from(-54, always(4), always(0)),
      durations: evenly(40, 380),
      concurrency: always(3),
      writes: about(2300, 2),
      returned: from(-54, about(1720, 3), about(2300, 2)),
      reads: from(-54, about(722, 8, 0.01), about(955, 8, 0.01)),
      ages: oneBlocked(-54, always(4)),
    },
    log: {
      memoryMb: 256,
      usedMb: 91,
      report: {status: 'error', errorType: 'ClientError', durationMs: 96},
      failing: pythonError(
        'ClientError',
        'An error occurred (ValidationException) when calling the PutItem operation: One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty string value. IndexName: by-owner, IndexKey: owner',
        '/var/task/copy.py',
      ),
    },
  }),
})
