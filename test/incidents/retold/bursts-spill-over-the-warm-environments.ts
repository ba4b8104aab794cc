import {functionName, metric, pipeline, total} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, evenly, type Rate} from '../shapes.ts'
import {virginia} from '../stand-in/place.ts'

const isBurst = (minute: number): boolean => Math.abs(minute) % 15 === 6
const atBursts =
  (burst: Rate, otherwise: Rate): Rate =>
  minute =>
    isBurst(minute) ? burst(minute) : otherwise(minute)

export default defineRetold({
  id: 'bursts-spill-over-the-warm-environments',
  story:
    'Five environments are kept warm for the alias that the mapping invokes. Four times an hour a partner sends all of its changes at once, all twelve shards have something, and seven batches more than there are warm environments start new ones, in half a second. A panel shows "spillover" in red, and someone calls it throttling. No try was throttled, and the age of these minutes is two seconds.',
  source: {
    report: 'serverless/serverless#7059, #7076 (more requests than there are provisioned environments: the fate of the additional ones)',
    rule: 'Lambda Developer Guide, "provisioned-concurrency": beyond it, invocations run on standard environments; "monitoring-concurrency": ProvisionedConcurrencySpilloverInvocations',
  },
  truth: {
    causes: [null],
    not: ['throttled-concurrency', 'cold-start-burden', 'insufficient-throughput', 'write-burst'],
    states: ['ok'],
    verdicts: ['healthy', 'at-risk'],
    dead: /put-function-concurrency/,
  },
  world: pipeline({
    shards: 12,
    qualifier: 'live',
    around: {
      aliases: [{AliasArn: virginia.functionArn(functionName, 'live'), Name: 'live', FunctionVersion: '21', RevisionId: 'a-21'}],
      versions: [{Version: '21', LastModified: '2026-11-18T11:44:00.000+0000'}],
      provisioned: [
        {
          FunctionArn: virginia.functionArn(functionName, 'live'),
          RequestedProvisionedConcurrentExecutions: 5,
          AvailableProvisionedConcurrentExecutions: 5,
          AllocatedProvisionedConcurrentExecutions: 5,
          Status: 'READY',
          LastModified: '2026-11-18T11:50:00+0000',
        },
      ],
    },
    mapping: {BatchSize: 100},
    traffic: {
      invocations: atBursts(about(380), about(290)),
      durations: (minute, n) => (isBurst(minute) ? evenly(90, 610)(minute, n) : evenly(60, 230)(minute, n)),
      concurrency: minute => (isBurst(minute) ? 12 : 4),
      writes: atBursts(about(17_000, 4), about(5200, 2)),
      ages: (minute, n) => (isBurst(minute) ? evenly(300, 2300)(minute, n) : evenly(250, 1500)(minute, n)),
    },
    moreMetrics: [
      metric(
        'AWS/Lambda',
        'ProvisionedConcurrencySpilloverInvocations',
        {FunctionName: functionName, Resource: `${functionName}:live`},
        minute => (isBurst(minute) ? total(() => 61)(minute) : undefined),
      ),
    ],
    log: {version: '21', failing: () => [], coldMs: ({minute, nth}) => (isBurst(minute) && nth < 7 ? 430 + 20 * nth : undefined)},
  }),
})
