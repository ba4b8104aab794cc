import {pythonError} from '../lines.ts'
import {callFailed, defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly, from, oneBlocked} from '../shapes.ts'

export default defineRetold({
  id: 'one-item-without-an-email',
  story:
    'An administrator added an item by hand in the console, twelve minutes ago, and left the e-mail out. The Python handler reads that attribute of every record: one of two shards is blocked since then, and the other one goes on.',
  source: {
    report:
      'aws-samples/iam-identity-center-team#558 (a KeyError fails the whole batch); facebook/ThreatExchange#860 (the case of a missing key)',
    rule: 'Lambda Developer Guide, "services-dynamodb-errors": a failing batch blocks its shard and is retried until it expires',
  },
  truth: {
    causes: ['poison-record'],
    not: ['hot-partition', 'insufficient-throughput', 'slow-handler'],
    states: ['stalled'],
    says: /KeyError|email/,
    dead: /update-alias|roll .{0,20}back/i,
  },
  world: pipeline({
    shards: 2,
    function: {Runtime: 'python3.13', Handler: 'app.handler', MemorySize: 256, Timeout: 30},
    mapping: {...defaults, ...callFailed, BatchSize: 100},
    traffic: {
      invocations: from(-12, about(44), about(80)),
      errors: from(-12, always(4), always(0)),
      durations: evenly(35, 190),
      concurrency: always(2),
      writes: about(600, 2),
      returned: from(-12, about(310, 3), about(600, 2)),
      reads: from(-12, always(244), always(480)),
      ages: oneBlocked(-12, always(4)),
    },
    log: {
      memoryMb: 256,
      usedMb: 84,
      report: {status: 'error', errorType: 'KeyError', durationMs: 41},
      failing: pythonError('KeyError', "'email'"),
    },
  }),
})
