import {functionName, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, aged, always, evenly, fresh, from} from '../shapes.ts'
import {virginia} from '../stand-in/place.ts'

export default defineRetold({
  id: 'instances-follow-the-traffic-too-slowly',
  story:
    'The consumer runs on managed instances. Twelve minutes ago a campaign made three and a half times as many writes within a minute. Instances are added by the use of the processor, and not by the invocation: until there are enough, four tries in ten are throttled. The other invocations succeed as fast as ever. The account uses a twentieth of its executions, and nothing is reserved.',
  source: {
    report:
      'https://docs.aws.amazon.com/lambda/latest/dg/lambda-managed-instances-troubleshooting.html (throttles while instances are added, where traffic more than doubles within five minutes)',
    rule: 'Lambda Developer Guide, "lambda-managed-instances-scaling": instances are added by the use of the processor; "with-ddb": a throttled batch is tried again',
  },
  truth: {
    causes: ['throttled-concurrency', 'write-burst'],
    states: ['slow', 'behind'],
    not: ['poison-record', 'failing-function', 'slow-handler', 'cold-start-burden', 'hot-partition'],
    says: /throttl/i,
    dead: /put-provisioned-concurrency|MaximumRetryAttempts=\d|MaximumRecordAgeInSeconds=\d/,
  },
  world: pipeline({
    shards: 16,
    qualifier: 'live',
    function: {
      Runtime: 'java21',
      Handler: 'parcels.Handler',
      MemorySize: 4096,
      CapacityProviderConfig: {
        LambdaManagedInstancesCapacityProviderConfig: {
          CapacityProviderArn: virginia.arn('lambda', 'capacity-provider:consumers'),
          ExecutionEnvironmentMemoryGiBPerVCpu: 2,
          PerExecutionEnvironmentMaxConcurrency: 4,
        },
      },
    },
    around: {
      aliases: [{AliasArn: virginia.functionArn(functionName, 'live'), Name: 'live', FunctionVersion: '5', RevisionId: 'a-5'}],
      versions: [{Version: '5', LastModified: '2026-10-29T13:05:00.000+0000'}],
    },
    mapping: {BatchSize: 100, ParallelizationFactor: 4},
    traffic: {
      invocations: from(-12, about(620, 1, 0.05), about(700)),
      throttles: from(-12, about(430, 6), always(0)),
      durations: evenly(120, 400),
      concurrency: from(-12, always(12), always(6)),
      writes: from(-12, about(84_000, 2, 0.05), about(24_000, 2)),
      returned: from(-12, about(62_000, 3, 0.05), about(24_000, 2)),
      ages: from(
        -12,
        aged(minute => 3 + (minute + 12) * 15.5, 20),
        fresh,
      ),
    },
    log: {memoryMb: 4096, version: '5', failing: () => []},
  }),
})
