import {nodeError} from '../lines.ts'
import {functionName, functionTime, metric, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, fresh, from} from '../shapes.ts'
import {virginia} from '../stand-in/place.ts'

const versioned = (version: string) => ({FunctionName: functionName, Resource: `${functionName}:live`, ExecutedVersion: version})
const count = (n: number) => ({n, sum: n, min: 1, max: 1})

export default defineRetold({
  id: 'canary-fails',
  story:
    'A tenth of the invocations goes to the new version, and each of these fails. The batch is tried again and nearly always meets the old version then, so hardly anything waits.',
  source: {
    report: 'aws/serverless-application-model#716; serverless/serverless#4595 (a release that fails for a share of the traffic)',
    rule: 'Lambda Developer Guide, "configuring-alias-routing": the version is drawn for each invocation',
  },
  truth: {causes: ['failing-function'], states: ['ok', 'behind'], says: /\b22\b/, dead: /MaximumRetryAttempts=\d/},
  world: pipeline({
    qualifier: 'live',
    function: {LastModified: functionTime(36)},
    around: {
      aliases: [
        {
          AliasArn: virginia.functionArn(functionName, 'live'),
          Name: 'live',
          FunctionVersion: '21',
          RevisionId: 'a-21',
          RoutingConfig: {AdditionalVersionWeights: {22: 0.1}},
        },
      ],
      versions: [
        {Version: '21', LastModified: '2026-11-12T10:00:00.000+0000'},
        {Version: '22', LastModified: functionTime(35)},
      ],
    },
    traffic: {
      invocations: from(-34, about(134), about(120)),
      errors: from(-34, always(13), always(0)),
      ages: from(
        -34,
        (_, n) => [
          {n: n - 14, low: 250, high: 1500},
          {n: 14, low: 1600, high: 5200},
        ],
        fresh,
      ),
    },
    moreMetrics: [
      metric('AWS/Lambda', 'Invocations', versioned('22'), minute => (minute >= -34 ? count(13) : undefined)),
      metric('AWS/Lambda', 'Errors', versioned('22'), minute => (minute >= -34 ? {n: 13, sum: 13, min: 1, max: 1} : undefined)),
      metric('AWS/Lambda', 'Invocations', versioned('21'), () => count(120)),
      metric('AWS/Lambda', 'Errors', versioned('21'), () => ({n: 120, sum: 0, min: 0, max: 0})),
    ],
    log: {
      version: '22',
      report: {status: 'error', errorType: 'TypeError'},
      failing: nodeError('TypeError', "Cannot read properties of null (reading 'zone')", '/var/task/zones.js:5:31'),
    },
  }),
})
