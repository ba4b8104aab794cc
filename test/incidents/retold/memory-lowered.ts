import {functionTime, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, aged, always, evenly, fresh, from} from '../shapes.ts'

export default defineRetold({
  id: 'memory-lowered',
  story:
    'A cost review lowered the memory from 2,048 to 256 MB. The function gets an eighth of the processor, takes five times as long, and falls behind.',
  source: {
    report: 'aws-samples/serverless-rust-demo#27 (700 ms at 128 MB, 200 ms at 3,072 MB)',
    rule: 'Lambda Developer Guide, "configuration-memory": processor power is in proportion to memory',
  },
  truth: {
    causes: ['slow-handler', 'insufficient-throughput'],
    states: ['slow', 'behind'],
    not: ['poison-record', 'write-burst'],
    says: /changed[^.]*09:1[67]|09:1[67][^.]*changed/i,
  },
  world: pipeline({
    function: {MemorySize: 256, LastModified: functionTime(51)},
    mapping: {BatchSize: 100},
    traffic: {
      invocations: from(-50, about(61, 1, 0.03), about(92)),
      durations: from(-50, evenly(3500, 4200), evenly(640, 880)),
      concurrency: always(4),
      returned: from(-50, about(6100, 3), about(9000, 2)),
      ages: from(
        -50,
        aged(minute => (minute + 50) * 19.3, 12),
        fresh,
      ),
    },
  }),
})
