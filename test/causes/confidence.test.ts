import {describe, expect, it} from 'vitest'
import {causes} from '../../src/causes/index.ts'
import {functionMetrics, lambdaFunction, mapping, mappingMetrics, type Parts, published, stream} from '../support/evidence.ts'
import {growing} from '../support/load.ts'
import {loggedOf, logReports, network} from '../support/on-demand.ts'
import {situations} from '../support/situations.ts'
import {weighing} from '../support/weigh.ts'

const partsOf = (id: string): Partial<Parts> => situations[id] ?? {}
const of = (id: string, parts: Partial<Parts>, unread: (keyof Parts)[] = []) =>
  weighing(parts, unread).causes.find(cause => cause.id === id)

const placed = lambdaFunction({vpcId: 'vpc-1', subnetIds: ['subnet-a', 'subnet-b'], securityGroupIds: ['sg-1']})
const failing = {functionMetrics: partsOf('failing-function').functionMetrics as Parts['functionMetrics']}
const one = {...failing, stream: stream(1)}
const inTime = {
  functionMetrics: functionMetrics(() => 1.2, {'Errors.Sum': published(ago => (ago < 50 ? 6 : 0))}),
  mapping: mapping({maximumRetryAttempts: -1}),
}
const bare = (retries: number) => mapping({maximumRetryAttempts: retries, onFailureDestination: null})
const errors = (perMinute: number, every = 2) =>
  functionMetrics(() => 1.2, {'Errors.Sum': published(ago => (ago < 40 && ago % every === 0 ? perMinute : 0))})

describe('how sure a cause is', () => {
  it.each<[string, string, Partial<Parts>, number | undefined]>([
    ['all shards fail, and the log tells why', 'failing-function', {...failing, logErrors: loggedOf('exception')}, 0.96],
    [
      'all shards fail, and the log has no error',
      'failing-function',
      {...failing, logErrors: {...loggedOf('exception'), errors: []}},
      0.85,
    ],
    ['all shards fail, and nobody has read the log', 'failing-function', failing, 0.7],
    ['one shard of one fails at an import', 'failing-function', {...one, logErrors: loggedOf('import')}, 0.96],
    [
      'a network of which nothing is known',
      'failing-function',
      {...failing, function: placed, logErrors: loggedOf('connection-timed-out')},
      0.4,
    ],
    [
      'a network that is open',
      'failing-function',
      {...failing, function: placed, network: network(), logErrors: loggedOf('connection-timed-out')},
      0.96,
    ],
    ['some fail in time', 'failing-function', inTime, 0.75],
    ['some fail in time, and the log tells why', 'failing-function', {...inTime, logErrors: loggedOf('exception')}, 0.9],
    ['no retry at all', 'silent-loss', {mapping: bare(0), functionMetrics: errors(1)}, 0.96],
    ['as many errors at a time as tries', 'silent-loss', {mapping: bare(2), functionMetrics: errors(3)}, 0.92],
    ['errors in every minute', 'silent-loss', {mapping: bare(2), functionMetrics: errors(3, 1)}, 0.6],
    [
      'its own count tells of dropped records',
      'silent-loss',
      {mapping: bare(2), mappingMetrics: mappingMetrics({'DroppedEventCount.Sum': published(ago => (ago < 20 ? 1 : 0))})},
      0.95,
    ],
    [
      'both do',
      'silent-loss',
      {
        mapping: bare(2),
        functionMetrics: errors(3),
        mappingMetrics: mappingMetrics({'DroppedEventCount.Sum': published(ago => (ago < 20 ? 1 : 0))}),
      },
      0.97,
    ],
    ['reads are refused, and each record is read three times', 'reader-contention', partsOf('reader-contention'), 0.96],
  ])('%s: %s', (_, id, parts, confidence) => {
    expect(of(id, parts)?.confidence).toBe(confidence)
  })
})

it.each([
  [['failing-function', 'poison-record'], 0],
  [['mapping-disabled', 'stale-stream'], 2],
])('a cause that is a setting is told from AWS’s settings of now: %j', (ids, standing) => {
  expect(ids.filter(id => weighing(partsOf(id)).standing)).toHaveLength(standing)
})

