import type {z} from 'zod'
import type {coldStartsSchema} from './cold-starts-schema.ts'

/** What `cold-starts` tells. */
export type ColdStartsReport = z.infer<typeof coldStartsSchema>
export type StartSpread = ColdStartsReport['inits']
