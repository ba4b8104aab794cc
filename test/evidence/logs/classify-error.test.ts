import {expect, it} from 'vitest'
import {classify} from '../../../src/evidence/logs/classify-error.ts'

const of = (words: string, type: string | null = 'Error', line = words) => classify(words, type, line)
const words =
  'User: arn:aws:sts::123456789012:assumed-role/r/f is not authorized to perform: dynamodb:GetItem on resource: arn:aws:dynamodb:us-east-1:123456789012:table/orders because no identity-based policy allows the dynamodb:GetItem action'

it.each([
  ['timeout', null, 'Task timed out after 3.00 seconds'],
  ['timeout', 'Sandbox.Timedout', ''],
  ['out-of-memory', null, 'Runtime exited with error: signal: killed'],
  ['out-of-memory', 'MemoryError', ''],
  ['out-of-memory', null, 'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory'],
  ['out-of-memory', 'OutOfMemoryException', ''],
  ['out-of-memory', null, 'memory allocation of 9 bytes failed'],
  ['crash', 'Runtime.ExitError', 'Runtime exited with error: exit status 1'],
  ['connection-refused', 'Error', 'connect ECONNREFUSED 10.0.0.5:443'],
  ['connection-refused', 'HttpRequestException', 'No connection could be made because the target machine actively refused it'],
  ['connection-timed-out', 'TimeoutError', 'connect ETIMEDOUT search.example.com:443'],
  ['connection-timed-out', 'ConnectTimeoutError', 'Connect timeout on endpoint URL: "https://a.example.com/"'],
  ['connection-timed-out', null, 'dial tcp 10.0.0.5:443: i/o timeout'],
  ['connection-timed-out', 'AxiosError', 'timeout of 3000ms exceeded'],
  ['name-not-resolved', 'Error', 'getaddrinfo ENOTFOUND search.example.com'],
  ['name-not-resolved', 'NewConnectionError', '[Errno -2] Name or service not known'],
  ['connection-reset', 'Error', 'socket hang up'],
  ['connection-failed', 'EndpointConnectionError', 'Could not connect to the endpoint URL: "https://a.b/"'],
  [
    'handshake-refused',
    'SSLError',
    "Max retries exceeded with url: /v3 (Caused by SSLError(SSLError(1, '[SSL: UNSAFE_LEGACY_RENEGOTIATION_DISABLED] unsafe')))",
  ],
  [
    'handshake-refused',
    'SSLCertVerificationError',
    '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate',
  ],
  ['handshake-refused', 'Error', 'certificate has expired'],
  ['handshake-refused', 'Error', 'write EPROTO 0:error:0A000102:SSL routines::unsupported protocol: SSL alert number 70'],
  [
    'handshake-refused',
    null,
    'Post "https://a.example.com": tls: failed to verify certificate: x509: certificate signed by unknown authority',
  ],
  ['handshake-refused', 'SSLHandshakeException', 'Received fatal alert: protocol_version'],
  ['handshake-refused', 'OpenSSL::SSL::SSLError', 'SSL_connect returned=1 errno=0 state=error: dh key too small'],
  ['connection-reset', 'Error', 'ECONNRESET: Client network socket disconnected before secure TLS connection was established'],
  ['connection-timed-out', null, 'Get "https://a.example.com": net/http: TLS handshake timeout: i/o timeout'],
  ['access-denied', 'AccessDeniedException', words],
  ['access-denied', 'ClientError', 'An error occurred (AccessDeniedException) when calling GetItem'],
  [
    'access-denied',
    'AuthorizationException',
    "AuthorizationException(403, 'security_exception', 'no permissions for [indices:data/write/bulk]')",
  ],
  ['downstream-throttled', 'ThrottlingException', 'Rate exceeded'],
  ['downstream-throttled', 'ProvisionedThroughputExceededException', ''],
  ['downstream-throttled', 'AxiosError', 'Request failed with status code 429'],
  ['downstream-throttled', 'TransportError', "TransportError(429, 'es_rejected_execution_exception')"],
  ['import', 'Runtime.ImportModuleError', "Unable to import module 'app': No module named 'x'"],
  ['import', 'Runtime.HandlerNotFound', 'index.handler is undefined'],
  ['init', 'Runtime.InvalidEntrypoint', ''],
  ['init', 'Extension.Crash', ''],
  ['exception', 'TypeError', "Cannot read properties of undefined (reading 'S')"],
  ['exception', 'AxiosError', 'Request failed with status code 503'],
  ['exception', 'Error', 'order 429 is unknown'],
  ['unknown', null, 'something went wrong'],
])('%s: %s %s', (kind, type, text) => {
  expect(of(text, type).kind).toBe(kind)
})

