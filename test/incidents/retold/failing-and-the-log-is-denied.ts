import {callFailed, defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from} from '../shapes.ts'

export default defineRetold({
  id: 'failing-and-the-log-is-denied',
  story: 'Everything fails, and the one on call may not read the log of the function.',
  source: {report: 'aws/aws-lambda-go#57 (an error stops the stream)', rule: 'Lambda Developer Guide, "services-dynamodb-errors"'},
  truth: {causes: ['failing-function'], states: ['stalled'], says: /logs:StartQuery|log/},
  world: pipeline({
    shards: 3,
    mapping: {...defaults, ...callFailed},
    traffic: {
      invocations: from(-27, always(11), about(120)),
      errors: from(-27, always(11), always(0)),
      durations: from(-27, evenly(20, 70), evenly(80, 240)),
      concurrency: always(3),
      reads: always(720),
      ages: allBlocked(-27),
    },
    world: {deny: ['logs:StartQuery']},
  }),
})
