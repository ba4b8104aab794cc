import {z} from 'zod'
import {usageSchema} from '../evidence/evidence-schema.ts'

const milliseconds = z.number().nullable()

/** How long starts took; nearest rank. */
const spread = z.object({
  count: z.number(),
  p50Ms: milliseconds,
  p95Ms: milliseconds,
  p99Ms: milliseconds,
  maxMs: milliseconds,
})

/** The result of `cold-starts`. */
export const coldStartsSchema = z.object({
  takenAt: z.iso.datetime(),
  function: z.string(),
  qualifier: z.string().nullable(),
  region: z.string(),
  logGroup: z.string(),
  window: z.object({start: z.iso.datetime(), end: z.iso.datetime()}),
  configuration: z.object({
    runtime: z.string().nullable(),
    memoryMb: z.number().nullable(),
    architecture: z.string().nullable(),
    snapStart: z.boolean(),
    logFormat: z.string().nullable(),
    managedInstances: z.boolean().optional().describe('billed by EC2 instances, not by GB-seconds; absent in older output'),
  }),
  invocations: z.number().nullable().describe('from the metric of the same function or qualifier; null when it could not be read'),
  share: z.number().nullable().describe('inits and restores ÷ invocations, 0–1'),
  inits: spread.describe('cold starts: a new environment was created'),
  restores: spread.describe('starts from a snapshot (SnapStart)'),
  failedStarts: z.number(),
  billedSeconds: z.number().describe('init time that is billed as duration since August 2025'),
  usd: z.number().describe('the cost of inits and restores in the window, at list price'),
  usdPerMonth: z.number().describe('the same, for 30 days'),
  periods: z.array(
    z.object({
      at: z.iso.datetime(),
      starts: z.number(),
      invocations: z.number().nullable(),
      share: z.number().nullable(),
      p95Ms: milliseconds,
    }),
  ),
  complete: z.boolean().describe('false when there are more starts than the query returns'),
  advice: z.array(z.string()),
  missing: z
    .array(z.object({action: z.string(), reason: z.string(), detail: z.string()}))
    .describe('missing data; reason empty: the log holds no line of the invocations, so the numbers of starts mean nothing'),
  scan: z.object({bytes: z.number(), usd: z.number()}),
  usage: usageSchema,
})
