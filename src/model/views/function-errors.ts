import type {z} from 'zod'
import type {functionErrorsSchema} from './function-errors-schema.ts'

/** The result of `errors`. */
export type FunctionErrors = z.infer<typeof functionErrorsSchema>
export type ErrorClass = FunctionErrors['classes'][number]
export type PartialFailures = FunctionErrors['partialFailures'][number]
