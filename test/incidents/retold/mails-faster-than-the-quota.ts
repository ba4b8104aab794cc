import {callFailed, defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, between, evenly, from} from '../shapes.ts'

const calls = about(6, 5)

export default defineRetold({
  id: 'mails-faster-than-the-quota',
  story:
    'A PHP consumer sends a mail for each new member. An import brought three thousand of them within three minutes; the batch of a thousand is sent at once, and SES stops it at the rate of the account. The batch is tried again and again, and its first members get the mail each time. No record is bad.',
  source: {
    report:
      'awsdocs/amazon-ses-developer-guide#60 (200 mails at once, 90 are sent); nodemailer/nodemailer-ses-transport#17; brefphp/laravel-bridge#3',
    rule: 'SES Developer Guide, "manage-sending-quotas-errors": Throttling, maximum sending rate exceeded; Lambda Developer Guide, "services-dynamodb-errors"',
  },
  truth: {
    causes: ['failing-function'],
    not: ['poison-record', 'throttled-concurrency', 'hot-partition', 'slow-handler', 'write-burst'],
    states: ['stalled'],
    says: /Maximum sending rate|Throttling/,
    dead: /MaximumRetryAttempts=\d|MaximumRecordAgeInSeconds=\d|ParallelizationFactor=\d/,
  },
  world: pipeline({
    shards: 1,
    function: {
      Runtime: 'provided.al2023',
      Handler: 'welcome.php',
      MemorySize: 1024,
      Layers: [{Arn: 'arn:aws:lambda:us-east-1:873528684822:layer:php-84:12', CodeSize: 21_300_114}],
    },
    // It gathers for a minute: nine members on an ordinary day.
    mapping: {...defaults, ...callFailed, BatchSize: 1000, MaximumBatchingWindowInSeconds: 60},
    traffic: {
      invocations: from(-48, calls, always(1)),
      errors: from(-48, calls, always(0)),
      durations: from(-48, evenly(2100, 4700), evenly(700, 2900)),
      concurrency: always(1),
      writes: between(-49, -46, about(1000, 2), about(9, 2, 0.3)),
      returned: from(-48, always(0), from(-49, about(1000, 2), about(9, 2, 0.3))),
      reads: from(-48, about(7, 8), always(240)),
      ages: allBlocked(-48, {before: evenly(900, 12_400), spreadSeconds: 45}),
    },
    log: {
      format: 'text-old',
      usedMb: 143,
      failing: ({id}) => [
        `${id}\tInvoke Error\t${JSON.stringify({
          errorType: 'Aws\\Ses\\Exception\\SesException',
          errorMessage:
            'Error executing "SendEmail" on "https://email.us-east-1.amazonaws.com"; AWS HTTP error: Client error: `POST https://email.us-east-1.amazonaws.com` resulted in a `400 Bad Request` response: Throttling (client): Maximum sending rate exceeded.',
          stack: ['#0 /var/task/vendor/aws/aws-sdk-php/src/WrappedHttpHandler.php(97)', '#1 /var/task/src/Welcome.php(38)'],
        })}`,
      ],
    },
  }),
})
