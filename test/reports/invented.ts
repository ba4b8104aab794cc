import type {CauseReport, Finding, LagReport, PipelineReport, Report} from '../../src/model/report/report.ts'

/** Invented reports: the situations that an operator meets. */

const takenAt = '2026-11-23T17:52:10.000Z'
const start = Date.parse('2026-11-23T14:52:00.000Z')
const mapping = '14e0db71-5d35-4eb5-b481-8945cf9d10c2'
const streamArn = 'arn:aws:dynamodb:us-east-1:123456789012:table/orders/stream/2026-10-01T08:00:00.000'

/** Three hours of minutes; `age` answers the highest iterator age of minute i in seconds, or null. */
const minutes = (age: (i: number) => number | null): LagReport['series'] =>
  Array.from({length: 180}, (_, i) => {
    const max = age(i)
    const at = new Date(start + i * 60_000).toISOString()
    return {at, max, p50: max === null ? null : Math.min(max, 1), min: max === null ? null : 0}
  })

const wave = (i: number): number => 1.5 + Math.sin(i * 1.7) + (i % 13 === 0 ? 2 : 0)

const calmLag: LagReport = {
  state: 'ok',
  ageSeconds: 2,
  minimumAgeSeconds: 0,
  slope: 0.001,
  throughputRatio: 1,
  scope: 'unknown',
  drainSeconds: null,
  lossAt: null,
  lossBy: null,
  onsetAt: null,
  floorSeconds: 10,
  thresholdSeconds: 30,
  because: ['the age stays below 10 s'],
  series: minutes(wave),
}

const checks: [string, string][] = [
  ['iterator-age', 'Iterator age is high'],
  ['error-rate', 'The function fails'],
  ['throttled-invocations', 'Invocations are throttled'],
  ['mapping-not-enabled', 'The mapping is not enabled'],
  ['processing-problem', 'AWS reports a problem with the last batch'],
  ['unbounded-retries', 'Retries are not bounded'],
  ['missing-failure-destination', 'Failed batches go nowhere'],
  ['no-bisect', 'A failed batch is not split'],
  ['reserved-concurrency-too-low', 'Reserved concurrency is too low'],
  ['stale-stream', 'The mapping reads an old stream'],
]

const findings = (changes: Record<string, Partial<Finding>>): Finding[] =>
  checks.map(([check, title]) => ({
    check,
    title,
    status: 'pass',
    severity: 'high',
    summary: title,
    facts: {},
    fix: null,
    muted: null,
    baseline: null,
    ...changes[check],
  }))

const boundRetries = {
  summary:
    'Bound the retries, split failed batches, and send what fails to a queue. Put in a queue of yours that the execution role may write to: without a destination the failed records would be dropped for good. Polling pauses for up to some minutes.',
  command: `aws lambda update-event-source-mapping --region us-east-1 --uuid ${mapping} --maximum-retry-attempts 3 --bisect-batch-on-function-error --destination-config '{"OnFailure":{"Destination":"ARN_OF_YOUR_SQS_QUEUE"}}'`,
}

const settings: Record<string, Partial<Finding>> = {
  'unbounded-retries': {
    status: 'fail',
    summary: 'MaximumRetryAttempts is -1: a batch that fails is tried again until its records expire, up to 24 h.',
    facts: {maximumRetryAttempts: -1, maximumRecordAgeSeconds: -1},
    fix: boundRetries,
  },
  'missing-failure-destination': {
    status: 'fail',
    severity: 'medium',
    summary:
      'No on-failure destination: what is given up is gone, and nobody is told. The DeadLetterConfig of the function does not help here.',
    facts: {onFailureDestination: null},
    fix: boundRetries,
  },
  'no-bisect': {
    status: 'fail',
    severity: 'low',
    summary: 'A failed batch of up to 100 records is not split.',
    facts: {batchSize: 100},
  },
}

const pipeline = (changes: Partial<PipelineReport>): PipelineReport => ({
  account: '123456789012',
  function: 'orders-projector',
  qualifier: 'live',
  table: 'orders',
  streamArn,
  mapping,
  region: 'us-east-1',
  tags: null,
  verdict: 'healthy',
  baseline: null,
  lag: calmLag,
  changes: [],
  repair: null,
  causes: [],
  openCauses: [],
  ruledOut: [],
  openBecause: [],
  findings: findings({}),
  ...changes,
})

const report = (pipelines: PipelineReport[], changes: Partial<Report> = {}): Report => ({
  schemaVersion: 1,
  tool: {name: 'ddbstream', version: '0.1.0'},
  takenAt,
  window: {start: '2026-11-23T14:52:00.000Z', end: '2026-11-23T17:52:00.000Z'},
  scope: {account: '123456789012', caller: 'arn:aws:sts::123456789012:assumed-role/OnCall/alice', regions: ['us-east-1']},
  verdict: pipelines[0]?.verdict ?? 'undecided',
  configuration: null,
  failOn: 'high',
  part: null,
  whole: false,
  partial: null,
  samples: 1,
  findings: [],
  pipelines,
  missing: [],
  usage: {
    requests: {'lambda:ListEventSourceMappings': 1, 'lambda:GetFunction': 1, 'cloudwatch:GetMetricData': 1, 'dynamodb:DescribeTable': 1},
    usd: 0.00026,
  },
  ...changes,
})

