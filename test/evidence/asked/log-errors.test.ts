import {describe, expect, it} from 'vitest'
import {errorsFrom} from '../../../src/evidence/asked/log-errors.ts'
import {known} from '../../../src/model/item.ts'
import {ask} from '../../support/ask.ts'
import {lambdaFunction, nowMs} from '../../support/evidence.ts'
import {denied, failure} from '../../support/stub-aws.ts'

const row = (given: Record<string, string>) => ({
  what: 'Error',
  lines: '3',
  requests: '2',
  first: String(nowMs - 60_000),
  last: String(nowMs - 1000),
  newest: '[ERROR] KeyError: x',
  oldest: '',
  ...given,
})
const onTheWire = (rows: Record<string, string>[]) => rows.map(one => Object.entries(one).map(([field, value]) => ({field, value})))
const insights = (rows: Record<string, string>[], bytesScanned = 1000) => ({
  'logs:StartQuery': {queryId: 'q'},
  'logs:GetQueryResults': {status: 'Complete', results: onTheWire(rows), statistics: {bytesScanned, recordsMatched: 1, recordsScanned: 1}},
})

describe('logged errors', () => {
  it('are asked for with one query over the newest hour', async () => {
    const {item, calls} = await ask('logErrors', {}, insights([row({})]))
    expect(item).toMatchObject(
      known({
        logGroup: '/aws/lambda/orders-projector',
        fromMs: nowMs - 3_600_000,
        toMs: nowMs,
        bytesScanned: 1000,
        errors: [{kind: 'exception', type: 'KeyError', count: 3, requests: 2, firstMs: nowMs - 60_000, lastMs: nowMs - 1000}],
      }),
    )
    expect(calls.map(({action}) => action)).toEqual(['logs:StartQuery', 'logs:GetQueryResults'])
    expect(calls[0]?.input).toMatchObject({logGroupName: '/aws/lambda/orders-projector', startTime: nowMs / 1000 - 3600, limit: 50})
    expect(calls[0]?.input.queryString).not.toContain('@logStream')
  })

  it('of a group that other functions may share are those of the function', async () => {
    const {calls} = await ask('logErrors', {function: lambdaFunction({logGroup: '/all'})}, insights([]))
    expect(calls[0]?.input.queryString).toMatch(/^filter @logStream like "\/orders-projector\["\n\| filter @message/)
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

  it('are a failure when the answer has no instants', async () => {
    expect((await ask('logErrors', {}, insights([row({first: 'soon'})]))).item).toMatchObject({state: 'missing', reason: 'failed'})
  })
})

describe('rows', () => {
  it('that say the same in other words are one error', () => {
    const refused = (what: string, newest: string, first: number, lines: string) =>
      row({what, newest, lines, first: String(first), requests: lines, oldest: '100000000000000000000123456'})
    const errors = errorsFrom([
      refused('ECONNREFUSED', 'connect ECONNREFUSED a.b.com:443', 5, '7'),
      refused('Connection refused', 'Connection refused (ECONNREFUSED): a.b.com:443', 2, '4'),
    ])
    expect(errors).toMatchObject([
      {
        kind: 'connection-refused',
        host: 'a.b.com:443',
        count: 11,
        requests: 7,
        firstMs: 2,
        sequenceNumbers: ['100000000000000000000123456'],
      },
    ])
  })

  it('may print instants as text', () => {
    expect(errorsFrom([row({first: '2026-11-23 02:00:00.500'})])[0]?.firstMs).toBe(Date.UTC(2026, 10, 23, 2, 0, 0, 500))
  })
})
