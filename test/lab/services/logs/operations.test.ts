import {describe, expect, it} from 'vitest'
import type {Lab} from '../../../../packages/lab/src/lab.ts'
import {logs} from '../../../../packages/lab/src/services/logs/logs.ts'
import type {Account} from '../../../../packages/lab/src/services/protocol/account.ts'
import {labOfOne, startMs} from '../world-of-one.ts'
import {group, type Line, report, storeOf} from './lines.ts'

const name = '/aws/lambda/orders-projector'
const hour = {startTime: startMs / 1000 - 3600, endTime: startMs / 1000}
const groups = [
  group(name),
  group('/aws/lambda/orders-archive', {class: 'INFREQUENT_ACCESS', retentionDays: 1}),
  group('/other/delivery', {class: 'DELIVERY'}),
]

/** A lab whose groups hold these lines. */
function labWith(lines: readonly Line[], deny: string[] = []): Lab {
  const lab = labOfOne(deny)
  const store = storeOf(
    () => lab.world.nowMs,
    groups.map(one => ({group: one, lines: one.class === 'DELIVERY' ? [] : lines})),
  )
  Object.assign(lab.world, {logs: store})
  return lab
}

function call(lab: Lab, operation: string, input: object) {
  const headers = {'x-amz-target': `Logs_20140328.${operation}`, 'content-type': 'application/x-amz-json-1.1'}
  const outcome = lab.handle({method: 'POST', path: '/', query: {}, headers, body: JSON.stringify(input)})
  if (outcome === 'dropped') throw new Error('dropped')
  return JSON.parse(outcome.body)
}

const wait = (lab: Lab, ms: number) => lab.world.advanceTo(lab.world.nowMs + ms)
const start = (lab: Lab, queryString: string, more: object = {}) =>
  call(lab, 'StartQuery', {logGroupName: name, ...hour, queryString, ...more})
const error = (type: string) => expect.stringContaining(`#${type}`)

const lines: Line[] = Array.from({length: 100}, (_, i) => ({
  secondsAgo: 100 - i,
  message: i % 10 === 0 ? report(i, i + 1) : i % 10 === 1 ? `{"level":"ERROR","n":${i}}` : `line ${i} of the handler`,
  stream: `2026/11/23/[$LATEST]${i % 4}`,
}))