it('knows which causes do harm', () => {
  const harmless = causes.map(({id}) => id).filter(id => of(id, partsOf(id))?.harmful === false)
  expect(harmless).toEqual(['write-burst', 'shard-rollover'])
  const heavy = logReports({invocations: 25, coldStarts: 24, initSumMs: 96_000, durationSumMs: 5000})
  expect(of('cold-start-burden', {logReports: heavy})?.harmful).toBe(false)
  expect(of('cold-start-burden', {logReports: heavy, functionMetrics: functionMetrics(growing(0.3))})?.harmful).toBe(true)
})

describe('a destination', () => {
  const undelivered = {functionMetrics: partsOf('broken-destination').functionMetrics as Parts['functionMetrics']}
  it('that could not be read is FIFO by its name', () => {
    const fifo = mapping({onFailureDestination: 'arn:aws:sqs:us-east-1:123456789012:orders-failed.fifo'})
    expect(of('broken-destination', {...undelivered, mapping: fifo})?.because.join(' ')).toMatch(/is FIFO/)
    expect(of('broken-destination', undelivered)?.because.join(' ') ?? '').not.toMatch(/is FIFO/)
  })

  it.each([
    ['us-east-1', /^aws s3api create-bucket (?!.*LocationConstraint)/],
    ['eu-west-1', /^aws s3api create-bucket .*LocationConstraint=eu-west-1/],
  ])('that is a bucket of %s is made again there', (region, command) => {
    const bucket = 'arn:aws:s3:::orders-failed'
    const functionArn = `arn:aws:lambda:${region}:123456789012:function:orders-projector`
    const gone = {arn: bucket, kind: 's3' as const, exists: false, fifo: false, kmsKey: null, policy: null}
    const parts = {...undelivered, mapping: mapping({onFailureDestination: bucket, functionArn}), destination: gone}
    expect(of('broken-destination', parts)?.fixes[0]?.command).toMatch(command)
  })
})

describe('filters that drop all', () => {
  const filtered = partsOf('filter-drops-all')
  it('are found without the metrics of the table', () => {
    expect(of('filter-drops-all', filtered, ['tableMetrics'])?.id).toBe('filter-drops-all')
  })

  it('let a single record through', () => {
    const counts = mappingMetrics({
      'PolledEventCount.Sum': published(ago => (ago === 9 ? 1 : 0)),
      'FilteredOutEventCount.Sum': published(() => 0),
    })
    expect(of('filter-drops-all', {...filtered, mappingMetrics: counts})).toBeUndefined()
  })
})

it('no reserve is advised where the shards are not known', () => {
  const throttled = {functionMetrics: partsOf('throttled-concurrency').functionMetrics as Parts['functionMetrics']}
  expect(of('throttled-concurrency', throttled)?.fixes[0]?.settings).toEqual([
    {name: 'ReservedConcurrentExecutions', before: null, after: 4},
  ])
  const unknown = of('throttled-concurrency', throttled, ['stream'])?.fixes[0]
  expect([unknown?.settings ?? null, unknown?.command]).toEqual([null, 'ddbstream concurrency orders-projector --region us-east-1'])
})

describe('the rules by which poison-record, silent-loss and write-back-loop are open or ruled out', () => {
  it('an age at the limit is not taken for retries that are used up', () => {
    const age = (ago: number) => (ago > 40 ? 1 : Math.min(300, (41 - ago) * 40))
    const atLimit = {
      mapping: mapping({maximumRetryAttempts: 2, maximumRecordAgeSeconds: 300, onFailureDestination: null}),
      functionMetrics: functionMetrics(age, {}, age),
    }
    expect(of('silent-loss', atLimit)?.summary).toMatch(/drops records that are 5 min old/)
    const byRetention = {
      mapping: bare(2),
      functionMetrics: functionMetrics(
        () => 86_000,
        {},
        () => 86_000,
      ),
    }
    expect(of('silent-loss', byRetention)?.summary ?? '').not.toMatch(/drops records that are/)
  })

  it('without a lag and without a failure a bad record is not ruled out', () => {
    const {open} = weighing({functionMetrics: functionMetrics(ago => (ago < 6 ? 300 : null))})
    expect(open).toContain('poison-record')
  })

  it('a loop is possible where nobody can read the function and the writes have risen', () => {
    const loop = partsOf('write-back-loop')
    expect(weighing(loop, ['function']).open).toContain('write-back-loop')
  })
})
