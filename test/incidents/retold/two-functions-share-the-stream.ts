import {configuredFunction, defaults, mappingTo, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always} from '../shapes.ts'
import {virginia} from '../stand-in/place.ts'

export default defineRetold({
  id: 'two-functions-share-the-stream',
  story:
    'Two functions read the stream: one indexes, one sends mails. That is as many as AWS recommends. Twice as many records are returned as are written, as it should be, and a colleague takes that for duplicates.',
  source: {
    report: 'aws-samples/serverless-patterns#1567 ("with a DynamoDB stream we can have only two" consumers), #2431',
    rule: 'DynamoDB Developer Guide, "Streams": no more than two processes should read one shard; "metrics-dimensions": ReturnedRecordsCount counts all readers',
  },
  truth: {
    causes: [null],
    not: ['reader-contention', 'write-back-loop', 'silent-loss'],
    states: ['ok'],
    verdicts: ['healthy', 'at-risk'],
  },
  world: pipeline({
    shards: 3,
    mapping: {BatchSize: 100},
    traffic: {
      invocations: about(130),
      writes: about(4200, 2),
      returned: minute => 2 * about(4200, 2)(minute),
      reads: always(1440),
    },
    moreMappings: [
      mappingTo({
        ...defaults,
        UUID: '5e0c2a77-0000-4000-8000-00000000000a',
        BatchSize: 10,
        MaximumRetryAttempts: 4,
        FunctionArn: virginia.functionArn('parcel-mailer'),
      }),
    ],
    moreFunctions: {'parcel-mailer': {configuration: configuredFunction('parcel-mailer')}},
  }),
})
