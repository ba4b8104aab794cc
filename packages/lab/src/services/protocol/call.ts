import type {AwsError, CommonErrors} from './errors.ts'
import type {Operation} from './operation.ts'
import type {WireResponse} from './wire.ts'

/** A request that a protocol has recognised: its operation, and how to answer it in that protocol. */
export interface Call {
  /** The IAM action; for an operation that the lab does not have, the service's prefix and the operation's name. */
  action: string
  name: string
  /** null: the lab does not have this operation. */
  operation: Operation | null
  errors: CommonErrors
  /** Decodes the input; throws an AwsError when it cannot be read. */
  read(operation: Operation): Record<string, unknown>
  answer(output: object, requestId: string): WireResponse
  refuse(error: AwsError, requestId: string): WireResponse
}
