import {z} from 'zod'
import {usageSchema} from '../evidence/evidence-schema.ts'
import {lagSchema} from '../report/report-schema.ts'

const instant = z.iso.datetime()

/** A pipeline at an instant. A notification of a watch is one. */
export const pipelineLagSchema = z.object({
  at: instant.describe("when this was judged, by AWS's clock"),
  function: z.string(),
  qualifier: z.string().nullable().describe('version or alias; null for an unqualified target'),
  table: z.string().nullable(),
  mapping: z.string().nullable().describe('the UUID of the event source mapping; null when the mappings could not be listed'),
  region: z.string(),
  openShards: z.number().nullable(),
  lastChange: z
    .object({what: z.enum(['mapping', 'function']), at: instant})
    .nullable()
    .describe('the last change, as far as it was read'),
  newestPointAt: instant.nullable().describe('the start of the newest minute that has an iterator age'),
  recent: z
    .object({
      minutes: z.number().describe('the length of this window, which ends when the metrics were read'),
      errors: z.number().nullable().describe('failed invocations of the function'),
      throttles: z.number().nullable().describe('throttled invocations of the function'),
      recordsReadPerMinute: z
        .number()
        .nullable()
        .describe('records that all readers of the stream got, on average of the minutes that have a value'),
    })
    .describe('of the newest minutes; null where no minute has a value, or the metric could not be read'),
  lossSoon: z.boolean().describe('whether records are lost sooner than the threshold lossSoonSeconds, as far as a time is known'),
  lag: lagSchema,
  before: lagSchema.shape.state.optional().describe('the state before; of a notification alone'),
})

/** The JSON of `iterator-age`: one sample. A watch prints a line for each. */
export const iteratorAgeSchema = z.object({
  takenAt: instant.describe("the time of the sample, by AWS's clock"),
  region: z.string(),
  pipelines: z.array(pipelineLagSchema.omit({before: true})).describe('the most dangerous first'),
  missing: z
    .array(z.object({evidence: z.string(), action: z.string(), reason: z.string(), detail: z.string()}))
    .describe('reads that failed'),
  withoutSurroundings: z.number().describe('calm pipelines whose function, stream and table were not read'),
  usage: usageSchema.describe('since the first sample'),
})
