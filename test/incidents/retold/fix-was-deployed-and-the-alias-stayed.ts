import {nodeError} from '../lines.ts'
import {callFailed, defaults, functionName, functionTime, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from} from '../shapes.ts'
import {virginia} from '../stand-in/place.ts'

export default defineRetold({
  id: 'fix-was-deployed-and-the-alias-stayed',
  story:
    'Version 11 has failed on every batch since its release, 72 minutes ago. The fix was deployed twenty minutes ago, and version 12 was published with it. The alias "live", which the mapping invokes, still points at version 11: a plan of Terraform had read the number of the version before the new one was there. "The fix does not help."',
  source: {
    report:
      'hashicorp/terraform-provider-aws#626 (the alias gets the number of the version before); aws/serverless-application-model#3648 (the alias still points at the old one)',
    rule: 'Lambda Developer Guide, "configuration-aliases": an alias points at its version until it is updated; "services-dynamodb-errors"',
  },
  truth: {
    causes: ['failing-function'],
    states: ['stalled'],
    not: ['poison-record', 'function-unavailable', 'network-unreachable', 'memory-exhausted'],
    says: /(?=.*alias)(?=.*\b11\b)/i,
    dead: /MaximumRetryAttempts=\d|MaximumRecordAgeInSeconds=\d/,
  },
  world: pipeline({
    qualifier: 'live',
    function: {LastModified: functionTime(20)},
    around: {
      aliases: [{AliasArn: virginia.functionArn(functionName, 'live'), Name: 'live', FunctionVersion: '11', RevisionId: 'a-11'}],
      versions: [
        {Version: '10', LastModified: '2026-11-17T15:20:00.000+0000'},
        {Version: '11', LastModified: functionTime(73)},
        {Version: '12', LastModified: functionTime(19)},
      ],
    },
    mapping: {...defaults, ...callFailed, BatchSize: 100},
    traffic: {
      invocations: from(-72, about(14, 1, 0.1), about(120)),
      errors: from(-72, about(14, 1, 0.1), always(0)),
      durations: from(-72, evenly(6, 31), evenly(80, 240)),
      concurrency: from(-72, always(2), always(3)),
      returned: from(-72, about(100, 3), about(9000, 2)),
      reads: from(-72, about(56, 8), always(960)),
      ages: allBlocked(-72),
    },
    log: {
      versionAt: minute => (minute >= -72 ? '11' : '10'),
      failing: nodeError('TypeError', "Cannot read properties of undefined (reading 'M')", '/var/task/index.mjs:27:54'),
    },
  }),
})
