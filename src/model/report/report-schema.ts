import {z} from 'zod'
import {usageSchema} from '../evidence/evidence-schema.ts'

/** The version of the report's JSON. */
export const reportSchemaVersion = 1

const instant = z.iso.datetime()
const verdict = z.enum(['critical', 'degraded', 'undecided', 'at-risk', 'healthy'])
const plainValue = z.union([z.string(), z.number(), z.boolean()]).nullable()
const fix = z.object({
  summary: z.string(),
  command: z.string(),
  settings: z
    .array(z.object({name: z.string(), before: plainValue, after: plainValue}))
    .optional()
    .describe('the settings that the command changes, as far as they are known'),
  effect: z.string().optional().describe('its effect on the lag, where that is known'),
  drainedAt: instant.optional().describe('when the backlog is gone then, where that is known'),
  doubt: z.string().optional().describe('why it may not end the incident, or why no command does'),
})
const seconds = z.number().nullable()

/** The lag of a pipeline, as every command prints it. */
export const lagSchema = z.object({
  state: z.enum(['ok', 'behind', 'slow', 'stalled', 'stopped', 'losing', 'recovering', 'idle', 'unknown']),
  ageSeconds: seconds,
  minimumAgeSeconds: seconds,
  slope: z.number().nullable().describe('seconds of iterator age per second, on the worst shard'),
  throughputRatio: z.number().nullable().describe('processed per written, at the position now read'),
  scope: z.enum(['one-shard', 'some', 'all', 'unknown']),
  drainSeconds: seconds,
  lossAt: instant.nullable(),
  lossBy: z.enum(['retention', 'age-limit', 'retries']).nullable(),
  onsetAt: instant.nullable(),
  floorSeconds: z.number(),
  // Reports of older versions were drawn at 30 s, whatever the configuration was.
  thresholdSeconds: z.number().default(30).describe('the threshold iteratorAgeSeconds of this function'),
  because: z.array(z.string()),
  series: z
    .array(z.object({at: instant, max: seconds, p50: seconds, min: seconds}))
    .optional()
    .describe('iterator age per minute, in seconds; only with --series'),
})

const severity = z.enum(['info', 'low', 'medium', 'high', 'critical'])

const muted = z
  .object({
    owner: z.string(),
    reason: z.string(),
    until: z
      .string()
      .regex(/^\d{4}-\d\d-\d\d$/)
      .describe('the last day on which it is muted'),
  })
  .nullable()
  .describe('the mute; a muted finding never fails a run')
const baseline = z
  .enum(['new', 'known'])
  .nullable()
  .describe('against the baseline of this run, null without one; a known finding does not fail a run')

const cause = z.object({
  id: z.string(),
  title: z.string(),
  harm: z.string(),
  headline: z.string().nullable().default(null).describe('in place of the title, where it carries a number or a time'),
  harmful: z.boolean().describe('whether it makes the pipeline degraded or critical; a harmless cause explains only'),
  passes: z.boolean().default(false).describe('whether the lag that it causes passes on its own: no change of a setting is a next step'),
  confidence: z.number().min(0).max(1),
  summary: z.string(),
  because: z.array(z.string()),
  against: z.array(z.string()),
  settledBy: z.string().nullable(),
  fixes: z.array(fix),
  beforeChange: z
    .boolean()
    .default(false)
    .describe('from minutes before the newest change, whose effect CloudWatch does not show yet: it may be over'),
  muted,
  baseline,
})

const change = z.object({
  what: z.enum(['mapping', 'function', 'alias', 'concurrency', 'stream', 'shard']),
  at: instant,
  summary: z.string(),
  operation: z.string().nullable().describe('the operation of ddbstream that made it, by the journal of this machine'),
  settings: z
    .array(z.object({name: z.string(), before: plainValue, after: plainValue}))
    .describe('the changed settings, where the journal has them'),
  secondsBeforeOnset: z.number().nullable().describe('negative where it came after the onset; null without an onset'),
})

const repair = z.object({
  state: z.enum(['unseen', 'recovering', 'recovered']).describe('unseen: CloudWatch does not show the effect of the change yet'),
  changedAt: instant,
  since: instant.nullable().describe('when the symptom ended or turned'),
  newestMinute: instant.describe('the newest minute that CloudWatch shows'),
  lookAgainAt: instant.nullable().describe('when CloudWatch shows the effect at the latest; null where it does'),
  because: z.array(z.string()),
})

/** The result of a check. */
export const findingSchema = z.object({
  check: z.string(),
  title: z.string(),
  status: z
    .enum(['pass', 'fail', 'unknown', 'skipped', 'off', 'bug'])
    .describe('skipped: not requested, or not read; off: switched off by the configuration'),
  severity,
  summary: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])),
  fix: fix.nullable(),
  muted,
  baseline,
})

const pipeline = z.object({
  account: z.string().nullable(),
  function: z.string(),
  qualifier: z.string().nullable(),
  table: z.string().nullable(),
  streamArn: z.string().nullable(),
  mapping: z.string().nullable().describe('the UUID of the event source mapping'),
  region: z.string(),
  tags: z
    .record(z.string(), z.string())
    .nullable()
    .default(null)
    .describe('tags of the function; null where they were not read: only a configuration that matches tags or stacks needs them'),
  verdict,
  baseline: baseline.describe('of a verdict that no cause explains; see the causes and findings for theirs'),
  lag: lagSchema,
  changes: z.array(change).default([]).describe('dated changes of the window, newest first'),
  repair: repair
    .nullable()
    .default(null)
    .describe('the state of a symptom after the newest change; null where there was none, or it continues'),
  causes: z.array(cause).describe('best first'),
  openCauses: z.array(z.string()).describe('causes that the missing evidence could still reveal'),
  openBecause: z.array(z.string()).describe('the reason, beside missing data: words for people'),
  ruledOut: z
    .array(z.object({id: z.string(), because: z.string()}))
    .default([])
    .describe('causes that look like those found, and the facts that exclude them'),
  findings: z.array(findingSchema),
})

export const reportSchema = z.object({
  schemaVersion: z.literal(reportSchemaVersion),
  tool: z.object({name: z.literal('ddbstream'), version: z.string()}),
  takenAt: instant,
  window: z.object({start: instant, end: instant}),
  scope: z.object({
    account: z.string().nullable(),
    caller: z.string().nullable(),
    profile: z.string().optional().describe('the profile of the shared AWS configuration, where one was named'),
    regions: z.array(z.string()),
  }),
  verdict,
  configuration: z.object({file: z.string()}).nullable().default(null).describe('the configuration file that was used; null without one'),
  failOn: z.enum([...severity.options, 'never']).describe('from which severity on a finding makes the run fail'),
  part: z
    .object({shard: z.int().min(1), of: z.int().min(1)})
    .refine(({shard, of}) => shard <= of, 'there is no such slice')
    .nullable()
    .describe('which part of the fleet this is; null for the whole'),
  whole: z.boolean().describe('whether it covers all pipelines of its accounts and regions, or of its part of them'),
  partial: z.string().nullable().describe('why the run ended before it had read everything; null when it had'),
  samples: z.int().min(1).describe('number of samples; verdicts are those of the majority'),
  findings: z.array(findingSchema).describe('about the run itself: expired or unmatched mutes, stale entries of the baseline'),
  pipelines: z.array(pipeline),
  missing: z.array(
    z.object({mapping: z.string().nullable(), evidence: z.string(), action: z.string(), reason: z.string(), detail: z.string()}),
  ),
  usage: usageSchema,
})
