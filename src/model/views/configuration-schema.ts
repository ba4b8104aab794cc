import {z} from 'zod'

const plainValue = z.union([z.string(), z.number(), z.boolean()])
const place = z.string().describe('file and line of the entry')

export const configCheckSchema = z.object({
  file: z.string(),
  thresholds: z.number(),
  checks: z.number(),
  assertions: z.number(),
  rules: z.number().describe('entries of `functions`; their settings are counted above as well'),
  mutes: z.number(),
  notifications: z.number(),
  expiredMutes: z.array(place),
})

const pipeline = z.object({
  function: z.string(),
  qualifier: z.string().nullable(),
  table: z.string().nullable(),
  account: z.string().nullable(),
  region: z.string(),
  mapping: z.string().describe('the UUID of the event source mapping'),
  tags: z.record(z.string(), z.string()).nullable().describe('tags of the function; null where they were not read'),
  rules: z
    .array(z.object({match: z.string(), from: place}))
    .describe('the rules that match, in the order of the file: the last one decides'),
  undecided: z.array(z.object({match: z.string(), from: place})).describe('entries of which it is unknown whether they match'),
  thresholds: z.array(z.object({name: z.string(), value: z.number(), default: z.number(), from: place.nullable()})),
  checks: z.array(z.object({check: z.string(), set: z.string(), from: place})),
  assertions: z.array(
    z.object({
      setting: z.string(),
      required: z.record(z.string(), z.union([plainValue, z.array(plainValue)])),
      severity: z.string(),
      message: z.string().nullable(),
      from: place,
    }),
  ),
  mutes: z.array(z.object({check: z.string(), owner: z.string(), reason: z.string(), until: z.string(), active: z.boolean(), from: place})),
})

export const configShowSchema = z.object({
  file: z.string().nullable().describe('null without a configuration file: all defaults apply'),
  pipelines: z.array(pipeline),
  missing: z.array(z.object({action: z.string(), reason: z.string(), detail: z.string()})),
})
