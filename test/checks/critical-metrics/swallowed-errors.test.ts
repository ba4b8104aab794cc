import {swallowedErrors} from '../../../src/checks/critical-metrics/swallowed-errors.ts'
import type {LoggedError} from '../../../src/model/evidence/evidence.ts'
import {functionMetrics, mapping, mappingMetrics, nowMs, published} from '../../support/evidence.ts'
import {logErrors, logReports} from '../../support/on-demand.ts'
import {testCheck} from '../../support/test-check.ts'

/** An hour of 10,000 invocations, of which so many fail. */
const hour = (errors = 0, age: (ago: number) => number = () => 1) => {
  const each = (sum: number) => published(ago => (ago > 5 && ago <= 45 ? sum / 40 : 0))
  return functionMetrics(age, {'Invocations.Sum': each(10_000), 'Errors.Sum': each(errors)})
}
const error = (given: Partial<LoggedError>) =>
  logErrors({
    kind: 'exception',
    type: 'TypeError',
    sample: 'TypeError: x',
    count: 300,
    requests: 300,
    swallowed: 300,
    lastMs: nowMs,
    ...given,
  })
const responds = mapping({functionResponseTypes: ['ReportBatchItemFailures'], metrics: ['EventCount']})
const silent = mapping({functionResponseTypes: ['ReportBatchItemFailures'], metrics: []})
const reported = (records: number) => mappingMetrics({'FailedInvokeEventCount.Sum': published(ago => (ago === 20 ? records : 0))})

testCheck(swallowedErrors, {
  with: {functionMetrics: hour(), logErrors: logErrors(), mapping: mapping({functionResponseTypes: []})},
  fail: [
    [
      'a third of the requests',
      {logErrors: error({})},
      {swallowed: 300, invocations: 10_000, share: 0.03, counts: 'requests', types: ['TypeError']},
    ],
    ['just enough of them', {logErrors: error({requests: 10, count: 10, swallowed: 10})}, {swallowed: 10}],
    [
      'several kinds together',
      {logErrors: logErrors(...[1, 2].map(n => ({kind: 'exception', type: `E${n}`, requests: 5, swallowed: 5})))},
      {swallowed: 10, types: ['E1', 'E2']},
    ],
    ['lines without a request id', {logErrors: error({requests: 0})}, {swallowed: 300, counts: 'lines'}],
    ['items inside an answer', {logErrors: error({kind: 'item-failures', type: 'mapper_parsing_exception'})}, {inAnswers: true}],
    ['more than Errors counts, in an older log', {functionMetrics: hour(100), logErrors: error({swallowed: null})}, {swallowed: 200}],
    ['evidence of an older version', {logErrors: error({swallowed: undefined as never})}, {swallowed: 300}],
    [
      'more than the response reported',
      {mapping: responds, mappingMetrics: reported(100), logErrors: error({})},
      {swallowed: 200, mayBeReported: false},
    ],
    [
      'where nothing counts the reported items, and nothing waits',
      {mapping: silent, logErrors: error({})},
      {swallowed: 300, mayBeReported: true},
    ],
    [
      'of invocations that only the log counts',
      {
        functionMetrics: functionMetrics(() => 1, {'Invocations.Sum': published(() => null)}),
        logErrors: error({}),
        logReports: logReports({invocations: 600}),
      },
      {invocations: 600},
    ],
  ],
  pass: [
    ['too small a share', {logErrors: error({requests: 9, count: 9, swallowed: 9})}],
    [
      'too few',
      {
        functionMetrics: functionMetrics(() => 1, {'Invocations.Sum': published(ago => (ago === 20 ? 8 : 0))}),
        logErrors: error({requests: 4, count: 4, swallowed: 4}),
      },
    ],
    ['requests that fail', {functionMetrics: hour(300), logErrors: error({swallowed: 0})}],
    ['no more than Errors counts, in an older log', {functionMetrics: hour(300), logErrors: error({swallowed: null})}],
    [
      'the response reports them, up to the minutes that are not published yet',
      {
        mapping: responds,
        mappingMetrics: mappingMetrics({'FailedInvokeEventCount.Sum': published(ago => (ago >= 4 && ago < 30 ? 11 : null))}),
        logErrors: {...error({}), toMs: nowMs},
      },
    ],
    ['the response reports them', {mapping: responds, mappingMetrics: reported(400), logErrors: error({})}],
    ['lines of an unknown format', {functionMetrics: hour(100), logErrors: error({raw: true, swallowed: null})}],
    ['there is no log group', {logErrors: null}],
  ],
  undecidable: [
    [
      'a batch is sent again and again, and the response may report it',
      {mapping: silent, logErrors: error({}), functionMetrics: hour(0, ago => (ago > 40 ? 1 : (41 - ago) * 60))},
    ],
  ],
  unknownWithout: [['logErrors'], ['functionMetrics']],
})
