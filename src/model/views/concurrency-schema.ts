import {z} from 'zod'
import {usageSchema} from '../evidence/evidence-schema.ts'

const count = z.number().nullable()

/** The result of `concurrency`. Maxima are of the window, one-minute values. */
export const concurrencySchema = z.object({
  takenAt: z.iso.datetime(),
  region: z.string(),
  window: z.object({start: z.iso.datetime(), end: z.iso.datetime()}),
  account: z.object({
    limit: count.describe('concurrent executions of all functions together'),
    unreservedLimit: count.describe('the pool of functions without reserved concurrency'),
    maximum: count,
    unreservedMaximum: count,
  }),
  functions: z
    .array(
      z.object({
        function: z.string(),
        reserved: count.describe('null when none is reserved; 0 stops the function'),
        maximum: count.describe('concurrent executions of the function, whoever called it'),
        throttles: count,
        need: count.describe('open shards × parallelization factor, over all mappings that are not disabled'),
        mappings: z.array(
          z.object({
            mapping: z.string(),
            table: z.string().nullable(),
            state: z.string(),
            openShards: count,
            parallelizationFactor: count,
          }),
        ),
        judgement: z.enum(['enough', 'shared', 'too-low', 'stopped', 'unknown']),
        says: z.string(),
      }),
    )
    .describe('the functions of the pipelines'),
  others: z
    .array(z.object({function: z.string(), maximum: z.number()}))
    .describe('the functions with the most concurrent executions, of all that were read'),
  othersAsked: z.number(),
  othersTogether: z.number().describe('the sum of the maxima of all that were read; they need not have been at the same time'),
  othersLeftOut: z.boolean().describe('there are more functions than were read'),
  missing: z.array(z.object({action: z.string(), reason: z.string(), detail: z.string()})),
  usage: usageSchema,
})
