import {callFailed, defaults, functionTime, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from} from '../shapes.ts'

const calls = about(12, 5, 0.05)

export default defineRetold({
  id: 'open-pool-keeps-the-event-loop',
  story:
    'Since a release of an hour ago the pool of connections is kept between invocations. The handler answers by its callback, and Lambda waits for an event loop that never gets empty: the rows are written within a quarter of a second, and every invocation ends at the timeout all the same. The same batches are written again and again.',
  source: {
    report: 'nearst/laconia#426 (a connection that stays open, and a time-out after the work is done); jeremydaly/lambda-api#51',
    rule: 'Lambda Developer Guide, "nodejs-context": callbackWaitsForEmptyEventLoop; "services-dynamodb-errors"',
  },
  truth: {
    causes: ['function-timeout'],
    not: ['poison-record', 'network-unreachable', 'cold-start-burden', 'insufficient-throughput'],
    states: ['stalled'],
    says: /time[sd]? ?out/i,
    dead: /MaximumRetryAttempts=\d|MaximumRecordAgeInSeconds=\d/,
  },
  world: pipeline({
    function: {Runtime: 'nodejs22.x', MemorySize: 512, Timeout: 15, LastModified: functionTime(64)},
    mapping: {...defaults, ...callFailed, BatchSize: 100},
    traffic: {
      invocations: from(-63, calls, about(110)),
      errors: from(-63, calls, always(0)),
      durations: from(-63, evenly(15_000, 15_003), evenly(130, 480)),
      concurrency: always(4),
      writes: about(3600, 2),
      returned: from(-63, always(0), about(3600, 2)),
      reads: from(-63, about(12, 8), always(960)),
      ages: allBlocked(-63),
    },
    log: {
      memoryMb: 512,
      usedMb: 118,
      report: {status: 'timeout', durationMs: 15_000},
      failing: ({at, id, nth}) => [`${at}\t${id}\tINFO\tupserted 100 rows in ${188 + 7 * nth} ms`],
      passing: ({at, id, nth}) => [`${at}\t${id}\tINFO\tupserted ${20 + (nth % 30)} rows in ${96 + (nth % 60)} ms`],
    },
  }),
})
