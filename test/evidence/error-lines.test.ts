import {describe, expect, test} from 'vitest'
import {errorLineFrom, errorsQuery} from '../../src/evidence/error-lines.ts'
import type {ErrorLine} from '../../src/model/log-lines.ts'
import {type Line, platformReport, report, requestId} from '../lab/services/logs/lines.ts'
import {insights, logStart} from '../support/insights.ts'

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
    ['a refused connection', node('Error', 'connect ECONNREFUSED 10.0.0.7:443'), {kind: 'connection', type: 'Error'}],
    ['an unknown host', node('Error', 'getaddrinfo ENOTFOUND api.acme.io'), {kind: 'connection'}],
    [
      'denied access',
      node('AccessDeniedException', 'User: arn:aws:sts::1:assumed-role/r/f is not authorized to perform: dynamodb:GetItem'),
      {kind: 'access-denied'},
    ],
    [
      'a failed import',
      "[ERROR] Runtime.ImportModuleError: Unable to import module 'app': No module named 'acme'\nTraceback",
      {kind: 'init', type: 'Runtime.ImportModuleError'},
    ],
    [
      'a failed start',
      'INIT_REPORT Init Duration: 9.00 ms\tPhase: init\tStatus: error\tError Type: Runtime.ImportModuleError',
      {kind: 'init', from: 'init'},
    ],
    [
      'an error that says nothing',
      '2026-11-23T11:00:00.000Z\tundefined\tERROR\tgiving up',
      {kind: 'unknown', type: null, message: 'undefined\tERROR\tgiving up'},
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
  ['its runtimeDone, which the report repeats', '{"type":"platform.runtimeDone","record":{"status":"timeout"}}'],
  ['a line of the code', 'processed 7 orders, 0 errors'],
])('%s is none', (_, message) => {
  expect(read(message)).toBeUndefined()
})
