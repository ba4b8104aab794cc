import {functionName, functionTime, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {fresh} from '../shapes.ts'
import {virginia} from '../stand-in/place.ts'

export default defineRetold({
  id: 'release-without-harm',
  story:
    'A release of a quarter of an hour ago. Its first invocations start new environments, the age is two seconds for a minute, and that is all.',
  source: {
    report: 'anomalyco/sst#6722; aws/serverless-application-model#716 (releases by alias, under observation)',
    rule: 'Lambda Developer Guide, "lambda-runtime-environment": a new version starts new environments',
  },
  truth: {causes: [null], not: ['failing-function', 'slow-handler'], states: ['ok'], verdicts: ['healthy', 'at-risk']},
  world: pipeline({
    qualifier: 'live',
    function: {LastModified: functionTime(16)},
    around: {
      aliases: [{AliasArn: virginia.functionArn(functionName, 'live'), Name: 'live', FunctionVersion: '9', RevisionId: 'a-9'}],
      versions: [
        {Version: '8', LastModified: '2026-11-19T10:00:00.000+0000'},
        {Version: '9', LastModified: functionTime(15)},
      ],
    },
    traffic: {ages: (minute, n) => (minute === -14 ? [{n, low: 400, high: 2600}] : fresh(minute, n))},
    log: {versionAt: minute => (minute >= -14 ? '9' : '8'), failing: () => []},
  }),
})
