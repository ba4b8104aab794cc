import {callFailed, defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from} from '../shapes.ts'

export default defineRetold({
  id: 'runtime-update-breaks-import',
  story: 'AWS updated the managed runtime. Since then the module cannot be imported, in every invocation, and nobody deployed anything.',
  source: {
    report: 'aws-amplify/amplify-cli#2353, #2386',
    rule: 'Lambda Developer Guide, "runtimes-update": automatic updates; INIT_START names the runtime version',
  },
  truth: {
    causes: ['failing-function'],
    states: ['stalled'],
    says: /runtime version changed from python:3\.12\.v40 to python:3\.12\.v41.*Unable to import module/,
    dead: /--filter-pattern ERROR/,
  },
  world: pipeline({
    function: {Runtime: 'python3.12', Timeout: 120, LastModified: '2026-05-11T09:00:00.000+0000'},
    mapping: {...defaults, ...callFailed, BatchSize: 1, StartingPosition: 'LATEST'},
    traffic: {
      invocations: from(-48, always(20), about(700)),
      errors: from(-48, always(20), always(0)),
      durations: from(-48, evenly(1, 4), evenly(50, 130)),
      writes: about(700, 2),
      concurrency: always(4),
      ages: allBlocked(-48),
    },
    log: {
      format: 'text-old',
      failing: () => ["Unable to import module 'stream_function': cannot import name 'HTTPSession' from 'botocore.vendored'"],
      around: minute =>
        minute % 9 === 0
          ? [
              `INIT_START Runtime Version: python:3.12.v${minute >= -48 ? 41 : 40}\tRuntime Version ARN: arn:aws:lambda:us-east-1::runtime:${(minute >= -48 ? 'ab' : 'cd').repeat(32)}`,
            ]
          : [],
    },
  }),
})
