import {callFailed, defaults, functionTime, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from} from '../shapes.ts'

export default defineRetold({
  id: 'setting-missing-after-deployment',
  story:
    'A deployment dropped an environment variable. The module throws while it is loaded, so that the initialisation of every environment fails.',
  source: {
    report: 'DataDog/datadog-lambda-python#230 (no key configured, exiting); serverless/serverless#12858',
    rule: 'Lambda Developer Guide, "lambda-runtime-environment": errors in the init phase',
  },
  truth: {causes: ['failing-function'], states: ['stalled'], says: /INDEX_ENDPOINT/},
  world: pipeline({
    function: {LastModified: functionTime(33)},
    mapping: {...defaults, ...callFailed},
    traffic: {
      invocations: from(-32, always(16), about(120)),
      errors: from(-32, always(16), always(0)),
      durations: from(-32, evenly(140, 260), evenly(80, 240)),
      concurrency: always(4),
      ages: allBlocked(-32),
    },
    log: {
      report: {status: 'error', errorType: 'Error'},
      failing: ({at}) => [
        `${at}\tundefined\tERROR\tUncaught Exception \t{"errorType":"Error","errorMessage":"The setting INDEX_ENDPOINT is missing","stack":["Error: The setting INDEX_ENDPOINT is missing","    at file:///var/task/settings.mjs:7:9","    at ModuleJob.run (node:internal/modules/esm/module_job:271:25)"]}`,
      ],
      around: minute => (minute >= -32 ? ['INIT_REPORT Init Duration: 196.21 ms\tPhase: init\tStatus: error\tError Type: Error'] : []),
    },
  }),
})
