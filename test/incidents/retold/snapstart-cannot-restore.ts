import {callFailed, defaults, functionName, functionTime, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from} from '../shapes.ts'
import {virginia} from '../stand-in/place.ts'

export default defineRetold({
  id: 'snapstart-cannot-restore',
  story: 'Since a release with a hook after the restore, environments of the SnapStart function end in a time-out while they are restored.',
  source: {
    report: 'spring-cloud/spring-cloud-function#1450',
    rule: 'Lambda Developer Guide, "snapstart-monitoring": RESTORE_REPORT with a status',
  },
  truth: {causes: ['failing-function', 'function-timeout'], states: ['stalled'], says: /restor/i},
  world: pipeline({
    qualifier: 'live',
    function: {Runtime: 'java21', SnapStart: {ApplyOn: 'PublishedVersions', OptimizationStatus: 'On'}, LastModified: functionTime(26)},
    around: {
      aliases: [{AliasArn: virginia.functionArn(functionName, 'live'), Name: 'live', FunctionVersion: '7', RevisionId: 'a-7'}],
      versions: [
        {Version: '6', LastModified: '2026-11-01T10:00:00.000+0000'},
        {Version: '7', LastModified: functionTime(25)},
      ],
    },
    mapping: {...defaults, ...callFailed},
    traffic: {
      invocations: from(-24, always(6), about(80)),
      errors: from(-24, always(6), always(0)),
      durations: from(-24, evenly(1, 4), evenly(80, 240)),
      concurrency: always(4),
      ages: allBlocked(-24),
    },
    log: {
      versionAt: minute => (minute >= -24 ? '7' : '6'),
      report: {status: 'error', errorType: 'Runtime.Unknown'},
      failing: () => [],
      around: minute =>
        minute >= -24
          ? [
              'RESTORE_START Runtime Version: java:21.v33\tRuntime Version ARN: arn:aws:lambda:us-east-1::runtime:af2d1bc3c5f4',
              'RESTORE_REPORT Restore Duration: 10004.71 ms\tStatus: timeout',
            ]
          : [],
    },
  }),
})
