import {z} from 'zod'
import {amount, instant, whole} from '../schema-types.ts'

/** The counts of Contributor Insights. Only the maximum of a minute is meaningful (DynamoDB Developer Guide). */
export const hotKeysSchema = z.object({
  status: z.string().describe('ENABLED, DISABLED, …'),
  mode: z.string().nullable().describe('ACCESSED_AND_THROTTLED_KEYS or THROTTLED_KEYS'),
  keys: z.array(
    z.object({
      counts: z.enum(['accessed', 'throttled']),
      labels: z.array(z.string()).describe('the attributes: partition key, or partition and sort key'),
      key: z.array(z.string()),
      maximumPerMinute: amount.describe('accessed: 3 × write units + read units in the busiest minute; throttled: throttles'),
    }),
  ),
})

/** A bulk write of DynamoDB (StartBulkPutItems) to the table. */
export const bulkOperationSchema = z.object({
  arn: z.string(),
  status: z.string().describe('an open enumeration: IN_PROGRESS, COMPLETED, …'),
  startMs: instant.nullable(),
  endMs: instant.nullable().describe('null while it runs'),
  items: whole.nullable().describe('processed so far, including those that failed'),
})

export const timeToLiveSchema = z.object({status: z.string().nullable(), attribute: z.string().nullable()})

/** An EventBridge Pipe that reads the stream. */
export const pipeSchema = z.object({
  name: z.string(),
  arn: z.string(),
  state: z.string().nullable().describe('an open enumeration: RUNNING, STOPPED, STARTING, …'),
})
