import {callFailed, defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, from, lively, oneBlocked, wavering} from '../shapes.ts'

export default defineRetold({
  id: 'number-of-thirty-nine-digits',
  story:
    'Nine minutes ago a partner wrote an amount of 39 digits, which ends in zeros: DynamoDB takes it, as zeros at the end do not count. The library that turns records into Python objects allows 38 digits and raises. One shard of four waits for that record.',
  source: {
    report: 'aws-powertools/powertools-lambda-python#4845 (decimal.Rounded for numbers with more than 38 digits in a record)',
    rule: 'DynamoDB Developer Guide, "HowItWorks.NamingRulesDataTypes": 38 digits of precision, without the zeros at the end; Lambda Developer Guide, "services-dynamodb-errors"',
  },
  truth: {
    causes: ['poison-record'],
    not: ['failing-function', 'hot-partition', 'slow-handler', 'insufficient-throughput'],
    states: ['stalled'],
    says: /Rounded|decimal/,
    dead: /update-alias|roll .{0,20}back/i,
  },
  world: pipeline({
    function: {Runtime: 'python3.12', Handler: 'app.handler', MemorySize: 512, Timeout: 30},
    mapping: {...defaults, ...callFailed, BatchSize: 100},
    traffic: {
      invocations: from(-9, about(79), about(101)),
      errors: from(-9, always(4), always(0)),
      durations: wavering(28, 210, 365),
      writes: about(4800, 2),
      returned: from(-9, about(3600, 3), about(4800, 2)),
      reads: from(-9, always(724), always(960)),
      ages: oneBlocked(-9, always(4), {others: lively(360)}),
    },
    log: {
      memoryMb: 512,
      usedMb: 101,
      report: {status: 'error', errorType: 'Rounded', durationMs: 31},
      failing: () => [
        '[ERROR] Rounded: [<class \'decimal.Rounded\'>]\nTraceback (most recent call last):\n  File "/var/task/app.py", line 31, in handler\n    image = record.dynamodb.new_image\n  File "/opt/python/aws_lambda_powertools/utilities/data_classes/dynamo_db_stream_event.py", line 75, in new_image\n    return self._deserialize_dynamodb_dict(self.get("NewImage"))\n  File "/opt/python/aws_lambda_powertools/shared/dynamodb_deserializer.py", line 71, in _deserialize_n\n    return DYNAMODB_CONTEXT.create_decimal(value)\n',
      ],
    },
  }),
})
