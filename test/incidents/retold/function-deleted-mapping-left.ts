import {defaults, functionName, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always} from '../shapes.ts'
import {virginia} from '../stand-in/place.ts'

export default defineRetold({
  id: 'function-deleted-mapping-left',
  story: 'Somebody deleted the function. Its mapping was left behind and is still Enabled.',
  source: {
    report: 'awslabs/lambda-streams-to-firehose#25; shreyasgaonkar/aws-lambda-code-samples#30; serverless/serverless#4471',
    rule: 'Lambda API reference, DeleteFunction: mappings are not deleted with the function',
  },
  truth: {causes: ['function-unavailable'], states: ['stopped'], says: /does not exist|deleted/, dead: /list-versions-by-function/},
  world: pipeline({
    noFunction: true,
    mapping: {
      ...defaults,
      LastProcessingResult: `PROBLEM: Function not found: ${virginia.functionArn(functionName)} (Service: AWSLambda; Status Code: 404; Error Code: ResourceNotFoundException)`,
    },
    traffic: {invocations: always(0), concurrency: always(0), returned: always(0), reads: always(0), writes: about(4200, 2)},
  }),
})
