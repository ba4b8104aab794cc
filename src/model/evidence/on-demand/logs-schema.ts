import {z} from 'zod'
import {amount, instant} from '../schema-types.ts'

// Evidence that is read only for a cause, or with --deep. Numbers that Logs Insights calculates are amounts.

/** One kind of failure in the function's log. Samples are one printable line, with values redacted. */
export const loggedErrorSchema = z.object({
  kind: z
    .string()
    .describe(
      'an open list: timeout, out-of-memory, crash, import, init, access-denied, downstream-throttled, connection-refused, connection-timed-out, name-not-resolved, connection-reset, connection-failed, item-failures, exception, unknown; throttled in older evidence',
    ),
  type: z.string().nullable().describe('the error type as logged, such as TypeError or Runtime.ImportModuleError'),
  count: amount.describe('lines of the log'),
  requests: amount.describe(
    'different request ids, a lower bound: a retried batch has a new one each time, and 0 where the lines carry none',
  ),
  swallowed: amount
    .nullable()
    .optional()
    .describe(
      'of the requests, or of the lines where they carry no request id: those that succeeded, and do not log a retry; null where neither the log nor Errors shows which succeeded; absent in older evidence',
    ),
  starts: amount.optional().describe('starts of an environment that failed with it; absent in older evidence'),
  phase: z
    .string()
    .nullable()
    .optional()
    .describe('the phase in which these starts failed: init, invoke (the start is repeated within the invocation), or restore'),
  raw: z.boolean().optional().describe('the format of the line is not known: it is before the REPORT line of a failing invocation'),
  wordless: z
    .boolean()
    .optional()
    .describe('only reports of the platform without an error type: the log has no message of these failures; absent in older evidence'),
  firstMs: instant,
  lastMs: instant,
  sample: z.string(),
  host: z.string().nullable().describe('the host and port that did not answer'),
  deniedAction: z.string().nullable(),
  deniedResource: z.string().nullable(),
  deniedBy: z
    .string()
    .nullable()
    .optional()
    .describe('the kind of policy that the error names as the reason: VPC endpoint policy, …; absent in older evidence'),
  deniedExplicitly: z.boolean().optional().describe('whether an explicit deny of a policy is the reason; absent in older evidence'),
  sequenceNumbers: z.array(z.string()).describe('sequence numbers of stream records that the log names, at most ten'),
})

export const logErrorsSchema = z.object({
  logGroup: z.string(),
  fromMs: instant,
  toMs: instant,
  errors: z.array(loggedErrorSchema),
  complete: z.boolean().optional().describe('false where there are more lines than were read, the newest; absent in older evidence'),
  scanned: amount
    .optional()
    .describe('lines of the group that the query read, including those of other functions; absent in older evidence'),
  bytesScanned: amount,
})

/** The numbers of one period's REPORT lines. Milliseconds and MB (1 MB = 1,000,000 bytes, as Logs Insights has it). */
const reportPeriodSchema = z.object({
  atMs: instant,
  invocations: amount,
  coldStarts: amount,
  initP50Ms: amount.nullable(),
  initP95Ms: amount.nullable(),
  initMaximumMs: amount.nullable(),
  initSumMs: amount.nullable(),
  restores: amount,
})

export const logReportsSchema = z.object({
  logGroup: z.string(),
  fromMs: instant,
  toMs: instant,
  invocations: amount,
  coldStarts: amount.describe('invocations that started an execution environment, SnapStart restores included'),
  restores: amount,
  initP50Ms: amount.nullable(),
  initP95Ms: amount.nullable(),
  initMaximumMs: amount.nullable(),
  initSumMs: amount.nullable(),
  durationSumMs: amount.nullable(),
  billedSumMs: amount.nullable(),
  memorySizeMb: amount.nullable(),
  usedMemoryMaximumMb: amount.nullable(),
  periods: z.array(reportPeriodSchema).describe('five minutes each'),
  bytesScanned: amount,
})

export const logMinutesSchema = z.object({
  logGroup: z.string(),
  fromMs: instant,
  toMs: instant,
  minutes: z
    .array(
      z.object({
        atMs: instant,
        invocations: amount.describe('that ended'),
        failed: amount.describe('requests that logged an error'),
        durationSumMs: amount.nullable().default(null).describe('of all these invocations; null where an older version did not read it'),
      }),
    )
    .describe('minutes with invocations, oldest first; the newest may lack lines that are not ingested yet'),
  bytesScanned: amount,
})

export const logStartsSchema = z.object({
  logGroup: z.string(),
  fromMs: instant,
  toMs: instant,
  starts: z
    .array(
      z.object({
        version: z.string().nullable().describe('the version of the function; null where the name of the stream does not contain it'),
        runtimeVersion: z.string().nullable().describe('as Lambda logs it: nodejs:22.v35'),
        runtimeVersionArn: z.string().nullable(),
        count: amount,
        firstMs: instant,
        lastMs: instant,
      }),
    )
    .describe('starts of environments by the version of the runtime that they started with'),
  bytesScanned: amount,
})

export const logGroupSchema = z.object({
  name: z.string(),
  logGroupClass: z.string().nullable().describe('STANDARD, INFREQUENT_ACCESS, ESSENTIALS, DELIVERY, …'),
})
