import {configuredFunction, metric, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, aged, always, fresh, from} from '../shapes.ts'

export default defineRetold({
  id: 'another-function-takes-the-account',
  story:
    'A function that resizes pictures takes all of the concurrency of the account. The consumer of the stream has none of its own and is throttled; invocations that start succeed.',
  source: {
    report: 'govuk-one-login/authentication-api#4772; thematters/matters-server#4594',
    rule: 'Lambda Developer Guide, "lambda-concurrency": functions without a reserve share the rest; throttled invocations are in Throttles, not in Invocations',
  },
  truth: {
    causes: ['throttled-concurrency'],
    states: ['slow', 'behind', 'stalled'],
    not: ['poison-record', 'insufficient-throughput'],
    says: /account/i,
  },
  world: pipeline({
    mapping: {BatchSize: 80},
    traffic: {
      invocations: from(-41, about(24), about(120)),
      throttles: from(-41, about(95, 6), always(0)),
      accountConcurrency: from(-41, always(1000), always(210)),
      concurrency: from(-41, always(2), always(3)),
      returned: from(-41, about(1900, 3), about(9000, 2)),
      ages: from(
        -41,
        aged(minute => (minute + 41) * 47, 20),
        fresh,
      ),
    },
    moreFunctions: {thumbnailer: {configuration: configuredFunction('thumbnailer')}},
    moreMetrics: [
      metric('AWS/Lambda', 'ConcurrentExecutions', {FunctionName: 'thumbnailer'}, minute => ({
        n: 60,
        sum: 40_000,
        min: 0,
        max: minute >= -41 ? 960 : 150,
      })),
    ],
  }),
})
