import {describe, expect, it} from 'vitest'
import {classify} from '../../../src/evidence/asked/classify-error.ts'

const words =
  'User: arn:aws:sts::123456789012:assumed-role/r/f is not authorized to perform: dynamodb:GetItem on resource: arn:aws:dynamodb:us-east-1:123456789012:table/orders because no identity-based policy allows the dynamodb:GetItem action'
const node = (errorType: string, errorMessage: string) =>
  `2026-11-23T03:00:00.000Z\t6f1c2b3a-0000-4000-9000-000000000001\tERROR\tInvoke Error \t${JSON.stringify({errorType, errorMessage, stack: ['at a']})}`
const json = (errorType: string, errorMessage: string) =>
  JSON.stringify({timestamp: 't', level: 'ERROR', requestId: 'r', message: {errorType, errorMessage}})
const report = (rest: string, used = 100) =>
  `REPORT RequestId: r\tDuration: 900.10 ms\tMemory Size: 256 MB\tMax Memory Used: ${used} MB\t${rest}`
const platform = (status: string, errorType?: string, used = 100) =>
  JSON.stringify({type: 'platform.report', record: {metrics: {memorySizeMB: 256, maxMemoryUsedMB: used}, status, errorType}})

describe('kind and type', () => {
  it.each([
    ['timeout', null, '2026-11-23T03:00:00.000Z 6f1c Task timed out after 3.00 seconds'],
    ['timeout', null, report('Status: timeout')],
    ['timeout', null, platform('timeout')],
    ['out-of-memory', 'Runtime.ExitError', 'RequestId: r Error: Runtime exited with error: signal: killed\nRuntime.ExitError'],
    ['out-of-memory', 'Runtime.ExitError', report('Status: error\tError Type: Runtime.ExitError', 256)],
    ['out-of-memory', 'Runtime.ExitError', platform('error', 'Runtime.ExitError', 256)],
    ['exception', 'Runtime.ExitError', report('Status: error\tError Type: Runtime.ExitError', 100)],
    ['out-of-memory', 'MemoryError', '[ERROR] MemoryError\nTraceback'],
    ['out-of-memory', null, 'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory'],
    ['connection-refused', 'Error', node('Error', 'connect ECONNREFUSED 10.0.0.5:443')],
    ['connection-refused', 'ConnectException', 'java.net.ConnectException: Connection refused'],
    ['connection-timed-out', 'TimeoutError', json('TimeoutError', 'connect ETIMEDOUT search.example.com:443')],
    [
      'connection-timed-out',
      'ConnectTimeoutError',
      '[ERROR] ConnectTimeoutError: Connect timeout on endpoint URL: "https://a.example.com/"',
    ],
    ['connection-timed-out', null, 'ERROR dial tcp 10.0.0.5:443: i/o timeout'],
    ['name-not-resolved', 'Error', node('Error', 'getaddrinfo ENOTFOUND search.example.com')],
    ['name-not-resolved', 'NewConnectionError', 'urllib3.exceptions.NewConnectionError: [Errno -2] Name or service not known'],
    ['connection-reset', 'Error', node('Error', 'socket hang up')],
    [
      'connection-failed',
      'EndpointConnectionError',
      '[ERROR] EndpointConnectionError: Could not connect to the endpoint URL: "https://a.b/"',
    ],
    ['access-denied', 'AccessDeniedException', node('AccessDeniedException', words)],
    ['access-denied', 'ClientError', `[ERROR] ClientError: An error occurred (AccessDeniedException) when calling GetItem: ${words}`],
    ['throttled', 'ThrottlingException', node('ThrottlingException', 'Rate exceeded')],
    ['import', 'Runtime.ImportModuleError', "[ERROR] Runtime.ImportModuleError: Unable to import module 'app': No module named 'x'"],
    ['import', 'Runtime.HandlerNotFound', node('Runtime.HandlerNotFound', 'index.handler is undefined')],
    ['exception', 'TypeError', node('TypeError', "Cannot read properties of undefined (reading 'S')")],
    ['exception', 'KeyError', "[ERROR] KeyError: 'N'\nTraceback (most recent call last):"],
    ['exception', null, '2026-11-23T03:00:00.000Z\tr\tERROR\tsomething went wrong'],
  ])('%s, %s: %s', (kind, type, line) => {
    expect(classify(line)).toMatchObject({kind, type})
  })
})

it.each([
  ['10.0.0.5:443', node('Error', 'connect ECONNREFUSED 10.0.0.5:443')],
  ['search.example.com', node('Error', 'getaddrinfo ENOTFOUND search.example.com')],
  ['a.example.com', 'ConnectTimeoutError: Connect timeout on endpoint URL: "https://a.example.com/path"'],
  ['a.example.com:443', 'ConnectionError: [Errno 111] Connection refused (ECONNREFUSED): a.example.com:443'],
  ['10.0.0.5:443', 'dial tcp 10.0.0.5:443: connect: connection refused'],
  ['db.internal', "HTTPConnectionPool(host='db.internal', port=5432): Read timed out."],
  [null, node('Error', 'socket hang up')],
  [null, node('TypeError', 'https://a.example.com is no string')],
])('the host that did not answer is %s: %s', (host, line) => {
  expect(classify(line).host).toBe(host)
})

it('the denied action and its resource are named', () => {
  expect(classify(json('AccessDeniedException', words))).toMatchObject({
    deniedAction: 'dynamodb:GetItem',
    deniedResource: 'arn:aws:dynamodb:us-east-1:123456789012:table/orders',
  })
  expect(classify('AccessDenied: Access Denied')).toMatchObject({kind: 'access-denied', deniedAction: null, deniedResource: null})
})
