import type {z} from 'zod'
import type {configCheckSchema, configShowSchema} from './configuration-schema.ts'

/** How much a valid configuration file sets. */
export type ConfigCheck = z.infer<typeof configCheckSchema>
/** The entries of a configuration that apply to the pipelines of a function. */
export type ConfigShow = z.infer<typeof configShowSchema>
