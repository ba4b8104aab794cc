import {pythonCaught} from '../lines.ts'
import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {always} from '../shapes.ts'

export default defineRetold({
  id: 'swallowed-errors-read-with-deep',
  story: 'The same handler, looked at with --deep: the log is read, and in it more than a third of the requests log an exception.',
  source: {
    report: 'aws-amplify/amplify-cli#9696; amplify-category-api#1217',
    rule: 'Lambda Developer Guide, "services-dynamodb-errors": an invocation that returns without an error is a success',
  },
  truth: {
    causes: [null, 'silent-loss', 'swallowed-errors'],
    states: ['ok'],
    not: ['poison-record', 'failing-function', 'slow-handler'],
    says: /429|ES_Exception/,
  },
  deep: true,
  world: pipeline({
    function: {Runtime: 'python3.12'},
    log: {
      handled: always(44),
      failing: pythonCaught(
        "opensearch_stream.ES_Exception: (429, b'429 Too Many Requests: the number of permissible concurrent requests is exceeded')",
      ),
    },
  }),
})
