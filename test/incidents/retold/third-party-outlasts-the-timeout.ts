import {defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always} from '../shapes.ts'

const late = about(5, 5, 0.2)

export default defineRetold({
  id: 'third-party-outlasts-the-timeout',
  story:
    'A Scala consumer writes changes back to a CRM. Most calls take a second or two; one in twelve takes longer than the ten seconds that the function has, all day long. The invocation is cut off, and the batch passes at the next attempt or the one after it.',
  source: {
    report: 'guardian/support-service-lambdas#1374 (intermittent timeouts in three calls to Salesforce; the limit is raised to 30 seconds)',
    rule: 'Lambda Developer Guide, "configuration-timeout"; "services-dynamodb-errors": the whole batch is sent again',
  },
  truth: {
    causes: ['function-timeout'],
    not: ['poison-record', 'network-unreachable', 'cold-start-burden', 'silent-loss', 'memory-exhausted'],
    states: ['ok', 'behind'],
    says: /time[sd]? ?out/i,
    dead: /MaximumRetryAttempts=\d|MaximumRecordAgeInSeconds=\d/,
  },
  world: pipeline({
    function: {Runtime: 'java21', Handler: 'parcels.crm.Lambda::handleRequest', MemorySize: 1536, Timeout: 10},
    mapping: {...defaults, BatchSize: 20},
    traffic: {
      invocations: about(60),
      errors: late,
      durations: (minute, n) => {
        const cut = Math.round(late(minute))
        return [
          {n: n - cut, low: 500, high: 3300},
          {n: cut, low: 10_000, high: 10_004},
        ]
      },
      concurrency: always(4),
      writes: about(640, 2),
      reads: about(640, 8),
      ages: (minute, n) => {
        const cut = Math.round(late(minute))
        return [
          {n: n - 2 * cut, low: 900, high: 5600},
          {n: cut, low: 10_400, high: 13_500},
          {n: cut, low: 12_500, high: 24_000},
        ]
      },
    },
    log: {memoryMb: 1536, usedMb: 288, report: {status: 'timeout', durationMs: 10_000}, failing: () => []},
  }),
})
