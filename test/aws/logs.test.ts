import {afterEach, describe, expect, test} from 'vitest'
import {type Aws, connect, disconnect, usage} from '../../src/aws/index.ts'
import {describeLogGroup, runInsightsQuery} from '../../src/aws/logs.ts'
import {testConnection} from '../support/stub-account.ts'
import {type Answer, denied, failure, stubAws} from '../support/stub-aws.ts'

const open: Aws[] = []
afterEach(() => {
  for (const aws of open.splice(0)) disconnect(aws)
})

function connected(table: Record<string, Answer>, more: object = {}) {
  const stub = stubAws({'logs:StartQuery': {queryId: 'q-1'}, 'logs:StopQuery': {success: true}, ...table})
  const slept: number[] = []
  const sleep = async (ms: number) => {
    slept.push(ms)
  }
  const aws = connect({
    ...testConnection,
    requestHandler: stub.requestHandler as never,
    sleep,
    elapsedMs: () => 1e9 * slept.length,
    ...more,
  })
  open.push(aws)
  return {aws, stub, slept}
}

const asked = {logGroup: '/aws/lambda/orders', query: 'fields @message', startMs: 1_790_000_000_400, endMs: 1_790_003_600_900, limit: 100}
const row = (of: Record<string, string>) => Object.entries({...of, '@ptr': 'x'}).map(([field, value]) => ({field, value}))
const scanned = (bytesScanned: number) => ({bytesScanned, recordsMatched: 2, recordsScanned: 30, logGroupsScanned: 1})

/** Answers Running until the n-th look. */
const completeAt =
  (n: number, ...results: object[]): Answer =>
  (_, nth) => ({status: nth < n ? 'Running' : 'Complete', results: nth < n ? [] : results, statistics: scanned(nth * 1e8)})

describe('a Logs Insights query', () => {
  test('is started with whole seconds, asked for ever more rarely, and answers rows without pointers', async () => {
    const {aws, stub, slept} = connected({'logs:GetQueryResults': completeAt(6, row({n: '1'}), row({n: '2', cold: '3'}))})
    const seen: number[] = []
    const result = await runInsightsQuery(aws, asked, {onProgress: ({bytesScanned}) => seen.push(bytesScanned)})
    expect(result).toEqual({rows: [{n: '1'}, {n: '2', cold: '3'}], statistics: {bytesScanned: 6e8, recordsMatched: 2, recordsScanned: 30}})
    expect(slept).toEqual([500, 1000, 2000, 4000, 5000, 5000])
    expect(seen).toEqual([1e8, 2e8, 3e8, 4e8, 5e8, 6e8])
    expect(stub.calls[0]?.input).toEqual({
      logGroupName: '/aws/lambda/orders',
      queryString: 'fields @message',
      startTime: 1_790_000_000,
      endTime: 1_790_003_600,
      limit: 100,
    })
    expect(stub.count('logs:StopQuery')).toBe(0)
    expect(usage(aws).usd).toBe(0.003)
  })

  test('is read page by page', async () => {
    const pages = (input: {nextToken?: unknown}) => ({
      status: 'Complete',
      results: [row({page: String(input.nextToken ?? 'first')})],
      ...(input.nextToken !== 'third' && {nextToken: input.nextToken === undefined ? 'second' : 'third'}),
    })
    const {aws} = connected({'logs:GetQueryResults': pages})
    expect((await runInsightsQuery(aws, asked)).rows).toEqual([{page: 'first'}, {page: 'second'}, {page: 'third'}])
  })

  test.each(['Failed', 'Timeout', 'Cancelled', 'Unknown'])('that ends as %s is an error, and is not stopped', async status => {
    const {aws, stub} = connected({'logs:GetQueryResults': {status, results: []}})
    await expect(runInsightsQuery(aws, asked)).rejects.toMatchObject({reason: 'failed', detail: `the query ended as ${status}`})
    expect(stub.count('logs:StopQuery')).toBe(0)
  })

  test('that may not be started is denied', async () => {
    const {aws} = connected({'logs:StartQuery': denied('logs:StartQuery')})
    await expect(runInsightsQuery(aws, asked)).rejects.toMatchObject({reason: 'denied', action: 'logs:StartQuery'})
  })

  test('on a group that does not exist is not found', async () => {
    const {aws} = connected({'logs:StartQuery': failure(400, 'ResourceNotFoundException')})
    await expect(runInsightsQuery(aws, asked)).rejects.toMatchObject({kind: 'not-found'})
  })
})

describe('a query is stopped at AWS', () => {
  test('when its answer cannot be read', async () => {
    const {aws, stub} = connected({'logs:GetQueryResults': denied('logs:GetQueryResults')})
    await expect(runInsightsQuery(aws, asked)).rejects.toMatchObject({reason: 'denied'})
    expect(stub.calls.at(-1)).toMatchObject({action: 'logs:StopQuery', input: {queryId: 'q-1'}})
  })

  test('when who watches its progress has seen enough; the scanned bytes are still billed', async () => {
    const {aws, stub} = connected({'logs:GetQueryResults': completeAt(9)})
    const tooMuch = ({bytesScanned}: {bytesScanned: number}) => {
      if (bytesScanned > 1e8) throw new Error('too much')
    }
    await expect(runInsightsQuery(aws, asked, {onProgress: tooMuch})).rejects.toThrow('too much')
    expect(stub.count('logs:StopQuery')).toBe(1)
    expect(usage(aws).usd).toBe(0.001)
  })

  test('when the caller aborts, at once and not after the pause', async () => {
    const control = new AbortController()
    const {aws, stub} = connected(
      {'logs:GetQueryResults': completeAt(9)},
      {sleep: () => new Promise(() => control.abort(new Error('Ctrl-C')))},
    )
    await expect(runInsightsQuery(aws, asked, {signal: control.signal})).rejects.toMatchObject({detail: expect.stringContaining('Ctrl-C')})
    expect(stub.count('logs:StopQuery')).toBe(1)
  })

  test('when the time of the run is over', async () => {
    const {aws, stub} = connected({'logs:GetQueryResults': completeAt(9)}, {deadlineMs: 20, sleep: () => new Promise(() => {})})
    await expect(runInsightsQuery(aws, asked)).rejects.toMatchObject({kind: 'deadline'})
    expect(stub.count('logs:StopQuery')).toBe(1)
  })
})

test('a log group is found by its exact name', async () => {
  const groups = ['/aws/lambda/orders', '/aws/lambda/orders-projector'].map(logGroupName => ({logGroupName, logGroupClass: 'STANDARD'}))
  const {aws} = connected({'logs:DescribeLogGroups': {logGroups: groups}})
  expect(await describeLogGroup(aws, '/aws/lambda/orders')).toMatchObject({logGroupName: '/aws/lambda/orders'})
  expect(await describeLogGroup(aws, '/aws/lambda/order')).toBeNull()
})
