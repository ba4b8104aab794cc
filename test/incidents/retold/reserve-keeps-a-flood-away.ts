import {configuredFunction, metric, pipeline} from '../pipeline.ts'
import {renamed} from '../renamed.ts'
import {defineRetold} from '../retold.ts'
import {about, between, evenly, lively, noise} from '../shapes.ts'

const flood = between(
  -50,
  1,
  minute => 940 + 30 * noise(minute, 41),
  minute => 180 + 60 * noise(minute, 42),
)

export default defineRetold({
  id: 'reserve-keeps-a-flood-away',
  story:
    'Webhooks flood another function, which takes nearly all executions of the account since fifty minutes. The consumer of the stream has a reserve of twelve: eight shards, and half as much again. It uses six of them, is never throttled, and every record is fresh.',
  source: {
    report:
      'reapit/foundations#8488 (a reserve for the stream pipeline: shards times batches plus a share); owasp-cloud-security/owasp-cloud-security#119',
    rule: 'Lambda Developer Guide, "configuration-concurrency": no other function can use reserved concurrency; Throttles',
  },
  truth: {
    causes: [null],
    not: ['throttled-concurrency', 'function-unavailable', 'insufficient-throughput', 'slow-handler'],
    states: ['ok'],
    verdicts: ['healthy', 'at-risk'],
    dead: /put-function-concurrency|delete-function-concurrency/,
  },
  world: renamed(
    pipeline({
      shards: 8,
      function: {Runtime: 'nodejs22.x', MemorySize: 512},
      around: {reserved: 12},
      mapping: {BatchSize: 100},
      traffic: {
        invocations: about(360),
        durations: evenly(90, 690),
        concurrency: minute => Math.round(4 + 2 * noise(minute, 43)),
        writes: about(14_500, 2),
        reads: about(1912, 8, 0.005),
        accountConcurrency: minute => Math.min(984, flood(minute) + 14),
        ages: lively(),
      },
      moreFunctions: {'webhook-receiver': {configuration: configuredFunction('webhook-receiver')}},
      moreMetrics: [
        metric('AWS/Lambda', 'ConcurrentExecutions', {FunctionName: 'webhook-receiver'}, minute => ({
          n: 60,
          sum: flood(minute) * 45,
          min: 0,
          max: Math.round(flood(minute)),
        })),
        metric('AWS/Lambda', 'Throttles', {FunctionName: 'webhook-receiver'}, minute =>
          minute >= -50 ? {n: 9000, sum: Math.round(about(2100, 44)(minute)), min: 0, max: 1} : {n: 900, sum: 0, min: 0, max: 0},
        ),
      ],
      log: {memoryMb: 512, usedMb: 131, failing: () => []},
    }),
    {function: 'listing-webhooks-feed', table: 'listings'},
  ),
})
