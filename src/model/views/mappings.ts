import type {z} from 'zod'
import type {mappingsSchema} from './mappings-schema.ts'

/** The result of `mappings`: every mapping with its settings judged. */
export type MappingsReport = z.infer<typeof mappingsSchema>
export type MappingReport = MappingsReport['mappings'][number]
/** One setting beside its advised value, and the reason. */
export type SettingAdvice = MappingReport['advice'][number]
