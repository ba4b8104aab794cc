import {homedir} from 'node:os'
import {expiredWords} from '../../model/user-error.ts'
import {printable} from '../../text/printable.ts'
import {duration} from '../../text/units.ts'
import {DeadlineError} from './deadline.ts'

/**
 * The kind of failure. `unreachable` also means that something answered which is not AWS. `busy`: AWS is still applying an
 * earlier change. `conflict`: the thing is not as the request expects it. `invalid`: AWS would refuse the request every time.
 */
export type AwsErrorKind =
  | 'denied'
  | 'credentials'
  | 'expired'
  | 'unreachable'
  | 'throttled'
  | 'not-found'
  | 'busy'
  | 'conflict'
  | 'invalid'
  | 'deadline'
  | 'other'

/** A request that failed: the IAM action, and one printable line of the words of AWS or the network. */
export class AwsError extends Error {
  override readonly name = 'AwsError'
  readonly action: string
  readonly reason: 'denied' | 'failed'
  readonly kind: AwsErrorKind
  readonly detail: string

  constructor(action: string, kind: AwsErrorKind, detail: string) {
    super(`${action}: ${detail}`)
    this.action = action
    this.kind = kind
    this.reason = kind === 'denied' ? 'denied' : 'failed'
    this.detail = detail
  }
}

/** An answer without a part that every answer of AWS to this operation has; the message names it. */
export class NotAwsError extends Error {
  override readonly name = 'NotAwsError'
}

/** A part that every answer of AWS has. Without it nothing was learned: an empty answer must not pass for "there is none". */
export function required<T>(value: T | undefined | null, part: string): T {
  if (value === undefined || value === null) throw new NotAwsError(`no ${part}`)
  return value
}

/** The fields that the SDK and Node put on their errors; all of them may be absent. */
interface Thrown {
  name: string
  message: string
  code: string
  status: number | undefined
  contentType: string | undefined
}

/** The kinds by the names of AWS's errors, first match. The message decides only where the name does not. */
const kindsByName: readonly [AwsErrorKind, RegExp][] = [
  ['denied', /AccessDenied|UnauthorizedOperation|NotAuthorized|AuthorizationError/],
  ['expired', /ExpiredToken|TokenExpired|RequestExpired/],
  ['credentials', /CredentialsProvider|TokenProvider|UnrecognizedClient|InvalidClientTokenId|InvalidAccessKeyId|Unauthorized/],
  ['credentials', /InvalidSignature|SignatureDoesNotMatch|IncompleteSignature|MissingAuthenticationToken|AuthFailure/],
  ['throttled', /Throttl|TooManyRequests|RequestLimitExceeded|LimitExceededException|SlowDown|ThroughputExceeded/],
  ['not-found', /ResourceNotFound|NotFoundException|NoSuchEntity|NoSuchBucket|QueueDoesNotExist|NonExistentQueue|ConfigurationNotFound/],
  ['busy', /^(ResourceInUseException|ConcurrentModificationException)$/],
  ['conflict', /^(ResourceConflictException|PreconditionFailedException)$/],
  ['invalid', /^(InvalidParameter\w*|InvalidRequestContentException|Validation\w*|InvalidInput\w*)$/],
  ['unreachable', /^TimeoutError$/],
]

const networkCode =
  /^(ECONN|ENOTFOUND|EAI_|EHOST|ENET|EPIPE|EPROTO|ETIMEDOUT|ERR_TLS|ERR_SSL|ERR_INVALID_URL|CERT_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO)/

/** Turns whatever the SDK throws into an AwsError. `deadlineMs` is the time that the run had. */
export function toAwsError(error: unknown, action: string, deadlineMs: number): AwsError {
  if (error instanceof AwsError) return error
  if (error instanceof DeadlineError) {
    return new AwsError(action, 'deadline', `no answer within the deadline of ${duration(deadlineMs / 1000)}`)
  }
  const thrown = read(error)
  if (isNoAnswerOfAws(thrown)) return new AwsError(action, 'unreachable', nonsense(thrown))
  const kind = kindOf(thrown)
  return new AwsError(action, kind, kind === 'expired' ? `${expiredWords}: ${line(thrown)}` : line(thrown))
}

function kindOf({name, code, status, message}: Thrown): AwsErrorKind {
  // The profile's role could not be assumed: that is about the credentials, not about the action that was asked for.
  if (/sts:AssumeRole/.test(message)) return 'credentials'
  if (/CredentialsProvider|TokenProvider/.test(name) && /expired/i.test(message)) return 'expired'
  const known = kindsByName.find(([, pattern]) => pattern.test(name))
  if (known !== undefined) return known[0]
  if (networkCode.test(code)) return 'unreachable'
  return status === 429 ? 'throttled' : 'other'
}

function read(error: unknown): Thrown {
  if (!(error instanceof Error)) return {name: 'Error', message: String(error), code: '', status: undefined, contentType: undefined}
  const extra = error as {
    code?: unknown
    errors?: Error[]
    $metadata?: {httpStatusCode?: number}
    $response?: {headers?: Record<string, string>}
  }
  return {
    name: error.name,
    // Node tries all addresses of a host; the error that sums them up has no message of its own.
    message: error.message || (extra.errors?.map(e => e.message).join(', ') ?? ''),
    code: typeof extra.code === 'string' ? extra.code : '',
    status: extra.$metadata?.httpStatusCode,
    contentType: extra.$response?.headers?.['content-type'],
  }
}

/** A proxy's or a wrong endpoint's page: AWS's own errors have a name, its bodies can be read, and it sends nobody elsewhere. */
const isNoAnswerOfAws = ({name, message, code, status, contentType}: Thrown): boolean =>
  name === 'NotAwsError' ||
  name === 'SyntaxError' ||
  (name === 'TypeError' && code === '') ||
  message.includes('Deserialization error') ||
  (status !== undefined && status >= 300 && status < 400) ||
  (contentType?.includes('text/html') ?? false)

function nonsense({name, message, status, contentType}: Thrown): string {
  if (name === 'NotAwsError') return printable(`the endpoint did not respond like AWS: ${message}`)
  const page = status === undefined ? 'its response cannot be read' : `HTTP ${status}, ${contentType ?? 'no content type'}`
  return printable(`the endpoint did not respond like AWS: ${page}`)
}

const longest = 500

function line({name, message, code}: Thrown): string {
  const said = printable(message).replaceAll(homedir(), '~').trim()
  // Names like CredentialsProviderError are the SDK's own and say nothing to people; AWS's exceptions do.
  const named = name.endsWith('Error') ? code : name
  const text = said === '' || said.includes(named) ? said || named : `${named}: ${said}`
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text
}
