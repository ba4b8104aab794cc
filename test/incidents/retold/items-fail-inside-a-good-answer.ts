import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {always} from '../shapes.ts'

export default defineRetold({
  id: 'items-fail-inside-a-good-answer',
  story:
    'The search cluster answers with 200 to a bulk request, and with an error for some of its items. The handler logs the answer at the level INFO and goes on. Looked at with --deep.',
  source: {
    report: 'aws-amplify/amplify-cli#4913, #4228; matrus2/dynamodb-stream-elasticsearch#31',
    rule: 'OpenSearch bulk API: errors are told item by item; Lambda counts no error',
  },
  truth: {
    causes: [null, 'silent-loss', 'swallowed-errors'],
    states: ['ok'],
    not: ['poison-record', 'failing-function', 'slow-handler'],
    says: /mapper_parsing_exception/,
  },
  deep: true,
  world: pipeline({
    function: {Runtime: 'python3.12'},
    log: {
      handled: always(30),
      failing: ({at, id}) => [
        `[INFO]\t${at}\t${id}\tReturn from OpenSearch: b'{"took":12,"errors":true,"items":[{"index":{"_index":"parcel","status":400,"error":{"type":"mapper_parsing_exception","reason":"failed to parse field [weight] of type [long]"}}}]}'`,
      ],
    },
  }),
})
