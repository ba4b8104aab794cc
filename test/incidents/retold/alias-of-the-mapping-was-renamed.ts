import {defaults, functionName, functionTime, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, from} from '../shapes.ts'
import {virginia} from '../stand-in/place.ts'

export default defineRetold({
  id: 'alias-of-the-mapping-was-renamed',
  story:
    'A template renamed AutoPublishAlias from "live" to "prod". The mapping is kept in another stack and still invokes "live", which is gone. The function itself is well, and answers each test from the console.',
  source: {
    report: 'aws/serverless-application-model#278, #273; serverless-heaven/serverless-aws-alias#108',
    rule: 'Lambda Developer Guide, "using-aliases": a mapping keeps the ARN of its alias; "logging-using-cloudtrail": FUNCTION_NOT_FOUND',
  },
  truth: {
    causes: ['function-unavailable'],
    not: ['access-denied', 'mapping-disabled', 'failing-function'],
    states: ['stopped'],
    says: /alias/i,
    dead: /create-function\b|MaximumRetryAttempts=\d/,
  },
  world: pipeline({
    qualifier: 'live',
    function: {LastModified: functionTime(79)},
    around: {
      aliases: [{AliasArn: virginia.functionArn(functionName, 'prod'), Name: 'prod', FunctionVersion: '31', RevisionId: 'a-31'}],
      versions: [
        {Version: '30', LastModified: '2026-11-02T08:00:00.000+0000'},
        {Version: '31', LastModified: functionTime(78)},
      ],
    },
    mapping: {
      ...defaults,
      LastProcessingResult: `PROBLEM: Function not found: ${virginia.functionArn(functionName, 'live')} (Service: AWSLambda; Status Code: 404; Error Code: ResourceNotFoundException)`,
    },
    traffic: {
      invocations: from(-77, always(0), about(120)),
      concurrency: from(-77, always(0), always(3)),
      returned: from(-77, always(0), about(9000, 2)),
      reads: from(-77, always(0), always(960)),
    },
  }),
})
