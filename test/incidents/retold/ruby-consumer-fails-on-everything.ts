import {callFailed, defaults, functionTime, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from} from '../shapes.ts'

export default defineRetold({
  id: 'ruby-consumer-fails-on-everything',
  story: 'A release of a Ruby consumer calls a method of nil in every batch; its runtime writes the error over several lines of JSON.',
  source: {report: 'rails-lambda/lambdakiq#27 (the shape of the lines)', rule: 'Lambda Developer Guide, "ruby-exceptions"'},
  truth: {causes: ['failing-function'], states: ['stalled'], says: /NoMethodError|undefined method/, dead: /--filter-pattern ERROR/},
  world: pipeline({
    function: {Runtime: 'ruby3.3', Handler: 'app.handler', LastModified: functionTime(22)},
    mapping: {...defaults, ...callFailed},
    traffic: {
      invocations: from(-21, always(17), about(120)),
      errors: from(-21, always(17), always(0)),
      durations: from(-21, evenly(4, 19), evenly(80, 240)),
      concurrency: always(4),
      ages: allBlocked(-21),
    },
    log: {
      failing: () => [
        'Critical exception from handler\n{\n  "errorMessage": "undefined method \'fetch\' for nil",\n  "errorType": "Function<NoMethodError>",\n  "stackTrace": [\n    "/var/task/app.rb:14:in \'block in handler\'"\n  ]\n}',
      ],
    },
  }),
})
