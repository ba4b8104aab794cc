import {callFailed, defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, from, oneBlocked} from '../shapes.ts'

export default defineRetold({
  id: 'one-customer-with-too-many-orders',
  story:
    'For each record the handler adds up all orders of its customer. That takes a tenth of a second, but a minute and more for one wholesaler: the batch with that record runs into the timeout each time it is sent. One shard of five stands still since 70 minutes, with one try a minute.',
  source: {
    report: 'DataBiosphere/azul#1618 (a few items with thousands of contributions time out at each try; all others are done in seconds)',
    rule: 'Lambda Developer Guide, "configuration-timeout"; "services-dynamodb-errors": a batch that timed out is sent again, and blocks its shard',
  },
  truth: {
    causes: ['poison-record', 'function-timeout'],
    not: ['network-unreachable', 'slow-handler', 'insufficient-throughput', 'hot-partition'],
    states: ['stalled'],
    says: /time[ds]?[ -]?out/i,
    dead: /update-alias/,
  },
  world: pipeline({
    shards: 5,
    function: {Timeout: 45, MemorySize: 512},
    mapping: {...defaults, ...callFailed, BatchSize: 10},
    traffic: {
      invocations: from(-70, about(146), about(180)),
      errors: from(-70, always(1), always(0)),
      durations: (minute, n) =>
        minute < -70
          ? [{n, low: 60, high: 900}]
          : [
              {n: n - 1, low: 60, high: 900},
              {n: 1, low: 45_000, high: 45_002},
            ],
      concurrency: from(-70, always(4), always(3)),
      writes: about(900, 2),
      returned: from(-70, about(730, 3), about(900, 2)),
      reads: from(-70, always(961), always(1200)),
      ages: oneBlocked(-70, always(1)),
    },
    log: {memoryMb: 512, usedMb: 118, report: {status: 'timeout', durationMs: 45_000}, failing: () => []},
  }),
})
