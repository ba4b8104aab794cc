import {callFailed, defaults, functionName, functionTime, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from} from '../shapes.ts'
import {placeIn} from '../stand-in/place.ts'

const gov = placeIn('us-gov-west-1', 'aws-us-gov')

export default defineRetold({
  id: 'bad-release-in-govcloud',
  story: 'A bad release of the alias in GovCloud: as anywhere else, with the ARNs of that partition.',
  source: {
    report:
      'serverless-operations/serverless-step-functions#307; claranet/terraform-aws-lambda#22 (ARNs of the wrong partition in GovCloud)',
    rule: 'AWS General Reference, "aws-arns-and-namespaces": the partition is aws-us-gov',
  },
  truth: {causes: ['failing-function'], states: ['stalled'], unsaid: /arn:aws:/},
  world: pipeline({
    place: gov,
    qualifier: 'live',
    function: {LastModified: functionTime(44)},
    around: {
      aliases: [{AliasArn: gov.functionArn(functionName, 'live'), Name: 'live', FunctionVersion: '18', RevisionId: 'a-18'}],
      versions: [
        {Version: '17', LastModified: '2026-11-02T10:00:00.000+0000'},
        {Version: '18', LastModified: functionTime(43)},
      ],
    },
    mapping: {...defaults, ...callFailed},
    traffic: {
      invocations: from(-41, always(12), about(360)),
      errors: from(-41, always(12), always(0)),
      durations: from(-41, evenly(3, 14), evenly(70, 230)),
      concurrency: always(4),
      ages: allBlocked(-41),
    },
  }),
})
