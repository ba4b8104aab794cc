import {z} from 'zod'
import {findingSchema} from '../report/report-schema.ts'

const value = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])

const setting = z.object({
  setting: z.string().describe("the setting, in AWS's own name"),
  value,
  should: z.string().nullable().describe('the recommended value; null where that depends on the load and the code alone'),
  why: z.string(),
  fits: z.boolean().nullable().describe('null where the mapping alone does not show it'),
})

/** The result of `mappings`. */
export const mappingsSchema = z.object({
  mappings: z.array(
    z.object({
      mapping: z.string().describe('the UUID of the event source mapping'),
      function: z.string(),
      qualifier: z.string().nullable(),
      table: z.string().nullable(),
      state: z.string(),
      settings: z.record(z.string(), z.unknown()).describe("AWS's own names and values, as ListEventSourceMappings has them"),
      advice: z.array(setting),
      findings: z.array(findingSchema).describe('the checks that fail'),
    }),
  ),
  missing: z.array(z.object({action: z.string(), reason: z.string(), detail: z.string()})),
})