describe('a Logs Insights query', () => {
  it('is scheduled, runs and completes, in virtual time', () => {
    const lab = labWith(lines)
    const {queryId} = start(lab, 'filter @type = "REPORT" | fields @duration | limit 3')
    const get = () => call(lab, 'GetQueryResults', {queryId})
    expect(get()).toMatchObject({status: 'Scheduled', results: [], statistics: {recordsScanned: 0, bytesScanned: 0}})
    wait(lab, 650)
    const running = get()
    expect(running.status).toBe('Running')
    expect(running.statistics.recordsScanned).toBeGreaterThan(30)
    expect(running.statistics.recordsScanned).toBeLessThan(70)
    expect(running.statistics.recordsMatched).toBeLessThan(10)
    wait(lab, 400)
    const bytes = lines.reduce((sum, {message}) => sum + message.length, 0)
    expect(get()).toMatchObject({
      queryLanguage: 'CWLI',
      status: 'Complete',
      statistics: {recordsMatched: 10, recordsScanned: 100, bytesScanned: bytes, logGroupsScanned: 1},
    })
    expect(get().results).toEqual(
      ['91.0', '81.0', '71.0'].map(value => [
        {field: '@duration', value},
        {field: '@ptr', value: expect.stringMatching(/^[\w+/=]{40,}$/)},
      ]),
    )
  })

  it('takes longer for more bytes', () => {
    const lab = labWith(Array.from({length: 1000}, (_, i) => ({secondsAgo: i + 1, message: 'x'.repeat(200_000)})))
    const {queryId} = start(lab, 'stats count(*)')
    wait(lab, 1500)
    expect(call(lab, 'GetQueryResults', {queryId}).status).toBe('Running')
    wait(lab, 600)
    expect(call(lab, 'GetQueryResults', {queryId})).toMatchObject({status: 'Complete', results: [[{field: 'count(*)', value: '1000'}]]})
  })

  it('sees the events that were ingested when it started', () => {
    const lab = labWith([
      {secondsAgo: 10, message: 'seen'},
      {secondsAgo: 5, message: 'late', ingestedMs: startMs + 100},
    ])
    const {queryId} = start(lab, 'fields @message')
    wait(lab, 5000)
    expect(call(lab, 'GetQueryResults', {queryId}).results).toMatchObject([[{value: 'seen'}, {field: '@ptr'}]])
  })

  it('searches several groups, by name or ARN, from start to end, both included', () => {
    const lab = labWith([
      {secondsAgo: 3600, message: 'first'},
      {secondsAgo: 3601, message: 'before'},
      {secondsAgo: 1, message: 'last'},
    ])
    const logGroupIdentifiers = [groups[0]?.arn, groups[1]?.arn]
    const {queryId} = start(lab, 'stats count(*) as n by @log | sort @log', {logGroupName: undefined, logGroupIdentifiers})
    wait(lab, 5000)
    const {results} = call(lab, 'GetQueryResults', {queryId})
    expect(results).toEqual(
      ['/aws/lambda/orders-archive', name].map(log => [
        {field: '@log', value: `123456789012:${log}`},
        {field: 'n', value: '2'},
      ]),
    )
  })

  it('pages its results', () => {
    const lab = labWith(lines)
    const {queryId} = start(lab, 'fields @message', {limit: 25})
    wait(lab, 5000)
    const first = call(lab, 'GetQueryResults', {queryId, maxItems: 20})
    const second = call(lab, 'GetQueryResults', {queryId, maxItems: 20, nextToken: first.nextToken})
    expect([first.results.length, second.results.length, second.nextToken]).toEqual([20, 5, undefined])
    expect(call(lab, 'GetQueryResults', {queryId, nextToken: 'x'}).__type).toEqual(error('InvalidParameterException'))
  })

  it('can be stopped while it runs, once', () => {
    const lab = labWith(lines)
    const {queryId} = start(lab, 'fields @message')
    wait(lab, 500)
    expect(call(lab, 'StopQuery', {queryId})).toEqual({success: true})
    expect(call(lab, 'StopQuery', {queryId}).__type).toEqual(error('InvalidParameterException'))
    wait(lab, 5000)
    const stopped = call(lab, 'GetQueryResults', {queryId})
    expect(stopped.status).toBe('Cancelled')
    expect(stopped.results.length).toBeLessThan(100)
    expect(call(lab, 'StopQuery', {queryId: 'none'}).__type).toEqual(error('ResourceNotFoundException'))
  })

  it('is one of at most 100 at a time', () => {
    const {world} = labWith(lines)
    // Behind the front door, which lets ten a second in.
    const run = () => logs.operations.StartQuery?.run({logGroupName: name, ...hour, queryString: 'stats count(*)'}, {world} as Account)
    for (let i = 0; i < 100; i += 1) run()
    expect(run).toThrow(expect.objectContaining({type: 'LimitExceededException'}))
    world.advanceTo(world.nowMs + 5000)
    expect(run()).toEqual({queryId: expect.any(String)})
  })

  it('is listed', () => {
    const lab = labWith(lines)
    const ids = ['fields @message', 'stats count(*)'].map(query => start(lab, query).queryId)
    wait(lab, 5000)
    const third = start(lab, 'fields @log').queryId
    expect(call(lab, 'DescribeQueries', {}).queries.map((query: {queryId: string}) => query.queryId)).toEqual([third, ids[1], ids[0]])
    expect(call(lab, 'DescribeQueries', {status: 'Complete', logGroupName: name, maxResults: 1})).toMatchObject({
      queries: [{queryId: ids[1], queryString: 'stats count(*)', status: 'Complete', logGroupName: name, createTime: startMs}],
      nextToken: expect.any(String),
    })
    expect(call(lab, 'DescribeQueries', {logGroupName: '/other/delivery'}).queries).toEqual([])
  })
})

