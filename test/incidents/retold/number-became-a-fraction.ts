import {callFailed, defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from} from '../shapes.ts'

export default defineRetold({
  id: 'number-became-a-fraction',
  story:
    'AWS began to send the time of a record with a fraction. The library of the Go consumer reads a whole number, and from that minute on every batch fails.',
  source: {
    report: 'aws/aws-lambda-go#202',
    rule: 'Lambda Developer Guide, "with-ddb": ApproximateCreationDateTime is a number of seconds; "golang-handler"',
  },
  truth: {causes: ['failing-function'], states: ['stalled'], says: /cannot unmarshal number/, dead: /--filter-pattern ERROR/},
  world: pipeline({
    function: {Runtime: 'provided.al2023', Handler: 'bootstrap'},
    mapping: {...defaults, ...callFailed},
    traffic: {
      invocations: from(-23, always(24), about(140)),
      errors: from(-23, always(24), always(0)),
      durations: from(-23, evenly(1, 3), evenly(30, 90)),
      concurrency: always(4),
      ages: allBlocked(-23),
    },
    log: {
      format: 'text-old',
      failing: ({at}) => [
        `${at.slice(0, 19).replaceAll('-', '/').replace('T', ' ')} {"errorMessage":"json: cannot unmarshal number 1559320290.838 into Go struct field StreamRecord.ApproximateCreationDateTime of type int64","errorType":"UnmarshalTypeError"}`,
      ],
    },
  }),
})
