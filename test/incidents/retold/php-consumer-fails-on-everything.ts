import {callFailed, defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from} from '../shapes.ts'

export default defineRetold({
  id: 'php-consumer-fails-on-everything',
  story:
    'A PHP consumer on a custom runtime reads an image that the records of a removal lack; the job of this night removes items all over the table.',
  source: {
    report: 'brefphp/bref#873 (lines of the runtime); https://blog.matejpokorny.cz (removals have no new image)',
    rule: 'DynamoDB Streams API reference, StreamRecord; Lambda Developer Guide, "runtimes-custom"',
  },
  truth: {causes: ['failing-function'], states: ['stalled'], says: /RuntimeException|Undefined array key/, dead: /--filter-pattern ERROR/},
  world: pipeline({
    function: {
      Runtime: 'provided.al2',
      Handler: 'consumer.php',
      Layers: [{Arn: 'arn:aws:lambda:us-east-1:534081306603:layer:php-83:30', CodeSize: 20_000_000}],
    },
    mapping: {...defaults, ...callFailed, BatchSize: 100},
    traffic: {
      invocations: from(-37, always(14), about(120)),
      errors: from(-37, always(14), always(0)),
      durations: from(-37, evenly(8, 30), evenly(80, 240)),
      concurrency: always(4),
      ages: allBlocked(-37),
    },
    log: {
      format: 'text-old',
      failing: ({id}) => [
        `${id}\tInvoke Error\t{"errorType":"RuntimeException","errorMessage":"Undefined array key \\"NewImage\\"","stack":["#0 /var/task/src/Consumer.php(31)"]}`,
      ],
    },
  }),
})
