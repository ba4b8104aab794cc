import {expect, it} from 'vitest'
import {known} from '../../../src/model/evidence/item.ts'
import {ask} from '../../support/ask.ts'
import {functionMetrics, lambdaFunction, nowMs, published} from '../../support/evidence.ts'
import {failure} from '../../support/stub-aws.ts'

const insights = (rows: Record<string, string>[], recordsScanned = 100) => ({
  'logs:StartQuery': {queryId: 'q'},
  'logs:GetQueryResults': {
    status: 'Complete',
    results: rows.map(row => Object.entries(row).map(([field, value]) => ({field, value}))),
    statistics: {bytesScanned: 1000, recordsMatched: rows.length, recordsScanned},
  },
})
const row = {
  version: '7',
  runtime: 'nodejs:22.v35',
  runtimeArn: 'arn:aws:lambda:us-east-1::runtime:ab',
  starts: '3',
  first: String(nowMs - 600_000),
  last: String(nowMs - 60_000),
}

it('versions of the runtime are read', async () => {
  const {item, calls} = await ask('logStarts', {}, insights([row]))
  const start = {version: '7', runtimeVersion: row.runtime, runtimeVersionArn: row.runtimeArn, count: 6}
  expect(item).toMatchObject(known({starts: [{...start, firstMs: nowMs - 600_000, lastMs: nowMs - 60_000}], bytesScanned: 2000}))
  expect(calls.filter(({action}) => action === 'logs:StartQuery')).toHaveLength(2)
})

it('the hours before are read where the newest hour shows one version of the runtime alone', async () => {
  const hours = (calls: {action: string; input: Record<string, unknown>}[]) =>
    calls.filter(({action}) => action === 'logs:StartQuery').map(({input}) => (Number(input.endTime) - Number(input.startTime)) / 3600)
  const one = await ask('logStarts', {}, insights([row]))
  expect(hours(one.calls)).toEqual([1, 6])
  const former = {...row, runtime: 'nodejs:22.v34', runtimeArn: 'arn:aws:lambda:us-east-1::runtime:aa'}
  const two = await ask('logStarts', {}, insights([row, former]))
  expect(hours(two.calls)).toEqual([1])
  const none = await ask(
    'logStarts',
    {functionMetrics: functionMetrics(() => 1, {'Invocations.Sum': published(() => null)})},
    insights([], 0),
  )
  expect(hours(none.calls)).toEqual([1])
})

it('starts of the same runtime in both spans are one', async () => {
  const {item} = await ask('logStarts', {}, insights([row]))
  expect(item).toMatchObject(known({starts: [{count: 6, firstMs: nowMs - 600_000, lastMs: nowMs - 60_000}], bytesScanned: 2000}))
})

it('of a shared group those of the function alone are read', async () => {
  const {calls} = await ask('logStarts', {function: lambdaFunction({logGroup: '/all'})}, insights([row]))
  expect(calls[0]?.input.queryString).toMatch(/^filter @logStream like \/\\\/orders-projector\\\[\/\n\| filter @message/)
})

it('none are known of a log that holds nothing, that never was, or whose answer cannot be read', async () => {
  expect((await ask('logStarts', {}, insights([], 0))).item).toMatchObject({state: 'missing', reason: 'failed'})
  const idle = {functionMetrics: functionMetrics(() => 1, {'Invocations.Sum': published(() => null)})}
  expect((await ask('logStarts', idle, insights([], 0))).item).toMatchObject(known({starts: []}))
  const gone = {'logs:StartQuery': failure(400, 'ResourceNotFoundException')}
  expect((await ask('logStarts', {}, gone)).item).toEqual(known(null))
  expect((await ask('logStarts', {}, insights([{version: '7', starts: '3'}]))).item).toMatchObject({
    state: 'missing',
    detail: 'the response could not be read: rows without the column first: 1 of 1',
  })
})
