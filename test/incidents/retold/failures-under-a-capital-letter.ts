import {strToU8, zipSync} from 'fflate'
import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {always} from '../shapes.ts'

const code = `import logging

from partner import post

logger = logging.getLogger()


def handler(event, context):
    failures = []
    for record in event["Records"]:
        try:
            post(record["dynamodb"])
        except Exception:
            logger.exception("could not post")
            failures.append({"ItemIdentifier": record["dynamodb"]["SequenceNumber"]})
    return {"BatchItemFailures": failures}
`

export default defineRetold({
  id: 'failures-under-a-capital-letter',
  story:
    'The handler answers with the records that failed, as an older page of the documentation showed it: with capital letters. Lambda finds no batchItemFailures in the answer and takes the batch for a success, so the failed records of a thirteenth of the batches are passed over. Looked at with --deep and --inspect-code.',
  source: {
    report: 'awsdocs/aws-lambda-developer-guide#320 (capital letters in the example; only small ones work)',
    rule: 'Lambda Developer Guide, "services-ddb-batchfailurereporting": batchItemFailures and itemIdentifier; an answer without failures is a success',
  },
  truth: {
    causes: [null, 'silent-loss', 'swallowed-errors'],
    not: ['poison-record', 'failing-function'],
    states: ['ok', 'losing'],
    says: /\b[Bb]atchItemFailures\b/,
  },
  deep: true,
  inspectCode: true,
  world: pipeline({
    function: {Runtime: 'python3.12', Handler: 'app.handler', MemorySize: 256},
    mapping: {BatchSize: 100},
    log: {
      memoryMb: 256,
      usedMb: 82,
      handled: always(9),
      failing: ({at, id}) => [
        `[ERROR]\t${at}\t${id}\tcould not post\nTraceback (most recent call last):\n  File "/var/task/app.py", line 13, in handler\n    post(record["dynamodb"])\n  File "/var/task/partner.py", line 22, in post\n    response.raise_for_status()\nrequests.exceptions.HTTPError: 422 Client Error: Unprocessable Entity for url: https://api.partner.example/v1/parcels`,
      ],
    },
    world: {
      code: () =>
        zipSync({
          'app.py': strToU8(code),
          'partner.py': strToU8(
            'import requests\n\n\ndef post(image):\n    response = requests.post("https://api.partner.example/v1/parcels", json=image, timeout=5)\n    response.raise_for_status()\n',
          ),
        }),
    },
  }),
})
