/** An error that AWS would answer with. `type` is its name in the service's model, `code` its older name in the query protocol. */
export class AwsError extends Error {
  readonly type: string
  readonly code: string
  readonly status: number
  /** Further members of the error's JSON body. */
  readonly fields: Readonly<Record<string, unknown>>

  constructor(type: string, message: string, more: {status?: number; code?: string; fields?: Record<string, unknown>} = {}) {
    super(message)
    this.name = type
    this.type = type
    this.code = more.code ?? type
    this.status = more.status ?? 400
    this.fields = more.fields ?? {}
  }
}

/** The errors that every service has, each in its own words. */
export interface CommonErrors {
  denied(message: string): AwsError
  expired(): AwsError
  throttled(): AwsError
  internal(message?: string): AwsError
  unknownOperation(name: string): AwsError
  invalid(violations: readonly {member: string; missing: boolean; message: string}[], sentence: string): AwsError
}

const expiredWords = 'The security token included in the request is expired'

/** AWS's framework errors for JSON services (DynamoDB, Logs): all HTTP 400 but the internal one. */
export const jsonErrors = (internalType: string): CommonErrors => ({
  denied: message => new AwsError('AccessDeniedException', message),
  expired: () => new AwsError('ExpiredTokenException', expiredWords),
  throttled: () => new AwsError('ThrottlingException', 'Rate exceeded'),
  internal: (message = 'Internal server error') => new AwsError(internalType, message, {status: 500}),
  unknownOperation: () => new AwsError('UnknownOperationException', ''),
  invalid: (_, sentence) => new AwsError('ValidationException', sentence),
})

/** The same for services of the query protocol (STS, CloudWatch, SQS), whose codes have no "Exception" behind them. */
export const queryErrors: CommonErrors = {
  denied: message => new AwsError('AccessDeniedException', message, {status: 403, code: 'AccessDenied'}),
  expired: () => new AwsError('ExpiredTokenException', expiredWords, {status: 403, code: 'ExpiredToken'}),
  throttled: () => new AwsError('ThrottlingException', 'Rate exceeded', {code: 'Throttling'}),
  internal: (message = 'We encountered an internal error. Please try again.') => new AwsError('InternalFailure', message, {status: 500}),
  unknownOperation: name => new AwsError('UnknownOperationException', `Could not find operation ${name}`, {code: 'InvalidAction'}),
  invalid: (_, sentence) => new AwsError('ValidationException', sentence, {code: 'ValidationError'}),
}
