import {inNetwork, natGateway, network} from '../network.ts'
import {epochSeconds, functionName, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {always} from '../shapes.ts'
import {virginia} from '../stand-in/place.ts'

export default defineRetold({
  id: 'function-idle-for-weeks',
  story:
    'A table of tariffs is changed once a quarter. Its consumer is in a VPC and has not been invoked for weeks, so Lambda took its network interfaces back: the state is Inactive, the reason Idle. The next change wakes it, and is delivered some minutes later. Nothing waits, and a check of the team calls the function broken.',
  source: {
    report:
      'crossplane-contrib/provider-aws#2084 (a function that is inactive as it is idle is reported as not ready); FrontEnd-ro/frontend.ro#719 (functions that become idle)',
    rule: 'Lambda Developer Guide, "functions-states": an idle function becomes inactive, and the first invocation brings it back; "services-dynamodb-errors": that batch is sent again',
  },
  truth: {
    causes: [null],
    not: ['function-unavailable', 'mapping-disabled', 'filter-drops-all', 'stale-stream', 'network-unreachable'],
    states: ['idle', 'ok', 'unknown'],
    verdicts: ['healthy', 'at-risk', 'undecided'],
    dead: /delete-function|update-function-code/,
  },
  world: pipeline({
    shards: 1,
    function: {
      Runtime: 'python3.12',
      Handler: 'tariffs.handler',
      MemorySize: 256,
      State: 'Inactive',
      StateReason: 'The function is idle.',
      StateReasonCode: 'Idle',
      LastModified: '2026-08-03T11:19:50.000+0000',
      ...inNetwork,
    },
    mapping: {BatchSize: 10},
    traffic: {invocations: always(0), concurrency: always(0), writes: always(0), reads: always(240)},
    world: {
      alarms: [
        {
          AlarmName: `${functionName}-IteratorAge`,
          AlarmArn: virginia.arn('cloudwatch', `alarm:${functionName}-IteratorAge`),
          Namespace: 'AWS/Lambda',
          MetricName: 'IteratorAge',
          Dimensions: [{Name: 'FunctionName', Value: functionName}],
          Statistic: 'Maximum',
          Period: 60,
          EvaluationPeriods: 5,
          Threshold: 60_000,
          ComparisonOperator: 'GreaterThanThreshold',
          TreatMissingData: 'notBreaching',
          StateValue: 'OK',
          StateReason: 'no datapoints were received for 5 periods and 5 missing datapoints were treated as [NonBreaching].',
          StateUpdatedTimestamp: epochSeconds(60 * 24 * 70),
          ActionsEnabled: true,
          AlarmActions: [virginia.arn('sns', 'oncall')],
        },
      ],
      vpc: network({
        routes: [{destinationCidrBlock: '0.0.0.0/0', natGatewayId: 'nat-0b77', state: 'active', origin: 'CreateRoute'}],
        natGateways: [natGateway('nat-0b77', 'available')],
      }),
    },
  }),
})
