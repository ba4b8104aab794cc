import {pythonError} from '../lines.ts'
import {callFailed, defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from} from '../shapes.ts'

export default defineRetold({
  id: 'disk-of-the-environments-is-full',
  story:
    'An analytics sink writes a Parquet file to /tmp for each batch, and forgets to remove it. The environments live for hours, and 512 MB were full on all of them within a minute. Memory is far from its limit; nothing was deployed today.',
  source: {
    report: 'serverless/serverless-python-requirements#83; humanmade/linter-bot#158; aws/aws-cdk#7316',
    rule: 'Lambda Developer Guide, "configuration-ephemeral-storage": 512 MB unless set, kept while the environment lives',
  },
  truth: {
    causes: ['failing-function'],
    not: ['memory-exhausted', 'poison-record'],
    states: ['stalled'],
    says: /No space left/,
    dead: /--memory-size|update-alias/,
  },
  world: pipeline({
    function: {Runtime: 'python3.13', Handler: 'sink.handler', MemorySize: 2048, EphemeralStorage: {Size: 512}},
    mapping: {...defaults, ...callFailed, BatchSize: 1000},
    traffic: {
      invocations: from(-16, always(20), about(60)),
      errors: from(-16, always(20), always(0)),
      durations: from(-16, evenly(300, 900), evenly(900, 1800)),
      concurrency: always(4),
      returned: from(-16, always(0), about(9000, 2)),
      reads: from(-16, always(20), always(960)),
      ages: allBlocked(-16),
    },
    log: {
      memoryMb: 2048,
      report: {status: 'error', errorType: 'OSError', usedMb: 610},
      failing: pythonError('OSError', '[Errno 28] No space left on device', '/var/task/sink.py'),
    },
  }),
})
