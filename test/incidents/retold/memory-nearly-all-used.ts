import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always} from '../shapes.ts'

export default defineRetold({
  id: 'memory-nearly-all-used',
  story:
    'A Java consumer of 512 MB shows 468 MB as used in every REPORT line: its heap may take all of the memory, and the number has not moved for weeks. A plug-in warns of 91 %. No environment was ever killed, and everything is delivered within a second and a half.',
  source: {
    report: 'arabold/serverless-sentry-plugin#1 (a warning from 75 % of the memory on); fortinet/fortigate-autoscale-aws#48',
    rule: 'Lambda Developer Guide, "configuration-memory", "troubleshooting-invocation": a process that exceeds the memory is killed, and none that comes near it',
  },
  truth: {
    causes: [null],
    not: ['memory-exhausted', 'slow-handler', 'failing-function'],
    states: ['ok'],
    verdicts: ['healthy', 'at-risk'],
  },
  world: pipeline({
    function: {Runtime: 'java21', Handler: 'parcels.Handler', MemorySize: 512, Timeout: 30},
    mapping: {BatchSize: 250},
    traffic: {invocations: about(140), writes: about(7000, 2), concurrency: always(3)},
    log: {memoryMb: 512, usedMb: 468, failing: () => []},
  }),
})
