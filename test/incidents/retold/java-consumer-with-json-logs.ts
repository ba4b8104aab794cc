import {callFailed, defaults, functionName, functionTime, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from} from '../shapes.ts'

export default defineRetold({
  id: 'java-consumer-with-json-logs',
  story: 'A Java consumer with the log format JSON fails in every batch since the view type lacks the old image that a new release reads.',
  source: {
    report: 'aws/aws-lambda-go#380 (images that the view type lacks are nil); aws/aws-lambda-java-libs#23',
    rule: 'Lambda Developer Guide, "java-logging", "telemetry-schema-reference"',
  },
  truth: {causes: ['failing-function'], states: ['stalled'], says: /NullPointerException/},
  world: pipeline({
    function: {
      Runtime: 'java21',
      Handler: 'parcels.Handler',
      LoggingConfig: {LogFormat: 'JSON', LogGroup: `/aws/lambda/${functionName}`, ApplicationLogLevel: 'INFO', SystemLogLevel: 'INFO'},
      LastModified: functionTime(48),
    },
    table: {StreamSpecification: {StreamEnabled: true, StreamViewType: 'NEW_IMAGE'}},
    stream: {StreamViewType: 'NEW_IMAGE'},
    mapping: {...defaults, ...callFailed},
    traffic: {
      invocations: from(-47, always(16), about(120)),
      errors: from(-47, always(16), always(0)),
      durations: from(-47, evenly(3, 22), evenly(80, 240)),
      concurrency: always(4),
      ages: allBlocked(-47),
    },
    log: {
      format: 'json',
      report: {status: 'error', errorType: 'java.lang.NullPointerException'},
      failing: ({at, id}) => [
        JSON.stringify({
          timestamp: at,
          level: 'ERROR',
          AWSRequestId: id,
          message:
            'java.lang.NullPointerException: Cannot invoke "java.util.Map.get(Object)" because the return value of "StreamRecord.getOldImage()" is null',
          stackTrace: ['parcels.Handler.handleRequest(Handler.java:44)'],
        }),
      ],
    },
  }),
})