const cause = (changes: Partial<CauseReport> & Pick<CauseReport, 'id' | 'title'>): CauseReport => ({
  harm: 'blocks a shard',
  headline: null,
  harmful: true,
  passes: false,
  confidence: 0.9,
  summary: changes.title,
  because: [],
  against: [],
  settledBy: null,
  fixes: [],
  beforeChange: false,
  muted: null,
  baseline: null,
  ...changes,
})

const poisoned = pipeline({
  verdict: 'critical',
  lag: {
    ...calmLag,
    state: 'stalled',
    ageSeconds: 3725,
    slope: 1,
    throughputRatio: 0,
    scope: 'one-shard',
    lossAt: '2026-11-24T16:49:40.000Z',
    lossBy: 'retention',
    onsetAt: '2026-11-23T16:50:00.000Z',
    series: minutes(i => (i < 118 ? wave(i) : i % 7 === 3 ? wave(i) : (i - 117) * 60)),
  },
  ruledOut: [{id: 'throttled-concurrency', because: 'No invocation is throttled.'}],
  causes: [
    cause({
      id: 'poison-record',
      title: 'A poison record blocks a shard',
      confidence: 0.94,
      summary:
        'One batch on one shard has failed again and again since 16:50 UTC, and the records behind it wait; the other shards are delivered as usual.',
      because: [
        '55 of the last 62 minutes end at the same record, written at 16:50 UTC: the batch is tried again and again.',
        'The freshest batch of each minute is 0 s old: other shards are delivered.',
        'Errors in 60 of 62 minutes since then, none in the two hours before; 1.2 % of all invocations.',
        'No throttles, and the duration is as before (p50 41 ms).',
        'MaximumRetryAttempts is -1 and the batch is not split: nothing ends the retries before the records expire.',
      ],
      against: ['The table has few writes, so that three minutes carry no datapoint.'],
      settledBy: 'The error text in the log: the same message for the same sequence number each time.',
      fixes: [boundRetries],
    }),
    cause({
      id: 'failing-function',
      title: 'The function fails for every batch',
      harm: 'blocks all shards',
      confidence: 0.04,
      summary: 'A new version could fail for some records only.',
    }),
  ],
  findings: findings({
    ...settings,
    'iterator-age': {status: 'fail', severity: 'critical', summary: 'Iterator age is 1 h 2 min and grows.', facts: {ageSeconds: 3725}},
    'error-rate': {status: 'fail', severity: 'high', summary: '1.2 % of the invocations fail (guide: 1 %).', facts: {errorRate: 0.012}},
  }),
})

const throttled = pipeline({
  verdict: 'degraded',
  lag: {
    ...calmLag,
    state: 'slow',
    ageSeconds: 1210,
    minimumAgeSeconds: 640,
    slope: 0.41,
    throughputRatio: 0.59,
    scope: 'all',
    lossAt: '2026-11-26T02:30:00.000Z',
    lossBy: 'retention',
    onsetAt: '2026-11-23T17:02:00.000Z',
    series: minutes(i => (i < 130 ? wave(i) : (i - 129) * 24.6)),
  },
  causes: [
    cause({
      id: 'throttled-concurrency',
      title: 'The function is throttled by its reserved concurrency',
      harm: 'delays all shards',
      confidence: 0.97,
      summary: 'The function may run 2 times at once, and the mapping wants 4.',
      because: [
        '31 % of the invocations were throttled in the last 50 minutes.',
        'Concurrency stands at 2 of 2 reserved.',
        'The age grows on all shards.',
      ],
      fixes: [
        {
          summary: 'Give the function the concurrency that the mapping uses. This takes 2 from the pool of the account.',
          command: 'aws lambda put-function-concurrency --function-name orders-projector --reserved-concurrent-executions 4',
        },
      ],
    }),
  ],
  findings: findings({
    'throttled-invocations': {status: 'fail', severity: 'high', summary: '31 % of the invocations are throttled (limit 5 %).'},
  }),
})

