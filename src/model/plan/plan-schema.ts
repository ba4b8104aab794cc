import {z} from 'zod'

/** Settings in AWS's own names and values, as its API takes them. */
const settings = z.record(z.string(), z.json())

const target = z.discriminatedUnion('kind', [
  z.object({kind: z.literal('mapping'), uuid: z.string()}),
  z.object({kind: z.literal('alias'), functionName: z.string(), alias: z.string()}),
  z.object({kind: z.literal('version'), functionName: z.string()}).describe('the newest published version'),
  z.object({kind: z.literal('concurrency'), functionName: z.string()}),
  z.object({kind: z.literal('configuration'), functionName: z.string()}),
  z.object({kind: z.literal('alarm'), name: z.string()}),
  z.object({kind: z.literal('insights'), table: z.string()}),
  z
    .object({
      kind: z.literal('stream-mapping'),
      functionArn: z.string(),
      eventSourceArn: z.string(),
      tags: z.record(z.string(), z.string()).describe('put on the mapping when it is created'),
    })
    .describe('the mapping of a function, version or alias on a stream: AWS allows one'),
])

export const stepSchema = z.object({
  title: z.string(),
  target,
  call: z.object({action: z.string(), input: settings}).describe('the exact API call'),
  before: settings.describe('the settings that the call changes, as they are now'),
  after: settings,
  why: z.string(),
  risk: z.string().nullable(),
})

/** The last step of a remap: it watches the new version, and calls nothing but for metrics. */
const guardSchema = z.object({
  seconds: z.number().describe('how long the new version is watched, in published minutes'),
  onInconclusive: z.enum(['ask', 'keep', 'rollback']).describe('ask: a prompt; without a terminal the new version is kept'),
  functionName: z.string(),
  mapping: z.string(),
  before: z.string().nullable().describe('the version or alias before; null is the function itself'),
  tableName: z.string().nullable(),
  streamLabel: z.string().nullable(),
  onFailureDestination: z.string().nullable(),
  floorSeconds: z.number().describe('the iterator age that is normal for the configuration'),
  thresholds: z.object({iteratorAgeSeconds: z.number(), errorRate: z.number(), durationRatio: z.number()}),
})

const lossSchema = z.object({
  words: z.string().describe('also among the risks'),
  records: z.number().nullable().describe('discarded at most; null where that is unknown'),
  repeats: z.boolean().describe('whether so many are discarded each time that a batch fails'),
})

export const planSchema = z.object({
  command: z.enum(['restart', 'remap', 'configure', 'enable', 'disable', 'alarms']),
  summary: z.string(),
  function: z.string(),
  qualifier: z.string().nullable(),
  mapping: z.string().nullable().describe('the UUID of the event source mapping'),
  seen: settings.nullable().describe('all settings of the mapping when the plan was made: it is refused where they differ now'),
  steps: z.array(stepSchema),
  guard: guardSchema.nullable().describe('the guard of the new version, which runs after all steps and rolls it back; only of `remap`'),
  waiting: z
    .object({
      pauses: z.number().describe('how often AWS stops and restarts polling'),
      recordsPerMinute: z.number().nullable().describe('written to the table now, which wait during a pause'),
      words: z.string(),
    })
    .nullable(),
  risks: z.array(z.string()),
  losses: z.array(lossSchema).optional().describe('the risks that are a loss of records, which --accept-loss accepts'),
  notes: z.array(z.string()),
  alarms: z
    .array(
      z.object({
        watch: z.string(),
        title: z.string(),
        existing: z.array(
          z.object({name: z.string(), kind: z.string(), state: z.string(), partOf: z.array(z.string()).describe('composite alarms')}),
        ),
      }),
    )
    .nullable()
    .describe('the metrics to watch, and the alarms on them; of `alarms` alone'),
  restoreAfterSeconds: z.number().nullable().describe('when to undo it, counted from its end'),
})

export const stepRecordSchema = z.object({
  ...stepSchema.shape,
  status: z.enum(['pending', 'started', 'done', 'already', 'failed']).describe('started: the call was made, or was about to be'),
  produced: settings.nullable().describe('values from the response, such as the number of a published version'),
})

export const operationSchema = z.object({
  schemaVersion: z.literal(1),
  id: z.string().regex(/^[\w-]+$/),
  tool: z.string().describe('the version of ddbstream'),
  command: planSchema.shape.command,
  summary: z.string(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  account: z.string().nullable(),
  caller: z.string().nullable(),
  region: z.string(),
  function: z.string(),
  mapping: z.string().nullable(),
  mappingArn: z.string().nullable(),
  recordsPerMinute: z
    .number()
    .nullable()
    .optional()
    .describe('written to the table when it was planned; null where polling does not pause; absent in older entries'),
  process: z
    .object({pid: z.number(), host: z.string(), seenAt: z.iso.datetime()})
    .describe('who carries it out, and when it last wrote this by its own clock'),
  status: z.enum(['running', 'done', 'half-done', 'undone', 'rolled-back', 'refused', 'forgotten']),
  steps: z.array(stepRecordSchema),
  undo: z.array(stepRecordSchema).describe('the steps that undid it'),
  words: z.string().nullable().describe('remarks on its end'),
  checkpointSeenAt: z.iso.datetime().nullable().describe('when records were seen to flow through the mapping again'),
  restoreAt: z.iso.datetime().nullable().describe('when to undo it'),
  guard: z
    .object({
      verdict: z.enum(['successful', 'failed', 'inconclusive', 'stopped']),
      because: z.array(z.string()),
      seconds: z.number().describe("from the change to the decision, by AWS's clock"),
    })
    .nullable()
    .describe('the result of the guard of a remap'),
})
