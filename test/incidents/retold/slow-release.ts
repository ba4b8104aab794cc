import {functionName, functionTime, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, aged, always, evenly, fresh, from} from '../shapes.ts'
import {virginia} from '../stand-in/place.ts'

export default defineRetold({
  id: 'slow-release',
  story:
    'A release calls a service for each record instead of once for the batch. Nothing fails, invocations take nine times as long, and the age grows.',
  source: {
    report:
      'storacha/w3infra#403 (an execution of ten seconds makes the iterator age rise); aws-samples/amazon-elasticsearch-lambda-samples#1',
    rule: 'Lambda Developer Guide, "monitoring-metrics-types": Duration, IteratorAge',
  },
  truth: {causes: ['slow-handler'], states: ['slow', 'behind'], says: /release|version|changed|roll/i, dead: /MaximumRetryAttempts=\d/},
  world: pipeline({
    qualifier: 'live',
    function: {LastModified: functionTime(39)},
    around: {
      aliases: [{AliasArn: virginia.functionArn(functionName, 'live'), Name: 'live', FunctionVersion: '42', RevisionId: 'a-42'}],
      versions: [
        {Version: '41', LastModified: '2026-11-10T10:00:00.000+0000'},
        {Version: '42', LastModified: functionTime(38)},
      ],
    },
    mapping: {BatchSize: 100},
    traffic: {
      invocations: from(-37, about(52, 1, 0.03), about(92)),
      durations: from(-37, evenly(4200, 4900), evenly(420, 610)),
      concurrency: always(4),
      returned: from(-37, about(5200, 3), about(9000, 2)),
      ages: from(
        -37,
        aged(minute => (minute + 37) * 25.3, 12),
        fresh,
      ),
    },
  }),
})
