import {z} from 'zod'
import {instant, positive, whole} from '../schema-types.ts'

export const aliasSchema = z.object({
  name: z.string(),
  functionVersion: z.string(),
  weights: z.record(z.string(), z.number().min(0).max(1)).describe('additional versions and their share'),
})

export const provisionedConcurrencySchema = z.array(
  z.object({
    qualifier: z.string(),
    requested: whole.nullable(),
    available: whole.nullable(),
    allocated: whole.nullable(),
    status: z.string().nullable(),
  }),
)

/** The versions of the function in their order, `$LATEST` among them; none where there is no function. */
export const versionsSchema = z.array(
  z.object({
    version: z.string(),
    lastModifiedMs: instant.nullable(),
    codeSha256: z.string().nullable(),
    timeoutSeconds: positive.nullable(),
    runtime: z.string().nullable(),
    memoryMb: positive.nullable(),
    snapStart: z.string().nullable().describe('On where a snapshot of the version is kept'),
    hasAlias: z.boolean(),
  }),
)