it('an inner error names the reason where the words do not', () => {
  expect(of('call failed', 'RuntimeException', 'call failed\nCaused by: java.net.ConnectException: Connection refused').kind).toBe(
    'connection-refused',
  )
})

it.each([
  ['10.0.0.5:443', 'connect ECONNREFUSED 10.0.0.5:443'],
  ['search.example.com', 'getaddrinfo ENOTFOUND search.example.com'],
  ['a.example.com', 'ConnectTimeoutError: Connect timeout on endpoint URL: "https://a.example.com/path"'],
  ['a.example.com:443', '[Errno 111] Connection refused (ECONNREFUSED): a.example.com:443'],
  ['10.0.0.5:443', 'dial tcp 10.0.0.5:443: connect: connection refused'],
  ['db.internal', "HTTPConnectionPool(host='db.internal', port=5432): Read timed out."],
  [null, 'socket hang up\n    at /var/task/index.js:45'],
  ['db.internal:5432', 'socket hang up at db.internal:5432'],
  [null, 'socket hang up'],
  [null, 'https://a.example.com is no string'],
])('the host that did not answer is %s: %s', (host, text) => {
  expect(of(text).host).toBe(host)
})

it.each([
  ['because no VPC endpoint policy allows the s3:PutObject action', 'VPC endpoint policy'],
  ['with an explicit deny in a VPC endpoint policy: arn:aws:ec2:x', 'VPC endpoint policy'],
  ['with an explicit deny in a service control policy', 'service control policy'],
  ['with an explicit deny in a resource control policy', 'resource control policy'],
  ['because no permissions boundary allows the s3:PutObject action', 'permissions boundary'],
  ['because no session policy allows the s3:PutObject action', 'session policy'],
  ['with an explicit deny in a resource-based policy', 'resource-based policy'],
  ['because no identity-based policy allows the s3:PutObject action', 'identity-based policy'],
  ['with an explicit deny', null],
  ['', null],
])('who denies it is named: %s', (reason, deniedBy) => {
  const text = `User: arn:aws:sts::1:assumed-role/a/b is not authorized to perform: s3:PutObject on resource: "arn:aws:s3:::lake/a" ${reason}`
  expect(of(text, 'AccessDenied')).toMatchObject({deniedAction: 's3:PutObject', deniedResource: 'arn:aws:s3:::lake/a', deniedBy})
  expect(of(text, 'AccessDenied')).toMatchObject({deniedExplicitly: reason.includes('explicit')})
})

it.each<[string, string]>([
  [
    "AuthorizationException(403, 'cluster_block_exception', 'index [a] blocked by: [FORBIDDEN/12/index read-only / allow delete (api)];')",
    'exception',
  ],
  ['ResponseError: cluster_block_exception: 403 Forbidden', 'exception'],
  ["AuthorizationException(403, 'security_exception', 'no permissions for [indices:data/write/bulk]')", 'access-denied'],
  ['{"Message":"User: anonymous is not authorized to perform: es:ESHttpPost"}', 'access-denied'],
])('a 403 is a denial where its words are: %s', (text, kind) => {
  expect(of(text, 'AuthorizationException').kind).toBe(kind)
})

it('the denied action and its resource are named', () => {
  expect(of(words, 'AccessDeniedException')).toMatchObject({
    deniedAction: 'dynamodb:GetItem',
    deniedResource: 'arn:aws:dynamodb:us-east-1:123456789012:table/orders',
  })
  expect(of('Access Denied', 'AccessDenied')).toMatchObject({kind: 'access-denied', deniedAction: null, deniedResource: null})
})