describe('StartQuery refuses', () => {
  it.each([
    ['no group', {logGroupName: undefined}, 'InvalidParameterException'],
    ['two ways to name groups', {logGroupNames: [name]}, 'InvalidParameterException'],
    ['51 groups', {logGroupName: undefined, logGroupNames: Array(51).fill(name)}, 'InvalidParameterException'],
    ['a group that does not exist', {logGroupName: '/aws/lambda/gone'}, 'ResourceNotFoundException'],
    ['a group of the Delivery class', {logGroupName: '/other/delivery'}, 'InvalidParameterException'],
    ['a window that ends before it starts', {endTime: hour.startTime - 1}, 'InvalidParameterException'],
    ['a window before the group', {startTime: 0, endTime: 1000}, 'MalformedQueryException'],
    ['a limit of 100,001', {limit: 100_001}, 'InvalidParameterException'],
    ['another language', {queryLanguage: 'SQL'}, 'InvalidParameterException'],
    ['a query of 10,001 characters', {queryString: `fields @message${' '.repeat(9986)}`}, 'InvalidParameterException'],
  ])('%s', (_, change, type) => {
    expect(start(labWith(lines), 'fields @message', change).__type).toEqual(error(type))
  })

  it('a query that it cannot parse, with the place', () => {
    expect(start(labWith(lines), 'fields @message | where x')).toEqual({
      __type: 'com.amazonaws.logs#MalformedQueryException',
      message: 'unexpected symbol found where at line 1 and position 18',
      queryCompileError: {
        location: {startCharOffset: 18, endCharOffset: 23},
        message: 'unexpected symbol found where at line 1 and position 18',
      },
    })
  })

  it('who may not, naming the group', () => {
    const refused = start(labWith(lines, ['logs:StartQuery']), 'fields @message')
    expect(refused.message).toContain(`on resource: arn:aws:logs:us-east-1:123456789012:log-group:${name}:log-stream:`)
  })

  it('more than ten a second', () => {
    const lab = labWith(lines)
    const types = Array.from({length: 11}, () => start(lab, 'fields @message').__type)
    expect(types).toEqual([...Array(10).fill(undefined), error('ThrottlingException')])
  })
})

describe('DescribeLogGroups and DescribeLogStreams', () => {
  const names = (input: object) =>
    call(labWith(lines), 'DescribeLogGroups', input).logGroups?.map((one: {logGroupName: string}) => one.logGroupName)

  it.each([
    [{}, ['/aws/lambda/orders-archive', name, '/other/delivery']],
    [{logGroupNamePrefix: '/aws/lambda/'}, ['/aws/lambda/orders-archive', name]],
    [{logGroupNamePattern: 'orders-p'}, [name]],
    [{logGroupNamePattern: 'Orders-p'}, []],
    [{logGroupClass: 'INFREQUENT_ACCESS'}, ['/aws/lambda/orders-archive']],
    [{logGroupClass: 'ESSENTIALS'}, ['/aws/lambda/orders-archive']],
    [{logGroupIdentifiers: [name, '/gone']}, [name]],
    [{logGroupNamePrefix: '/a', logGroupNamePattern: 'b'}, undefined],
  ])('%j', (input, expected) => {
    expect(names(input)).toEqual(expected)
  })

  it('pages groups, and shows them with both forms of their ARN', () => {
    const lab = labWith(lines)
    const first = call(lab, 'DescribeLogGroups', {limit: 1})
    const second = call(lab, 'DescribeLogGroups', {limit: 2, nextToken: first.nextToken})
    expect(first.logGroups).toMatchObject([
      {logGroupName: '/aws/lambda/orders-archive', retentionInDays: 1, logGroupClass: 'INFREQUENT_ACCESS'},
    ])
    expect(second.logGroups[0]).toMatchObject({arn: `${groups[0]?.arn}:*`, logGroupArn: groups[0]?.arn, creationTime: groups[0]?.createdMs})
    expect(second.logGroups[0].retentionInDays).toBeUndefined()
    expect(second.nextToken).toBeUndefined()
  })

  it('lists streams by name, or by their last event', () => {
    const lab = labWith(lines)
    const streams = (input: object) =>
      call(lab, 'DescribeLogStreams', {logGroupName: name, ...input}).logStreams?.map((one: {logStreamName: string}) =>
        one.logStreamName.at(-1),
      )
    expect(streams({})).toEqual(['0', '1', '2', '3'])
    expect(streams({orderBy: 'LastEventTime', descending: true, limit: 2})).toEqual(['3', '2'])
    expect(streams({logStreamNamePrefix: '2026/11/23/[$LATEST]1'})).toEqual(['1'])
    expect(streams({logStreamNamePrefix: '2', orderBy: 'LastEventTime'})).toBeUndefined()
    expect(call(lab, 'DescribeLogStreams', {logGroupName: '/gone'}).__type).toEqual(error('ResourceNotFoundException'))
  })
})

