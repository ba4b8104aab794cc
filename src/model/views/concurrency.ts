import type {z} from 'zod'
import type {concurrencySchema} from './concurrency-schema.ts'

export type ConcurrencyReport = z.infer<typeof concurrencySchema>
/** The concurrency that one function of a pipeline uses, may use and needs. */
export type FunctionConcurrency = ConcurrencyReport['functions'][number]
