import {expect} from 'vitest'
import {errorRate} from '../../../src/checks/critical-metrics/error-rate.ts'
import {functionMetrics, mapping, published} from '../../support/evidence.ts'
import {testCheck} from '../../support/test-check.ts'

const errors = (perMinute: (ago: number) => number) => ({functionMetrics: functionMetrics(() => 1, {'Errors.Sum': published(perMinute)})})

testCheck(errorRate, {
  fail: [
    ['five of sixty in every minute', errors(() => 5), {since: expect.stringMatching(/Z$/)}],
    [
      'a failure that goes on: the figures of the cause',
      {
        functionMetrics: functionMetrics(
          ago => (ago > 20 ? 1 : (21 - ago) * 60),
          {'Errors.Sum': published(ago => (ago > 20 ? 0 : 60))},
          ago => (ago > 20 ? 1 : (21 - ago) * 60),
        ),
      },
      {rate: 1, since: expect.stringMatching(/Z$/)},
    ],
    ['three bad minutes', errors(ago => (ago <= 6 ? 30 : 0)), {errors: 60, invocations: 120, failingMinutes: 2, minutes: 2, rate: 0.5}],
    [
      'three minutes, just above one percent',
      errors(ago => (ago === 9 || ago === 20 || ago === 28 ? 7 : 0)),
      {errors: 21, failingMinutes: 3},
    ],
  ],
  pass: [
    ['one failed batch that passed on its second try', errors(ago => (ago === 9 ? 40 : 0))],
    ['three minutes, just below one percent', errors(ago => (ago === 9 || ago === 20 || ago === 28 ? 5 : 0))],
    ['two bad minutes', errors(ago => (ago === 9 || ago === 20 ? 30 : 0))],
    ['a rate of half a percent', errors(ago => (ago % 3 === 0 ? 1 : 0))],
    ['errors that ended an hour ago', errors(ago => (ago > 60 ? 60 : 0))],
    ['no invocation at all', {functionMetrics: functionMetrics(() => null)}],
  ],
  undecidable: [
    [
      'failures in the response, which Errors does not count',
      {
        mapping: mapping({functionResponseTypes: ['ReportBatchItemFailures']}),
        functionMetrics: functionMetrics(ago => (ago > 20 ? 1 : (21 - ago) * 60)),
      },
    ],
  ],
  unknownWithout: [['functionMetrics']],
})