describe('FilterLogEvents', () => {
  const filter = (lab: Lab, input: object = {}) => call(lab, 'FilterLogEvents', {logGroupName: name, ...input})

  it.each(['/aws/lambda/orders-archive', '/other/delivery'])('reads groups of the class Standard alone: not %s', logGroupName => {
    expect(filter(labWith(lines), {logGroupName})).toMatchObject({
      __type: error('InvalidOperationException'),
      message: expect.stringContaining('is not supported for this log class'),
    })
  })
  const messages = (lab: Lab, input: object) => filter(lab, input).events?.map((event: {message: string}) => event.message)

  it('gives events oldest first, with their ids', () => {
    const {events, searchedLogStreams} = filter(labWith(lines))
    expect(events).toHaveLength(100)
    expect(events[2]).toEqual({
      logStreamName: '2026/11/23/[$LATEST]2',
      timestamp: startMs - 98_000,
      message: 'line 2 of the handler',
      ingestionTime: startMs - 97_500,
      eventId: expect.stringMatching(/^\d{56}$/),
    })
    expect(new Set(events.map((event: {eventId: string}) => event.eventId)).size).toBe(100)
    expect(searchedLogStreams).toEqual([])
  })

  it('searches a window, a stream and a pattern, from either end', () => {
    const lab = labWith(lines)
    expect(messages(lab, {startTime: startMs - 3000, endTime: startMs - 2000})).toEqual([
      'line 97 of the handler',
      'line 98 of the handler',
    ])
    expect(messages(lab, {logStreamNames: ['2026/11/23/[$LATEST]3'], limit: 1})).toEqual(['line 3 of the handler'])
    expect(messages(lab, {logStreamNamePrefix: '2026/11/23/[$LATEST]3', startFromHead: false, limit: 1})).toEqual([
      'line 99 of the handler',
    ])
    expect(messages(lab, {filterPattern: '{ $.level = "ERROR" && $.n > 80 }'})).toEqual([
      '{"level":"ERROR","n":81}',
      '{"level":"ERROR","n":91}',
    ])
  })

  it.each([true, false])('pages without loss where many events share an instant (from head: %s)', startFromHead => {
    const same = Array.from({length: 25}, (_, i) => ({secondsAgo: i < 20 ? 5 : 4, message: `m${i}`}))
    const lab = labWith(same)
    const seen: string[] = []
    let nextToken: string | undefined
    do {
      const page = filter(lab, {startFromHead, limit: 7, nextToken})
      expect(page.events.length).toBeLessThanOrEqual(7)
      seen.push(...page.events.map((event: {message: string}) => event.message))
      nextToken = page.nextToken
    } while (nextToken !== undefined)
    expect(seen.sort()).toEqual(same.map(({message}) => message).sort())
  })

  it('ends a page at 1 MB, and may answer an empty one when it has searched long', () => {
    const big = labWith(Array.from({length: 5}, (_, i) => ({secondsAgo: i, message: 'x'.repeat(300_000)})))
    expect(filter(big).events).toHaveLength(3)
    const many = labWith([
      ...Array.from({length: 60_000}, (_, i) => ({secondsAgo: 3600 - i / 20, message: 'quiet'})),
      {secondsAgo: 1, message: 'loud'},
    ])
    const first = filter(many, {filterPattern: 'loud'})
    expect(first.events).toEqual([])
    expect(messages(many, {filterPattern: 'loud', nextToken: first.nextToken})).toEqual(['loud'])
  })

  it.each([
    ['no group', {logGroupName: undefined}, 'InvalidParameterException'],
    ['a group that does not exist', {logGroupName: '/gone'}, 'ResourceNotFoundException'],
    ['names and a prefix of streams', {logStreamNames: ['a'], logStreamNamePrefix: 'a'}, 'InvalidParameterException'],
    ['a pattern it cannot read', {filterPattern: 'a:b'}, 'InvalidParameterException'],
    ['a token that is none', {nextToken: 'x'}, 'InvalidParameterException'],
    ['10,001 events', {limit: 10_001}, 'InvalidParameterException'],
  ])('refuses %s', (_, input, type) => {
    expect(filter(labWith(lines), input).__type).toEqual(error(type))
  })
})
