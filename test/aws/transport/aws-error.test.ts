import {homedir} from 'node:os'
import {describe, expect, test} from 'vitest'
import {AwsError, NotAwsError, toAwsError} from '../../../src/aws/transport/aws-error.ts'
import {DeadlineError} from '../../../src/aws/transport/deadline.ts'

const thrown = (name: string, message: string, more: object = {}): Error => Object.assign(new Error(message), {name, ...more})
const from = (error: unknown): AwsError => toAwsError(error, 'lambda:GetFunction', 30_000)

const status = (httpStatusCode: number) => ({$metadata: {httpStatusCode}})

test.each<[string, unknown, string, RegExp]>([
  ['AccessDenied of Lambda', thrown('AccessDeniedException', 'User: x is not authorized'), 'denied', /^AccessDeniedException: User: x/],
  ['AccessDenied of STS', thrown('AccessDenied', 'no'), 'denied', /AccessDenied: no/],
  ['UnauthorizedOperation of EC2', thrown('UnauthorizedOperation', 'no'), 'denied', /UnauthorizedOperation/],
  ['expired token', thrown('ExpiredTokenException', 'The security token included in the request is expired'), 'expired', /expired/],
  ['expired token of STS', thrown('ExpiredToken', 'expired'), 'expired', /expired/],
  [
    'expired SSO session',
    thrown('CredentialsProviderError', 'The SSO session has expired. Run aws sso login'),
    'expired',
    /^the credentials have expired: The SSO session/,
  ],
  ['unknown key', thrown('UnrecognizedClientException', 'The security token is invalid'), 'credentials', /invalid/],
  ['wrong secret', thrown('InvalidSignatureException', 'does not match'), 'credentials', /does not match/],
  ['no credentials', thrown('CredentialsProviderError', 'Could not load credentials from any providers'), 'credentials', /^Could not load/],
  [
    'role of the profile',
    thrown('AccessDenied', 'User: x is not authorized to perform: sts:AssumeRole on y'),
    'credentials',
    /sts:AssumeRole/,
  ],
  ['throttled', thrown('TooManyRequestsException', 'Rate exceeded'), 'throttled', /Rate exceeded/],
  ['throttled by DynamoDB Streams', thrown('LimitExceededException', 'too many requests'), 'throttled', /too many requests/],
  ['throttled by DynamoDB', thrown('ThrottlingException', 'Rate exceeded'), 'throttled', /Rate exceeded/],
  ['throttled without a name', thrown('UnknownError', 'slow', status(429)), 'throttled', /slow/],
  ['not found', thrown('ResourceNotFoundException', 'Function not found: x'), 'not-found', /Function not found/],
  ['refused', thrown('Error', 'connect ECONNREFUSED 127.0.0.1:9', {code: 'ECONNREFUSED'}), 'unreachable', /^connect ECONNREFUSED 127/],
  ['unknown host', thrown('Error', 'getaddrinfo ENOTFOUND x', {code: 'ENOTFOUND'}), 'unreachable', /ENOTFOUND x/],
  ['connect timeout', thrown('TimeoutError', 'did not establish a connection'), 'unreachable', /did not establish/],
  [
    'all addresses of a host refuse',
    Object.assign(new AggregateError([new Error('connect ECONNREFUSED ::1:9'), new Error('connect ECONNREFUSED 127.0.0.1:9')]), {
      code: 'ECONNREFUSED',
    }),
    'unreachable',
    /ECONNREFUSED ::1:9, connect ECONNREFUSED 127/,
  ],
  [
    'an HTML page',
    thrown('SyntaxError', 'Unexpected token <\n  Deserialization error: …', {
      $response: {headers: {'content-type': 'text/html'}},
      ...status(404),
    }),
    'unreachable',
    /did not respond like AWS: HTTP 404, text\/html$/,
  ],
  ['a redirection', thrown('UnknownError', 'UnknownError', status(302)), 'unreachable', /respond like AWS: HTTP 302, no content type$/],
  ['an answer without its parts', new NotAwsError('no Configuration'), 'unreachable', /respond like AWS: no Configuration$/],
  ['the deadline', new DeadlineError(), 'deadline', /^no answer within the deadline of 30 s$/],
  ['an unknown error', thrown('ServiceException', 'Service is unavailable', status(500)), 'other', /^ServiceException: Service is/],
  ['something that is not an error', 'boom', 'other', /boom/],
])('%s', (_, error, kind, detail) => {
  const result = from(error)
  expect(result.kind).toBe(kind)
  expect(result.detail).toMatch(detail)
  expect(result.action).toBe('lambda:GetFunction')
  expect(result.reason).toBe(kind === 'denied' ? 'denied' : 'failed')
})

describe('the detail is one printable line', () => {
  const detail = (message: string): string => from(thrown('ServiceException', message)).detail

  test('without newlines and terminal escapes', () => {
    expect(detail('a\nb\t\u001b[31mc')).toBe('ServiceException: a b \\u001b[31mc')
  })

  test('without the home folder', () => {
    expect(detail(`cannot read ${homedir()}/.aws/config`)).toBe('ServiceException: cannot read ~/.aws/config')
  })

  test('of at most 500 characters', () => {
    expect(detail('x'.repeat(5000))).toHaveLength(500)
  })
})

test('an AwsError stays the same', () => {
  const error = new AwsError('cloudwatch:GetMetricData', 'denied', 'Forbidden')
  expect(from(error)).toBe(error)
})
