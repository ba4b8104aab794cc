import {callFailed, defaults, functionName, functionTime, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from} from '../shapes.ts'
import {virginia} from '../stand-in/place.ts'

export default defineRetold({
  id: 'module-missing-in-the-package',
  story:
    'The build left a module out of the package. The handler cannot be loaded, and each invocation fails while its environment starts.',
  source: {
    report: 'serverless-heaven/serverless-webpack#299 (bundles); serverless/serverless#12858',
    rule: 'Lambda Developer Guide, "troubleshooting-deployment": Runtime.ImportModuleError',
  },
  truth: {causes: ['failing-function'], states: ['stalled'], says: /Cannot find module|ImportModuleError/},
  world: pipeline({
    qualifier: 'live',
    function: {LastModified: functionTime(25)},
    around: {
      aliases: [{AliasArn: virginia.functionArn(functionName, 'live'), Name: 'live', FunctionVersion: '31', RevisionId: 'a-31'}],
      versions: [
        {Version: '30', LastModified: '2026-11-21T10:00:00.000+0000'},
        {Version: '31', LastModified: functionTime(24)},
      ],
    },
    mapping: {...defaults, ...callFailed},
    traffic: {
      invocations: from(-23, always(15), about(120)),
      errors: from(-23, always(15), always(0)),
      durations: from(-23, evenly(180, 420), evenly(80, 240)),
      concurrency: always(4),
      ages: allBlocked(-23),
    },
    log: {
      versionAt: minute => (minute >= -23 ? '31' : '30'),
      report: {status: 'error', errorType: 'Runtime.ImportModuleError'},
      failing: ({at}) => [
        `${at}\tundefined\tERROR\tUncaught Exception \t{"errorType":"Runtime.ImportModuleError","errorMessage":"Error: Cannot find module 'date-fns'\\nRequire stack:\\n- /var/task/index.js","stack":["Runtime.ImportModuleError: Error: Cannot find module 'date-fns'"]}`,
      ],
    },
  }),
})
