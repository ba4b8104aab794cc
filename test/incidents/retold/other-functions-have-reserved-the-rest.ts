import {configuredFunction, metric, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, aged, always, fresh, from, noise} from '../shapes.ts'

const gauge = (name: string, before: number, since: number) =>
  metric('AWS/Lambda', name, {}, minute => {
    const max = minute >= -36 ? since : Math.round(before * (0.9 + 0.1 * noise(minute, 5)))
    return {n: 60, sum: max * 50, min: 0, max}
  })

const own = pipeline({
  accountSettings: {
    AccountLimit: {
      TotalCodeSize: 80_530_636_800,
      CodeSizeUnzipped: 262_144_000,
      CodeSizeZipped: 52_428_800,
      ConcurrentExecutions: 1000,
      UnreservedConcurrentExecutions: 100,
    },
    AccountUsage: {TotalCodeSize: 1e8, FunctionCount: 63},
  },
  mapping: {BatchSize: 80},
  traffic: {
    invocations: from(-36, about(26), about(115)),
    throttles: from(-36, about(90, 6), always(0)),
    concurrency: from(-36, always(2), always(3)),
    returned: from(-36, about(2080, 3), about(9000, 2)),
    reads: from(-36, always(130), always(960)),
    // 2,080 records of 9,000 are done in a minute.
    ages: from(
      -36,
      aged(minute => 3 + (minute + 36) * 46, 20),
      fresh,
    ),
  },
  moreFunctions: {
    'quote-api': {configuration: configuredFunction('quote-api'), reserved: 500},
    'label-printer': {configuration: configuredFunction('label-printer'), reserved: 400},
  },
})

export default defineRetold({
  id: 'other-functions-have-reserved-the-rest',
  story:
    'Two teams reserved 900 of the 1,000 executions of the account for their functions, and use a quarter of them. All functions without a reserve share 100, and are throttled since 36 minutes, the consumer of the stream among them. The account as a whole never has more than 320 in use, so nobody looks there.',
  source: {
    report: 'govuk-one-login/authentication-api#4772; aws-samples/siem-on-amazon-opensearch-service#175',
    rule: 'Lambda Developer Guide, "configuration-concurrency": reserved concurrency is taken from the pool of all others, used or not',
  },
  truth: {
    causes: ['throttled-concurrency'],
    not: ['poison-record', 'insufficient-throughput', 'slow-handler', 'hot-partition', 'write-burst'],
    states: ['slow', 'behind'],
    says: /unreserved|reserved? (?:by|for|of|concurrency)/i,
    dead: /MaximumRetryAttempts=\d|ParallelizationFactor=\d/,
  },
  world: {
    ...own,
    metrics: [
      ...own.metrics.filter(({namespace, dimensions}) => namespace !== 'AWS/Lambda' || Object.keys(dimensions).length > 0),
      gauge('ConcurrentExecutions', 240, 318),
      gauge('UnreservedConcurrentExecutions', 45, 100),
      gauge('ClaimedAccountConcurrency', 945, 1000),
    ],
  },
})
