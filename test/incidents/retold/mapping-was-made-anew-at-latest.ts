import {epochSeconds, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, between, noise, type Rate} from '../shapes.ts'

/** Nothing between the mapping that was deleted and the new one. */
const unread = (around: Rate): Rate => between(-31, -25, () => 0, around)

export default defineRetold({
  id: 'mapping-was-made-anew-at-latest',
  story:
    'A change of the starting position cannot be made on a mapping, so a deployment deleted it and made another one, with LATEST, 26 minutes ago. For six minutes nobody read the stream. Those records are in it still, the new mapping began behind them, and everything since then is delivered at once.',
  source: {
    report:
      'aws/serverless-application-model#1320 (the starting position is changed, and the mapping has to be deleted first); floci-io/floci#2369',
    rule: 'Lambda Developer Guide, "with-ddb": LATEST begins with the records written from then on, and a mapping could miss records while it is created',
  },
  truth: {
    causes: [null, 'silent-loss'],
    not: ['stale-stream', 'mapping-disabled', 'poison-record', 'failing-function', 'filter-drops-all'],
    states: ['ok', 'losing', 'recovering'],
    says: /LATEST/,
  },
  world: pipeline({
    function: {Runtime: 'nodejs24.x', MemorySize: 512},
    mapping: {
      BatchSize: 100,
      StartingPosition: 'LATEST',
      LastModified: epochSeconds(26),
    },
    traffic: {
      invocations: unread(about(120)),
      concurrency: unread(always(3)),
      returned: unread(about(9000, 2)),
      reads: unread(always(960)),
      ages: (minute, n) => [{n, low: 260, high: 1400 + 300 * noise(minute, 6)}],
    },
    log: {memoryMb: 512, failing: () => []},
  }),
})
