import {functionName, functionTime, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly, lively} from '../shapes.ts'
import {virginia} from '../stand-in/place.ts'

/** Throttled tries while the old versions finished and the new ones started. */
const throttled = (minute: number): number => (minute === -22 ? 26 : minute === -21 ? 11 : 0)

export default defineRetold({
  id: 'releases-of-forty-functions-fill-the-account-once',
  story:
    'A release of a service switches forty aliases at once, 22 minutes ago. For two minutes the old versions finish their requests while the new ones start, and the account has no execution left; the consumer of the stream is throttled 37 times. Its records are five seconds late then, and on time since. The report of the release asks whether the function needs a reserve.',
  source: {
    report:
      'govuk-one-login/authentication-api#4816 (a new version of a function takes over at once, and both versions together are throttled)',
    rule: 'Lambda Developer Guide, "lambda-concurrency": the quota of the account; "with-ddb": a throttled batch is retried',
  },
  truth: {
    causes: [null],
    not: ['throttled-concurrency', 'failing-function', 'slow-handler', 'cold-start-burden', 'insufficient-throughput'],
    states: ['ok'],
    verdicts: ['healthy', 'at-risk'],
    dead: /put-function-concurrency|update-alias/,
  },
  world: pipeline({
    shards: 6,
    qualifier: 'live',
    function: {LastModified: functionTime(24)},
    around: {
      aliases: [{AliasArn: virginia.functionArn(functionName, 'live'), Name: 'live', FunctionVersion: '58', RevisionId: 'a-58'}],
      versions: [
        {Version: '57', LastModified: '2026-11-19T14:31:00.000+0000'},
        {Version: '58', LastModified: functionTime(23)},
      ],
    },
    mapping: {BatchSize: 100},
    traffic: {
      invocations: about(190),
      throttles: throttled,
      durations: evenly(70, 330),
      concurrency: always(4),
      accountConcurrency: minute => (throttled(minute) > 0 ? 1000 : 410 + Math.abs(minute % 7) * 9),
      writes: about(6400, 2),
      reads: about(1420, 8, 0.01),
      ages: (minute, n) => (throttled(minute) > 0 ? [{n, low: 400, high: 5300}] : lively()(minute, n)),
    },
    log: {
      versionAt: minute => (minute >= -22 ? '58' : '57'),
      failing: () => [],
      coldMs: ({minute, nth}) => (minute === -22 && nth < 4 ? 390 + 30 * nth : undefined),
    },
  }),
})
