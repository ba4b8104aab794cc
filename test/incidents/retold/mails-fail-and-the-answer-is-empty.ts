import {strToU8, zipSync} from 'fflate'
import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly} from '../shapes.ts'

const code = `import {sendMail} from './mail.mjs'

export const handler = async event => {
  const errors = []
  for (const record of event.Records) {
    try {
      if (record.eventName === 'INSERT') await sendMail(record.dynamodb.NewImage)
    } catch (error) {
      errors.push({eventID: record.eventID, error: String(error)})
    }
  }
  if (errors.length > 0) console.error('Processing errors:', errors)
  return {batchItemFailures: []}
}
`

export default defineRetold({
  id: 'mails-fail-and-the-answer-is-empty',
  story:
    'The handler catches every failure of a mail, logs it, and always answers that no record failed. The address of the sender is no longer verified for a part of the customers: a third of the batches lose mails, and neither a metric nor the mapping tells of it. Looked at with --deep and --inspect-code.',
  source: {
    report:
      'Propels-AI/Propels#22 (always an empty batchItemFailures, notifications disappear); ustaxcourt/ef-cms-flexion#6884 (a handler that swallows exceptions)',
    rule: 'Lambda Developer Guide, "services-ddb-batchfailurereporting": an empty list is a full success',
  },
  truth: {
    causes: [null, 'silent-loss', 'swallowed-errors'],
    not: ['poison-record', 'failing-function', 'slow-handler', 'access-denied'],
    states: ['ok', 'losing'],
    says: /MessageRejected|not verified|Processing errors/,
  },
  deep: true,
  inspectCode: true,
  world: pipeline({
    shards: 2,
    function: {Runtime: 'nodejs22.x', MemorySize: 256},
    mapping: {BatchSize: 10},
    traffic: {
      invocations: about(48),
      durations: evenly(90, 610),
      concurrency: always(2),
      writes: about(260, 2),
      reads: about(470, 8, 0.02),
    },
    log: {
      memoryMb: 256,
      usedMb: 92,
      handled: always(16),
      failing: ({at, id, nth}) => [
        `${at}\t${id}\tERROR\tProcessing errors: [\n  {\n    eventID: '5f0c${nth}e81a',\n    error: 'MessageRejected: Email address is not verified. The following identities failed the check in region US-EAST-1: noreply@parcels.example'\n  }\n]`,
      ],
    },
    world: {
      code: () =>
        zipSync({
          'index.mjs': strToU8(code),
          'mail.mjs': strToU8(
            "import {SESv2Client, SendEmailCommand} from '@aws-sdk/client-sesv2'\n\nconst client = new SESv2Client()\n\nexport const sendMail = image => client.send(new SendEmailCommand({Destination: {ToAddresses: [image.mail.S]}}))\n",
          ),
        }),
    },
  }),
})
