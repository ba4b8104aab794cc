import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {errorLineFrom} from '../../../src/evidence/logs/error-lines.ts'
import {errorsQuery} from '../../../src/evidence/logs/error-query.ts'
import type {ErrorLine} from '../../../src/model/evidence/log-lines.ts'
import {type Line, platformReport, report, requestId} from '../../lab/services/logs/lines.ts'
import {insights, logStart} from '../../support/insights.ts'

const read = (message: string, stream?: string): ErrorLine | null | undefined =>
  insights(errorsQuery(null), [{secondsAgo: 60, message, ...(stream !== undefined && {stream})} satisfies Line]).map(errorLineFrom)[0]

const node = (type: string, message: string): string =>
  `2026-11-23T11:00:00.000Z\t${requestId(1)}\tERROR\tInvoke Error \t${JSON.stringify({errorType: type, errorMessage: message, stack: [`${type}: ${message}`, '    at x']})}`

describe('a line that tells of a failure', () => {
  test.each<[string, string, Partial<ErrorLine>]>([
    [
      'timeout, older',
      `2026-11-23T11:00:00.000Z ${requestId(1)} Task timed out after 3.00 seconds\n\n`,
      {kind: 'timeout', from: 'log', requestId: requestId(1)},
    ],
    [
      'timeout, newer',
      report(2, 3000, {tail: 'Status: timeout'}),
      {kind: 'timeout', from: 'report', requestId: requestId(2), message: expect.stringMatching(/^Duration: 3000.* Status: timeout$/)},
    ],
    [
      'timeout, JSON',
      platformReport(3, 'timeout', {durationMs: 3000}),
      {kind: 'timeout', from: 'report', message: 'status: timeout, durationMs: 3000'},
    ],
    [
      'killed, older',
      `RequestId: ${requestId(1)} Error: Runtime exited with error: signal: killed\nRuntime.ExitError\n`,
      {kind: 'out-of-memory', type: 'Runtime.ExitError'},
    ],
    [
      'memory used up, newer',
      report(4, 10, {usedMb: 128, tail: 'Status: error\tError Type: Runtime.ExitError'}),
      {kind: 'out-of-memory', type: 'Runtime.ExitError'},
    ],
    [
      'a crash of another kind',
      report(4, 10, {usedMb: 60, tail: 'Status: error\tError Type: Runtime.ExitError'}),
      {kind: 'crash', type: 'Runtime.ExitError'},
    ],
    [
      'memory used up, JSON',
      `{"type":"platform.report","record":{"requestId":"${requestId(5)}","metrics":{"durationMs":3,"memorySizeMB":128,"maxMemoryUsedMB":128},"status":"error","errorType":"Runtime.ExitError"}}`,
      {kind: 'out-of-memory'},
    ],
    [
      'an exception of Node',
      node('TypeError', "Cannot read properties of undefined (reading 'S')"),
      {kind: 'exception', type: 'TypeError', message: "Cannot read properties of undefined (reading 'S')"},
    ],
    [
      'an exception of Python',
      '[ERROR] KeyError: \'N\'\nTraceback (most recent call last):\n  File "x.py"',
      {kind: 'exception', type: 'KeyError', message: "KeyError: 'N'"},
    ],
    [
      'an exception in JSON',
      `{"timestamp":"2026-11-23T11:00:00.000Z","level":"ERROR","requestId":"${requestId(1)}","message":{"errorType":"ValidationError","errorMessage":"\\"total\\" must be a number","stackTrace":[]}}`,
      {kind: 'exception', type: 'ValidationError', message: '"total" must be a number', requestId: requestId(1)},
    ],
    [
      'a refused connection',
      node('Error', 'connect ECONNREFUSED 10.0.0.7:443'),
      {kind: 'connection-refused', type: 'Error', host: '10.0.0.7:443'},
    ],
    ['an unknown host', node('Error', 'getaddrinfo ENOTFOUND api.acme.io'), {kind: 'name-not-resolved', host: 'api.acme.io'}],
    [
      'denied access',
      node('AccessDeniedException', 'User: arn:aws:sts::1:assumed-role/r/f is not authorized to perform: dynamodb:GetItem'),
      {kind: 'access-denied', deniedAction: 'dynamodb:GetItem'},
    ],
    [
      'a failed import',
      "[ERROR] Runtime.ImportModuleError: Unable to import module 'app': No module named 'acme'\nTraceback",
      {kind: 'import', type: 'Runtime.ImportModuleError'},
    ],
    [
      'a failed start',
      'INIT_REPORT Init Duration: 9.00 ms\tPhase: init\tStatus: error\tError Type: Runtime.ImportModuleError',
      {kind: 'import', from: 'init'},
    ],
    [
      'an error that says nothing',
      '2026-11-23T11:00:00.000Z\tundefined\tERROR\tgiving up',
      {kind: 'unknown', type: null, message: 'giving up'},
    ],
  ])('%s', (_, message, expected) => {
    expect(read(message)).toMatchObject(expected)
  })

  test('names its version and its time', () => {
    expect(read(report(2, 3000, {tail: 'Status: timeout'}), '2026/11/23/orders[17]abcdef')).toMatchObject({
      version: '17',
      atMs: logStart - 60_000,
    })
  })
})

