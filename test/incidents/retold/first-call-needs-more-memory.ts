import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {evenly, noise, type Rate} from '../shapes.ts'

/** A change every eleven minutes: by then no environment is left. */
const change: Rate = minute => (Math.abs(minute) % 11 === 4 ? 1 : 0)

export default defineRetold({
  id: 'first-call-needs-more-memory',
  story:
    'A Java consumer with 256 MB reads another table for each change. Changes are eleven minutes apart, and each meets a new environment: four seconds to start it, and nine to thirteen for the first request of the client, which takes a quarter of a second in a warm one. Every change is a quarter of a minute late.',
  source: {
    report:
      'aws/aws-sdk-java-v2#1340 (the first request takes nine seconds with 256 MB, and one with 2,048); aws/aws-sdk-net#3555 (slow first calls, and the memory that matters)',
    rule: 'Lambda Developer Guide, "lambda-runtime-environment": cold starts; "configuration-memory": processor power comes with memory',
  },
  truth: {
    causes: ['cold-start-burden'],
    not: ['hot-partition', 'insufficient-throughput', 'poison-record', 'memory-exhausted', 'write-burst'],
    states: ['ok', 'idle', 'behind'],
    says: /cold start/i,
    dead: /MaximumRetryAttempts=\d|ParallelizationFactor=\d/,
  },
  world: pipeline({
    shards: 1,
    function: {Runtime: 'java17', Handler: 'parcels.Lookup', MemorySize: 256, Timeout: 30, LastModified: '2026-09-03T15:18:26.000+0000'},
    mapping: {BatchSize: 10},
    traffic: {
      invocations: change,
      writes: change,
      concurrency: change,
      durations: evenly(8900, 12_900),
      ages: evenly(700, 1500),
    },
    log: {memoryMb: 256, usedMb: 171, failing: () => [], coldMs: ({minute}) => 3700 + 800 * noise(minute, 2)},
  }),
})