const disabled = pipeline({
  qualifier: null,
  verdict: 'critical',
  lag: {
    ...calmLag,
    state: 'stopped',
    ageSeconds: 4800,
    minimumAgeSeconds: null,
    slope: null,
    throughputRatio: null,
    lossAt: '2026-11-24T16:32:00.000Z',
    lossBy: 'retention',
    onsetAt: '2026-11-23T16:32:00.000Z',
    because: ['the table is written to', 'the mapping does not poll'],
    series: minutes(i => (i < 100 ? wave(i) : null)),
  },
  causes: [
    cause({
      id: 'mapping-disabled',
      title: 'The mapping is disabled',
      harm: 'stops delivery',
      confidence: 1,
      summary: 'The event source mapping is Disabled (reason: User action), and the table is still written to.',
      because: ['State is Disabled since 16:31 UTC.', '14,220 write units since then.'],
      fixes: [
        {
          summary: 'Enable the mapping. It goes on where it stopped.',
          command: `aws lambda update-event-source-mapping --uuid ${mapping} --enabled`,
        },
      ],
    }),
  ],
  findings: findings({'mapping-not-enabled': {status: 'fail', severity: 'critical', summary: 'The mapping is Disabled: User action.'}}),
})

const undecided = pipeline({
  verdict: 'undecided',
  lag: {
    ...calmLag,
    state: 'unknown',
    ageSeconds: null,
    minimumAgeSeconds: null,
    slope: null,
    throughputRatio: null,
    because: ['the metrics could not be read'],
    series: [],
  },
  openCauses: ['poison-record', 'throttled-concurrency'],
  openBecause: [],
  findings: findings({
    'iterator-age': {status: 'unknown', summary: 'functionMetrics could not be read'},
    'error-rate': {status: 'unknown', summary: 'functionMetrics could not be read'},
    'throttled-invocations': {status: 'unknown', summary: 'functionMetrics could not be read'},
    'reserved-concurrency-too-low': {status: 'skipped', summary: 'not requested'},
    'no-bisect': {status: 'bug', summary: 'the check failed: shards is not iterable'},
    'stale-stream': {status: 'unknown', summary: 'table could not be read'},
  }),
})

const denied = (evidence: string, action: string): Report['missing'][number] => ({
  mapping,
  evidence,
  action,
  reason: 'denied',
  detail: `User: arn:aws:sts::123456789012:assumed-role/OnCall/alice is not authorized to perform: ${action}`,
})

const calm = {...calmLag, series: []}
const owner = {owner: 'team-orders', reason: 'the replay needs it', until: '2026-12-31'}

/** A little of everything that several pipelines can be, without series: small enough for a golden file in each format. */
const fleet = [
  {...poisoned, lag: {...poisoned.lag, series: []}, findings: poisoned.findings.filter(({status}) => status === 'fail')},
  {...undecided, function: 'orders-mailer', mapping: 'c1', findings: undecided.findings.filter(({status}) => status !== 'pass')},
  pipeline({
    function: 'orders-archiver',
    qualifier: null,
    mapping: 'd1',
    verdict: 'healthy',
    lag: calm,
    findings: findings(settings)
      .slice(5, 9)
      .map(finding => ({
        ...finding,
        baseline: finding.check === 'no-bisect' ? 'new' : finding.status === 'fail' ? 'known' : null,
        muted: finding.check === 'unbounded-retries' ? owner : null,
      })),
  }),
  pipeline({function: 'orders-indexer', qualifier: null, mapping: 'e1', lag: calm, findings: findings({}).slice(0, 1)}),
]

const expiredMute: Finding = {
  check: 'expired-mute',
  title: 'A mute has expired',
  status: 'fail',
  severity: 'high',
  summary: 'The mute of no-bisect on legacy-* by team-orders ended on 2026-11-01.',
  facts: {},
  fix: null,
  muted: null,
  baseline: null,
}

export const invented = {
  poison: report([poisoned]),
  throttled: report([throttled]),
  disabled: report([disabled]),
  healthy: report([pipeline({})]),
  idle: report([pipeline({lag: {...calmLag, state: 'idle', ageSeconds: null, series: minutes(() => null), because: ['no writes']}})]),
  atRisk: report([pipeline({verdict: 'at-risk', findings: findings(settings)})]),
  undecided: report([undecided], {
    missing: [
      denied('functionMetrics', 'cloudwatch:GetMetricData'),
      denied('tableMetrics', 'cloudwatch:GetMetricData'),
      denied('table', 'dynamodb:DescribeTable'),
      {mapping: null, evidence: 'caller', action: 'sts:GetCallerIdentity', reason: 'failed', detail: 'the deadline of 30 s passed'},
    ],
    scope: {account: null, caller: null, regions: ['us-east-1']},
  }),
  two: report([pipeline({function: 'orders-mailer', qualifier: null, mapping: 'b'}), throttled], {verdict: 'degraded'}),
  fleet: report(fleet, {
    verdict: 'critical',
    part: {shard: 1, of: 2},
    partial: 'ended by a signal after 3 of 4 pipelines',
    findings: [expiredMute],
    missing: [denied('functionMetrics', 'cloudwatch:GetMetricData')],
  }),
  none: report([], {missing: [{...denied('mappings', 'lambda:ListEventSourceMappings'), mapping: null}]}),
} satisfies Record<string, Report>
