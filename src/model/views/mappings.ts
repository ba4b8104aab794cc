import type {z} from 'zod'
import type {mappingsSchema} from './mappings-schema.ts'

/** What `mappings` tells: every mapping with its settings judged. */
export type MappingsReport = z.infer<typeof mappingsSchema>
export type MappingReport = MappingsReport['mappings'][number]
/** One setting beside what it should be, and why. */
export type SettingAdvice = MappingReport['advice'][number]