test.each([
  ['a report of success', report(1, 5)],
  ['a report of success in JSON', platformReport(1, 'success', {durationMs: 1})],
  ['a line of the code', 'processed 7 orders, 0 errors'],
])('%s is none', (_, message) => {
  expect(read(message)).toBeUndefined()
})

describe('the request id', () => {
  const other = '9b2d6c1e-0000-4000-8000-00000000abcd'
  test.each<[string, string, string | null]>([
    ['stands before the level', `2026-11-23T11:00:00.000Z\t${requestId(1)}\tERROR\tno order ${other}`, requestId(1)],
    ['is none of the message', `[ERROR] KeyError: '${other}'`, null],
    ['is none of a field that is not for it', JSON.stringify({level: 'error', message: 'no order', orderId: other}), null],
    [
      'is none of the answer of AWS',
      JSON.stringify({level: 'error', message: 'refused', err: {name: 'X', $metadata: {requestId: other}}}),
      null,
    ],
    [
      'stands in a field of its own',
      JSON.stringify({level: 'error', message: `no order ${other}`, function_request_id: requestId(2)}),
      requestId(2),
    ],
  ])('%s', (_, message, expected) => {
    expect(read(message)?.requestId).toBe(expected)
  })
})

test.each([
  ['trying again', true],
  ['will retry in 200 ms', true],
  ['attempt 2 of 5 failed', true],
  ['retry attempt 3', true],
  ['429 Too Many Requests: Please retry.', false],
  ['gave up after 5 retries', false],
])('"%s" tells of another try: %s', (words, expected) => {
  expect(read(`2026-11-23T11:00:00.000Z\t${requestId(1)}\tERROR\tTypeError: ${words}`)?.triesAgain).toBe(expected)
})

test.each([
  ['undefined', true],
  [requestId(1), false],
])('a line with the request id %s is written outside of an invocation: %s', (id, expected) => {
  expect(read(`2026-11-23T11:00:00.000Z\t${id}\tERROR\tError: no trace data`)?.outside).toBe(expected)
})

test('no log line breaks the parser', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({unit: 'binary', maxLength: 300}), fc.json()),
      fc.constantFrom('', '[ERROR] ', 'REPORT ', 'INIT_REPORT ', '{"level":50,', `${requestId(1)}\t`),
      (text, head) => {
        const line = errorLineFrom({'@timestamp': '2026-11-23 11:00:00.000', '@logStream': 's', line: head + text, last: text})
        expect(line === null || line.message.split('\n').length === 1).toBe(true)
      },
    ),
    {numRuns: 500},
  )
})
