import {z} from 'zod'
import {most, positive, whole} from '../schema-types.ts'

export const alarmSchema = z.object({
  name: z.string(),
  kind: z.enum(['metric', 'math', 'composite']),
  state: z.string(),
  actionsEnabled: z.boolean(),
  actions: whole.describe('actions in the state ALARM'),
  treatMissingData: z.string().nullable(),
  threshold: z.number().min(-most).max(most).nullable(),
  comparison: z.string().nullable(),
  periodSeconds: positive.nullable(),
  metrics: z.array(
    z.object({
      namespace: z.string(),
      metricName: z.string(),
      dimensions: z.record(z.string(), z.string()),
      statistic: z.string().nullable(),
    }),
  ),
  rule: z.string().nullable().describe('of a composite alarm'),
})

/** A mute rule of CloudWatch that is active now. */
export const muteRuleSchema = z.object({
  name: z.string(),
  alarms: z.array(z.string()).describe('the names of the alarms whose actions it mutes'),
  schedule: z.string().nullable().describe('cron(…) or at(…)'),
  duration: z.string().nullable().describe('of each time that it mutes, as ISO 8601 has it: PT4H'),
})
