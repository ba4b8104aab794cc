import {z} from 'zod'

export const destinationSchema = z.object({
  arn: z.string(),
  kind: z.string().describe('sqs, sns, s3, or the service of the ARN'),
  exists: z.boolean(),
  fifo: z.boolean(),
  kmsKey: z.string().nullable().describe('of a queue or topic, as it names it'),
  policy: z.string().nullable().describe('the resource policy, as AWS keeps it'),
})

/** A key of the customer that something is encrypted with. */
export const customerKeySchema = z.object({
  arn: z.string(),
  state: z.string().nullable().describe('Enabled, Disabled, PendingDeletion, …; null when there is no such key'),
  policy: z
    .string()
    .nullable()
    .describe(
      'the policy of the key, as AWS keeps it; null of a key of another account, which does not show it, and of one that cannot be used',
    ),
})
