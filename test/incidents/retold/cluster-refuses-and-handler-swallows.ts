import {pythonCaught} from '../lines.ts'
import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {always} from '../shapes.ts'

export default defineRetold({
  id: 'cluster-refuses-and-handler-swallows',
  story:
    'The handler catches every exception, logs it and answers well. The search cluster refuses four batches in ten: their records are lost without an error in any metric.',
  source: {
    report: 'aws-amplify/amplify-cli#9696, #4913; bfansports/dynamodb-to-elasticsearch#21',
    rule: 'Lambda Developer Guide, "services-dynamodb-errors": an invocation that returns without an error is a success',
  },
  truth: {causes: [null, 'silent-loss', 'swallowed-errors'], states: ['ok'], not: ['poison-record', 'failing-function', 'slow-handler']},
  world: pipeline({
    function: {Runtime: 'python3.12'},
    log: {
      handled: always(48),
      failing: pythonCaught(
        "opensearch_stream.ES_Exception: (429, b'429 Too Many Requests: the number of permissible concurrent requests is exceeded')",
      ),
    },
  }),
})
