import {strToU8, zipSync} from 'fflate'
import {defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, from, oneBlocked} from '../shapes.ts'

export default defineRetold({
  id: 'identifier-is-the-event-id',
  story:
    'One record of a shard fails. The handler reports it by the id of the event, which is no sequence number of the batch, so the whole batch is retried for ever. Looked at with --inspect-code.',
  source: {
    report: 'floci-io/floci#3466 (unknown identifiers fail the whole batch); public code with "itemIdentifier: record.eventID"',
    rule: 'Lambda Developer Guide, "services-ddb-batchfailurereporting": itemIdentifier is the sequence number; another value fails the batch',
  },
  truth: {causes: ['poison-record'], states: ['stalled'], says: /eventID/},
  inspectCode: true,
  world: pipeline({
    mapping: {...defaults, BatchSize: 100, FunctionResponseTypes: ['ReportBatchItemFailures']},
    traffic: {invocations: from(-57, about(96), about(125)), ages: oneBlocked(-57, always(4))},
    world: {
      code: () =>
        zipSync({
          'index.mjs': strToU8(
            'export const handler = async event => {\n  const batchItemFailures = []\n  for (const record of event.Records) {\n    try {\n      await index(record.dynamodb)\n    } catch (error) {\n      console.error(error)\n      batchItemFailures.push({itemIdentifier: record.eventID})\n    }\n  }\n  return {batchItemFailures}\n}\n',
          ),
        }),
    },
  }),
})
