import {callFailed, defaults, functionTime, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from} from '../shapes.ts'

export default defineRetold({
  id: 'binary-for-another-processor',
  story:
    'Since a release the program of a custom runtime cannot be started: it was built for another processor. The only words about it are in the REPORT line.',
  source: {
    report: 'nishidemasami/contactform-api#29',
    rule: 'Lambda Developer Guide, "troubleshooting-invocation": Runtime.InvalidEntrypoint, exec format error',
  },
  truth: {causes: ['failing-function'], states: ['stalled'], says: /InvalidEntrypoint/, dead: /--filter-pattern ERROR/},
  world: pipeline({
    function: {Runtime: 'provided.al2023', Handler: 'bootstrap', MemorySize: 128, LastModified: functionTime(27)},
    mapping: {...defaults, ...callFailed},
    traffic: {
      invocations: from(-26, always(20), about(130)),
      errors: from(-26, always(20), always(0)),
      durations: from(-26, evenly(8, 15), evenly(60, 190)),
      concurrency: always(4),
      ages: allBlocked(-26),
    },
    log: {memoryMb: 128, usedMb: 10, report: {status: 'error', errorType: 'Runtime.InvalidEntrypoint'}, failing: () => []},
  }),
})
