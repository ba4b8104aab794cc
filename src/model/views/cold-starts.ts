import type {z} from 'zod'
import type {coldStartsSchema} from './cold-starts-schema.ts'

/** The result of `cold-starts`. */
export type ColdStartsReport = z.infer<typeof coldStartsSchema>
export type StartSpread = ColdStartsReport['inits']
