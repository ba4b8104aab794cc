import {expect} from 'vitest'
import type {Row} from '../row.ts'

const queue = '--queue-url {queueUrl}'
/** `aws sqs` prints this code whether it speaks Query or JSON: AWS sends it in a header for the sake of old clients. */
const noQueue = {refused: 'AWS.SimpleQueueService.NonExistentQueue'}
const attributes = `sqs get-queue-attributes ${queue} --attribute-names`

export const sqsRows: readonly Row[] = [
  {aws: 'sqs list-queues', answers: {QueueUrls: expect.arrayContaining([expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/\d{12}\//)])}},
  {
    aws: `${attributes} All`,
    answers: {
      Attributes: {
        QueueArn: expect.stringMatching(/^arn:aws:sqs:us-east-1:\d{12}:/),
        ApproximateNumberOfMessages: expect.stringMatching(/^\d+$/),
        VisibilityTimeout: expect.stringMatching(/^\d+$/),
      },
    },
    keep: {queueArn: 'Attributes.QueueArn'},
  },
  {aws: `${attributes} Size`, refused: 'InvalidAttributeName'},
  {aws: 'sqs get-queue-url --queue-name no-such', ...noQueue},
  {aws: 'sqs get-queue-attributes --queue-url {endpoint}/{account}/no-such --attribute-names All', ...noQueue},
  {
    aws: `sqs send-message ${queue} --message-body {body}`,
    with: {body: '{"written":"by hand & <quoted>"}'},
    answers: {MessageId: expect.stringMatching(/^[0-9a-f-]{36}$/), MD5OfMessageBody: '134cbf835fd513065d2ca7f247ec0eec'},
  },
  {
    aws: `sqs receive-message ${queue} --max-number-of-messages 10 --attribute-names All --visibility-timeout 600`,
    answers: {
      Messages: expect.arrayContaining([
        expect.objectContaining({
          Body: '{"written":"by hand & <quoted>"}',
          ReceiptHandle: expect.any(String),
          Attributes: expect.objectContaining({ApproximateReceiveCount: '1', SentTimestamp: expect.stringMatching(/^\d{13}$/)}),
        }),
      ]),
    },
    keep: {receipt: 'Messages.0.ReceiptHandle'},
  },
  {
    aws: `${attributes} ApproximateNumberOfMessagesNotVisible`,
    answers: {Attributes: {ApproximateNumberOfMessagesNotVisible: expect.stringMatching(/^[1-9]/)}},
  },
  {aws: `sqs change-message-visibility ${queue} --receipt-handle {receipt} --visibility-timeout 0`, answers: null},
  {aws: `sqs receive-message ${queue}`, answers: {Messages: [{Body: expect.any(String)}]}, keep: {receipt: 'Messages.0.ReceiptHandle'}},
  {aws: `sqs delete-message ${queue} --receipt-handle {receipt}`, answers: null},
  {aws: `sqs send-message ${queue} --message-body again`, keep: {again: 'MessageId'}},
  {aws: `sqs receive-message ${queue}`, keep: {receipt: 'Messages.0.ReceiptHandle'}},
  {
    aws: `sqs delete-message-batch ${queue} --entries Id=one,ReceiptHandle={receipt} Id=two,ReceiptHandle=nonsense`,
    answers: {Successful: [{Id: 'one'}], Failed: [{Id: 'two', SenderFault: true, Code: 'ReceiptHandleIsInvalid'}]},
  },
  {aws: `sqs delete-message ${queue} --receipt-handle nonsense`, refused: 'ReceiptHandleIsInvalid'},
  {
    aws: `sqs receive-message ${queue} --max-number-of-messages 11`,
    refused: 'InvalidParameterValue',
    saying: /^Value 11 for parameter MaxNumberOfMessages is invalid\. Reason: Must be between 1 and 10, if provided\./,
  },
  {aws: `sqs receive-message ${queue} --wait-time-seconds 21`, refused: 'InvalidParameterValue'},
  {aws: `sqs receive-message ${queue} --visibility-timeout 43201`, refused: 'InvalidParameterValue'},
  {aws: 'sqs send-message --queue-url {endpoint}/{account}/no-such --message-body x', ...noQueue},
  {aws: 'sqs receive-message --queue-url {endpoint}/{account}/no-such', ...noQueue},
]
