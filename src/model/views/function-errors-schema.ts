import {z} from 'zod'
import {usageSchema} from '../evidence/evidence-schema.ts'

const instant = z.iso.datetime()
const count = z.number().nullable()

/** The result of `errors`. */
export const functionErrorsSchema = z.object({
  takenAt: instant,
  function: z.string(),
  qualifier: z.string().nullable(),
  region: z.string(),
  logGroup: z.string(),
  window: z.object({start: instant, end: instant}),
  invocations: count,
  errors: count,
  rate: count.describe('errors ÷ invocations, 0–1'),
  perMinute: z.array(z.object({at: instant, invocations: count, errors: count})),
  versions: z
    .array(z.object({version: z.string(), alias: z.string().nullable(), invocations: z.number(), errors: z.number(), rate: count}))
    .describe('as CloudWatch separates them; empty where nothing is invoked by version or alias'),
  classes: z.array(
    z.object({
      kind: z.enum([
        'timeout',
        'out-of-memory',
        'crash',
        'import',
        'init',
        'access-denied',
        'downstream-throttled',
        'connection',
        'item-failures',
        'exception',
        'unknown',
      ]),
      type: z.string().nullable().describe('the name of the error'),
      action: z.string().nullable().describe('the IAM action that was denied, where the log names it'),
      count: z.number().describe('the source of `counts`'),
      counts: z
        .enum(['invocations', 'lines', 'starts'])
        .describe('lines: some of them carry no request id, so that they cannot be tied to invocations; starts: starts that failed, alone'),
      starts: z.number().describe('starts of an execution environment that failed with it'),
      phases: z.array(z.string()).describe('the phases in which these starts failed: init, invoke, restore'),
      handled: count.describe('of these, invocations that are known to have succeeded; null where neither the log nor Errors shows it'),
      first: instant,
      last: instant,
      versions: z.array(z.string()),
      sample: z.string().nullable().describe('the words of the newest, with values masked'),
    }),
  ),
  unrecognised: z
    .array(z.object({count: z.number(), sample: z.string(), first: instant, last: instant}))
    .nullable()
    .describe('lines before the reports of failing invocations, values masked; null where the lines in a known format explain most errors'),
  partialFailures: z
    .array(
      z.object({
        mapping: z.string(),
        qualifier: z.string().nullable(),
        reports: z.boolean().describe('ReportBatchItemFailures is on'),
        counted: z.boolean().describe('the mapping counts events (EventCount); else nothing is known'),
        failedRecords: count.describe('records of failed batches and partial failures'),
        hiddenMinutes: count.describe('minutes with failed records in which Errors counts none'),
        droppedRecords: count,
        deliveredRecords: count.describe('sent to the on-failure destination'),
      }),
    )
    .describe('failures that Errors does not count'),
  log: z
    .object({
      lines: z.number(),
      complete: z.boolean().describe('false when there are more lines than were read'),
      bytes: z.number(),
      usd: z.number(),
    })
    .nullable()
    .describe('null when the log could not be read'),
  missing: z.array(z.object({action: z.string(), reason: z.string(), detail: z.string()})),
  usage: usageSchema,
})
