import {callFailed, defaults, functionTime, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from, lively} from '../shapes.ts'

export default defineRetold({
  id: 'handler-is-not-exported',
  story:
    'A refactoring of nineteen minutes ago made the handler the default export of its file. Lambda looks for the name in the setting, finds none, and no batch of the six shards gets through.',
  source: {
    report:
      'fepereiro/WriteRedisFromDynamoDB#1 (a stream function whose package has no such export); rileydakota/valheim-ecs-fargate-cdk#37 (a default export)',
    rule: 'Lambda Developer Guide, "nodejs-handler": the setting names the file and the exported method; "troubleshooting-deployment"',
  },
  truth: {
    causes: ['failing-function'],
    not: ['poison-record', 'function-timeout', 'network-unreachable', 'access-denied', 'mapping-disabled'],
    states: ['stalled'],
    verdicts: ['critical', 'degraded'],
    says: /HandlerNotFound|not exported/,
    dead: /MaximumRetryAttempts=\d|MaximumRecordAgeInSeconds=\d|put-function-concurrency/,
  },
  world: pipeline({
    shards: 6,
    function: {Runtime: 'nodejs22.x', MemorySize: 512, LastModified: functionTime(19)},
    mapping: {...defaults, ...callFailed, BatchSize: 100},
    traffic: {
      invocations: from(-19, always(24), about(210)),
      errors: from(-19, always(24), always(0)),
      durations: from(-19, evenly(130, 290), evenly(60, 260)),
      concurrency: from(-19, always(3), always(4)),
      writes: about(5600, 2),
      returned: from(-19, always(0), about(5600, 2)),
      reads: from(-19, always(24), about(1430, 8, 0.01)),
      ages: allBlocked(-19, {before: lively()}),
    },
    log: {
      memoryMb: 512,
      usedMb: 104,
      report: {status: 'error', errorType: 'Runtime.HandlerNotFound', durationMs: 210},
      failing: ({at}) => [
        `${at}\tundefined\tERROR\tUncaught Exception \t{"errorType":"Runtime.HandlerNotFound","errorMessage":"index.handler is undefined or not exported","stack":["Runtime.HandlerNotFound: index.handler is undefined or not exported","    at UserFunction.js.module.exports.load (file:///var/runtime/index.mjs:1115:15)"]}`,
      ],
    },
  }),
})
