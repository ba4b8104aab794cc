import {describe, expect, it} from 'vitest'
import {known} from '../../../src/model/evidence/item.ts'
import {ask} from '../../support/ask.ts'
import {lambdaFunction, functionMetrics as metricsOf, nowMs, published} from '../../support/evidence.ts'
import {denied, failure} from '../../support/stub-aws.ts'

const row = (given: Record<string, string> = {}) => ({
  '@timestamp': '2026-11-23 02:59:00.000',
  '@logStream': '2026/11/23/[7]0123456789abcdef',
  line: "[ERROR] KeyError: 'N'",
  last: '',
  ...given,
})
const node = (n: number, message: string) =>
  row({
    '@timestamp': '2026-11-23 02:50:00.000',
    line: `2026-11-23T02:59:00.000Z\t00000000-0000-4000-8000-00000000000${n}\tERROR\t${message}`,
  })
const onTheWire = (rows: Record<string, string>[]) => rows.map(one => Object.entries(one).map(([field, value]) => ({field, value})))
const insights = (rows: Record<string, string>[], bytesScanned = 1000) => ({
  'logs:StartQuery': {queryId: 'q'},
  'logs:GetQueryResults': {status: 'Complete', results: onTheWire(rows), statistics: {bytesScanned, recordsMatched: 1, recordsScanned: 1}},
})

const report = (n: number, given = {}) =>
  row({
    line: JSON.stringify({
      type: 'platform.report',
      record: {requestId: `00000000-0000-4000-8000-00000000000${n}`, status: 'error', ...given},
    }),
  })

describe('reports of failed invocations without a message', () => {
  it.each<[string, Record<string, string>[], boolean | undefined]>([
    ['alone', [report(1), report(2)], true],
    ['with an error type', [report(1, {errorType: 'KeyError'})], undefined],
    ['beside the message of the request', [report(1), node(1, 'Error: no such item')], undefined],
  ])('%s', async (_, rows, wordless) => {
    const {item} = await ask('logErrors', {}, insights(rows))
    expect(item.state === 'known' ? item.value?.errors.map(one => one.wordless) : item).toEqual([wordless])
  })
})

describe('logged errors', () => {
  it('are asked for with one query over the newest hour', async () => {
    const {item, calls} = await ask('logErrors', {}, insights([row(), row({'@timestamp': '2026-11-23 02:58:30.500'})]))
    expect(item).toMatchObject(
      known({
        logGroup: '/aws/lambda/orders-projector',
        fromMs: nowMs - 3_600_000,
        toMs: nowMs,
        bytesScanned: 1000,
        complete: true,
        errors: [
          {
            kind: 'exception',
            type: 'KeyError',
            count: 2,
            requests: 0,
            swallowed: 0,
            firstMs: nowMs - 89_500,
            lastMs: nowMs - 60_000,
            sample: "KeyError: 'N'",
          },
        ],
      }),
    )
    expect(calls.map(({action}) => action)).toEqual(['logs:StartQuery', 'logs:GetQueryResults'])
    expect(calls[0]?.input).toMatchObject({logGroupName: '/aws/lambda/orders-projector', startTime: nowMs / 1000 - 3600, limit: 10_000})
    expect(calls[0]?.input.queryString).not.toContain('filter @logStream')
  })

  it('of a group that other functions may share are those of the function', async () => {
    const {calls} = await ask('logErrors', {function: lambdaFunction({logGroup: '/all'})}, insights([]))
    expect(calls[0]?.input.queryString).toMatch(/^filter @logStream like \/\\\/orders-projector\\\[\/\n\| filter @message/)
  })

  it('are none where nothing was ever logged', async () => {
    const nowhere = {'logs:StartQuery': failure(400, 'ResourceNotFoundException')}
    expect((await ask('logErrors', {}, nowhere)).item).toEqual(known(null))
    expect((await ask('logErrors', {function: null}, {})).item).toEqual(known(null))
  })

  it('that may not be read are missing', async () => {
    const action = 'logs:StartQuery'
    expect((await ask('logErrors', {}, {[action]: denied(action)})).item).toMatchObject({state: 'missing', reason: 'denied', action})
  })

  it('of a log that is too large are given up, and the query is stopped', async () => {
    const {item, actions} = await ask(
      'logErrors',
      {},
      {
        'logs:StartQuery': {queryId: 'q'},
        'logs:GetQueryResults': {status: 'Running', results: [], statistics: {bytesScanned: 6e9}},
        'logs:StopQuery': {success: true},
      },
    )
    expect(item).toMatchObject({state: 'missing', reason: 'failed', detail: 'the log is too large: stopped after 5 GB'})
    expect(actions.at(-1)).toBe('logs:StopQuery')
  })

  it('without an instant are left out', async () => {
    expect((await ask('logErrors', {}, insights([row({'@timestamp': 'soon'})]))).item).toMatchObject(known({errors: []}))
  })
})

describe('rows', () => {
  const errorsOf = async (rows: Record<string, string>[], errors: number | null = null) => {
    const functionMetrics = metricsOf(() => 1, {'Errors.Sum': published(ago => (errors === null ? null : ago === 5 ? errors : 0))})
    const {item, calls} = await ask('logErrors', {functionMetrics}, insights(rows))
    if (item.state === 'missing') throw new Error(item.detail)
    return {errors: item.value?.errors, queries: calls.filter(({action}) => action === 'logs:StartQuery').map(({input}) => input)}
  }

  it('that say the same in other words are one error; requests are counted once', async () => {
    const {errors} = await errorsOf([
      node(1, 'Error: connect ECONNREFUSED a.b.com:443 of 100000000000000000000123456'),
      node(1, 'Error: connect ECONNREFUSED a.b.com:443'),
      node(2, 'Error: Connection refused (ECONNREFUSED): a.b.com:443'),
    ])
    expect(errors).toMatchObject([
      {kind: 'connection-refused', host: 'a.b.com:443', count: 3, requests: 2, sequenceNumbers: ['100000000000000000000123456']},
    ])
  })

  it.each([
    ['all, where Errors counts none', 0, 2],
    ['none, where Errors counts as many', 2, 0],
    ['unknown, where Errors counts some', 1, null],
    ['unknown, where Errors is unknown', null, null],
  ])('of older logs: those that succeeded are %s', async (_, errors, swallowed) => {
    expect((await errorsOf([node(1, 'TypeError: x'), node(2, 'TypeError: x')], errors)).errors).toMatchObject([{requests: 2, swallowed}])
  })

  it('that tell of another try are not swallowed', async () => {
    expect((await errorsOf([node(1, 'trying again TypeError: x'), node(2, 'TypeError: x')], 0)).errors).toMatchObject([
      {requests: 2, swallowed: 1},
    ])
  })

  it('that explain too little lead to a second query, over the newest minute that fails', async () => {
    const none = await errorsOf([], 40)
    expect(none.queries).toHaveLength(2)
    expect(none.queries[1]).toMatchObject({startTime: nowMs / 1000 - 300, endTime: nowMs / 1000 - 180, limit: 1000})
    expect((await errorsOf([], 0)).queries).toHaveLength(1)
    expect((await errorsOf([node(1, 'TypeError: x')], 2)).queries).toHaveLength(1)
    expect((await errorsOf([node(1, 'TypeError: x')], 3)).queries).toHaveLength(2)
  })
})
