import {pythonError} from '../lines.ts'
import {callFailed, defaults, functionTime, pipeline} from '../pipeline.ts'
import {renamed} from '../renamed.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from} from '../shapes.ts'
import {placeIn} from '../stand-in/place.ts'

export default defineRetold({
  id: 'new-runtime-refuses-an-old-server',
  story:
    'The function was moved to Python 3.13 41 minutes ago. Its OpenSSL does not speak with servers that renegotiate in the old way. The service of the customs office is one. Each batch fails at the handshake; the server is up, and the network as it was.',
  source: {
    report: 'ecederstrand/exchangelib#1330 (since Python 3.12); mvantellingen/python-zeep#1387; urllib3/urllib3#2653',
    rule: 'Lambda Developer Guide, "lambda-runtimes": a newer runtime brings other libraries; "services-dynamodb-errors"',
  },
  truth: {
    causes: ['failing-function'],
    not: ['poison-record', 'network-unreachable', 'slow-handler', 'function-timeout'],
    states: ['stalled'],
    verdicts: ['critical', 'degraded'],
    says: /RENEGOTIATION/i,
    dead: /MaximumRetryAttempts=\d|--timeout \d|put-function-concurrency/,
  },
  world: renamed(
    pipeline({
      place: placeIn('eu-north-1'),
      shards: 2,
      function: {Runtime: 'python3.13', Handler: 'declare.handler', MemorySize: 512, Timeout: 60, LastModified: functionTime(41)},
      mapping: {...defaults, ...callFailed, BatchSize: 20, MaximumBatchingWindowInSeconds: 5},
      traffic: {
        invocations: from(-40, about(9), about(23)),
        errors: from(-40, about(9), always(0)),
        durations: from(-40, evenly(160, 480), evenly(700, 3900)),
        concurrency: always(2),
        writes: about(210, 2),
        returned: from(-40, always(0), about(210, 2)),
        reads: from(-40, about(9), about(477, 8, 0.005)),
        ages: allBlocked(-40, {before: evenly(900, 6800)}),
      },
      log: {
        memoryMb: 512,
        usedMb: 126,
        report: {status: 'error', errorType: 'SSLError', durationMs: 290},
        failing: pythonError(
          'SSLError',
          "HTTPSConnectionPool(host='soap.customs.example', port=443): Max retries exceeded with url: /v3/declarations (Caused by SSLError(SSLError(1, '[SSL: UNSAFE_LEGACY_RENEGOTIATION_DISABLED] unsafe legacy renegotiation disabled (_ssl.c:1032)')))",
          '/var/task/requests/adapters.py',
        ),
      },
    }),
    {function: 'customs-declarations', table: 'shipments'},
  ),
})
