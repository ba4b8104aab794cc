import {strToU8, zipSync} from 'fflate'
import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {always} from '../shapes.ts'

const code = `from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response

logger = Logger()
processor = BatchProcessor(event_type=EventType.DynamoDBStreams)


def record_handler(record):
    try:
        put_document(record.dynamodb.new_image)
    except Exception:
        logger.exception("could not index record")
        raise


def handler(event, context):
    return process_partial_response(event=event, record_handler=record_handler, processor=processor, context=context)
`

export default defineRetold({
  id: 'partial-answer-that-the-mapping-does-not-read',
  story:
    'The handler uses the batch processor of Powertools, and answers with the records that failed. A rewrite of the template lost FunctionResponseTypes, so Lambda does not read the answer: the failed records of a seventh of the batches are passed over for good, and no metric shows an error. Looked at with --deep and --inspect-code.',
  source: {
    report: 'storacha/indexing-service#159 (the answer without the setting of the mapping); aws-powertools/powertools-lambda-python#3716',
    rule: 'Lambda Developer Guide, "services-ddb-batchfailurereporting": without ReportBatchItemFailures the answer is ignored, and the batch is a success',
  },
  truth: {
    causes: [null, 'silent-loss', 'swallowed-errors'],
    not: ['poison-record', 'failing-function'],
    states: ['ok', 'losing'],
    says: /ReportBatchItemFailures/,
  },
  deep: true,
  inspectCode: true,
  world: pipeline({
    function: {Runtime: 'python3.13', Handler: 'app.handler'},
    mapping: {FunctionResponseTypes: []},
    log: {
      handled: always(17),
      failing: ({at, id}) => [
        JSON.stringify({
          level: 'ERROR',
          location: 'record_handler:12',
          message: 'could not index record',
          timestamp: at,
          service: 'parcels',
          function_request_id: id,
          exception_name: 'RequestError',
          exception: `Traceback (most recent call last):\n  File "/var/task/app.py", line 10, in record_handler\nRequestError(400, 'mapper_parsing_exception', 'failed to parse field [weight]')`,
        }),
      ],
    },
    world: {code: () => zipSync({'app.py': strToU8(code)})},
  }),
})
