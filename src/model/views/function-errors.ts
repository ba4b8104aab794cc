import type {z} from 'zod'
import type {functionErrorsSchema} from './function-errors-schema.ts'

/** What `errors` tells. */
export type FunctionErrors = z.infer<typeof functionErrorsSchema>
export type ErrorClass = FunctionErrors['classes'][number]
export type PartialFailures = FunctionErrors['partialFailures'][number]
