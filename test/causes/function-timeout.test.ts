import {describe, expect, it} from 'vitest'
import {maximumTimeoutSeconds} from '../../src/aws-facts/limits.ts'
import {functionMetrics, functionVersion, lambdaFunction, mapping, nowMs, type Parts, published, tableMetrics} from '../support/evidence.ts'
import {loggedOf} from '../support/on-demand.ts'
import {found, weighing} from '../support/weigh.ts'

const blocked = (ago: number) => (ago > 20 ? 1 : (21 - ago) * 60)
const since = (before: number, after: number) => published(ago => (ago > 20 ? before : after))
const timesOut = (errors: number, ms: number): Partial<Parts> => ({
  functionMetrics: functionMetrics(
    blocked,
    {
      'Errors.Sum': since(0, errors),
      'Duration.Average': since(130, ms),
      'Duration.p50': since(120, ms),
      'Duration.p99': since(300, ms),
      'Duration.Maximum': since(400, ms),
    },
    blocked,
  ),
})

describe('function-timeout', () => {
  it('is found when the invocations fail at the timeout', () => {
    const [cause] = weighing(timesOut(60, 30_000)).causes
    expect(cause?.id).toBe('function-timeout')
    expect(cause?.summary).toMatch(/at the timeout of 30 s/)
    expect(cause?.fixes[0]?.command).toMatch(/^ddbstream configure orders-projector --region us-east-1 .*--timeout 90s$/)
    expect(cause?.fixes[0]?.summary).toMatch(/also makes each failed attempt longer/)
  })

  it.each<[string, Partial<Parts>, RegExp]>([
    ['an alias', {mapping: mapping({qualifier: 'live'})}, /^ddbstream configure orders-projector:live .* --timeout 90s$/],
    ['a version', {mapping: mapping({qualifier: '7'})}, /^ddbstream configure orders-projector:7 .* --timeout 90s$/],
    ['a timeout of 3 s', {function: lambdaFunction({timeoutSeconds: 3})}, /--timeout 30s$/],
    ['the longest timeout before November 2026', {function: lambdaFunction({timeoutSeconds: 900})}, /--timeout 1800s$/],
    ['a timeout that can be raised by a tenth', {function: lambdaFunction({timeoutSeconds: 1636})}, /--timeout 1800s$/],
    ['a timeout that can be raised by less', {function: lambdaFunction({timeoutSeconds: 1637})}, /--set BatchSize=50$/],
    ['the longest timeout', {function: lambdaFunction({timeoutSeconds: 1800})}, /--set BatchSize=50$/],
    ['that of managed instances', {function: lambdaFunction({timeoutSeconds: 1800, managedInstances: true})}, /--timeout 5400s$/],
    ['the longest of managed instances', {function: lambdaFunction({timeoutSeconds: 5400, managedInstances: true})}, /--set BatchSize=50$/],
  ])('its advice reaches the version that the mapping invokes: %s', (_name, parts, command) => {
    const seconds = parts.function?.timeoutSeconds ?? 30
    expect(weighing({...timesOut(60, seconds * 1000), ...parts}).causes[0]?.fixes[0]?.command).toMatch(command)
  })

  it.each([
    [3, /The initialization runs into a time limit in 3 starts: Lambda ends it after 10 s/],
    [0, /^(?!.*initialization)/],
  ])('names the starts that run into a limit: %i', (starts, words) => {
    const logErrors = loggedOf('timeout', {sample: 'Init Duration: 15000.00 ms', starts})
    const [cause] = weighing({...timesOut(60, 30_000), logErrors}).causes
    expect(cause?.because.join(' ')).toMatch(words)
  })

  const released = {lastModifiedMs: nowMs - 22 * 60_000, codeSha256: 'a', timeoutSeconds: 1}
  const versions = [
    functionVersion('$LATEST', released),
    functionVersion('6', {codeSha256: 'a', timeoutSeconds: 20}),
    functionVersion('7', released),
  ]
  it.each<[string, string | null, string, RegExp]>([
    ['a version', '7', '7', /^ddbstream remap orders-projector:7 .* --version 6$/],
    ['the function itself', null, '$LATEST', /^ddbstream configure .* --timeout 20s$/],
  ])('goes back to the version before a release: %s', (_name, qualifier, version, command) => {
    const changed = lambdaFunction({version, timeoutSeconds: 1, lastModifiedMs: nowMs - 22 * 60_000})
    const [cause] = weighing({...timesOut(60, 1000), function: changed, mapping: mapping({qualifier}), versions}).causes
    expect(cause?.fixes[0]?.command).toMatch(command)
    expect(cause?.fixes.map(({doubt}) => doubt ?? null)).not.toContainEqual(expect.stringMatching(/not changed before/))
  })

  it('gives the reason why a longer timeout may end nothing where no release came before', () => {
    expect(weighing(timesOut(60, 30_000)).causes[0]?.fixes[0]?.doubt).toMatch(/does not answer, no setting/)
  })

  it.each<[number, number, RegExp]>([
    [3, 30, /p99 of Duration must stay below 15 s\. If it does not, set the timeout to twice the p99\.$/],
    [30, 90, /p99 of Duration must stay below 45 s\. If it does not, set the timeout to twice the p99\.$/],
    [
      maximumTimeoutSeconds / 3,
      maximumTimeoutSeconds,
      /p99 of Duration must stay below .*\. If it does not, lower BatchSize: the timeout is then at Lambda's maximum\.$/,
    ],
  ])('needs a second round of evidence when the first has measured %i s', (seconds, raised, words) => {
    const parts = {...timesOut(60, seconds * 1000), function: lambdaFunction({timeoutSeconds: seconds})}
    const [longer, less] = weighing(parts).causes[0]?.fixes ?? []
    expect(longer?.command).toMatch(new RegExp(`--timeout ${raised}s$`))
    expect(longer?.summary).toMatch(words)
    expect(less?.summary).toMatch(/Halve it again if batches still reach the timeout\./)
  })

  it('names a service that throttles the function, and the change that relieves it first', () => {
    const logErrors = loggedOf('downstream-throttled', {type: 'ThrottlingException', sample: 'ThrottlingException: Rate exceeded'})
    const [cause] = weighing({...timesOut(60, 30_000), logErrors, mapping: mapping({parallelizationFactor: 4})}).causes
    expect(cause?.id).toBe('function-timeout')
    expect(cause?.because.join(' ')).toMatch(/A service that the function calls throttles it/)
    expect(cause?.fixes.map(({command}) => command)).toEqual([
      expect.stringContaining('orders-projector'),
      expect.stringContaining('--set ParallelizationFactor=2'),
      expect.stringContaining('--timeout 90'),
      expect.stringContaining('--set BatchSize=50'),
      expect.stringContaining('--set MaximumRetryAttempts=-1'),
    ])
  })

  it.each<[string, Partial<Parts>]>([
    ['they fail earlier', timesOut(60, 20_000)],
    ['they reach it and do not fail', timesOut(0, 30_000)],
    ['a healthy pipeline', {}],
  ])('is not found: %s', (_name, parts) => {
    expect(found(parts)).not.toContain('function-timeout')
  })

  it('is open when the timeout could not be read', () => {
    expect(weighing(timesOut(60, 30_000), ['function']).open).toContain('function-timeout')
  })
})

/** One shard of four is blocked since twenty minutes by a batch that runs into the timeout of 30 s; 60 invocations a minute of `ms` before. */
const oneShard = (ms: number, recordsPerMinute: number, given: Partial<Parts> = {}): Partial<Parts> => ({
  mapping: mapping({batchSize: 1000, bisectBatchOnFunctionError: false, maximumRetryAttempts: -1}),
  functionMetrics: functionMetrics(blocked, {
    'Errors.Sum': since(0, 2),
    'Duration.Average': since(ms, ms + 1000),
    'Duration.p50': since(ms, ms),
    'Duration.Maximum': since(2 * ms, 30_000),
  }),
  tableMetrics: tableMetrics(() => recordsPerMinute),
  ...given,
})

describe('a batch too large for the timeout', () => {
  it.each<[string, Partial<Parts>, string, RegExp]>([
    // 100 records an invocation.
    ['a full batch takes 45 s', oneShard(4500, 6000), 'function-timeout', /--set BatchSize=333$/],
    ['a full batch takes the timeout', oneShard(3000, 6000), 'function-timeout', /--set BatchSize=500$/],
    ['a full batch takes a little less', oneShard(2990, 6000), 'poison-record', /--set MaximumRetryAttempts=3/],
    [
      'batches of one',
      oneShard(3000, 60, {mapping: mapping({batchSize: 1, maximumRetryAttempts: -1})}),
      'poison-record',
      /--set MaximumRetryAttempts=3/,
    ],
  ])('%s', (_name, parts, id, command) => {
    const [cause] = weighing(parts).causes
    expect(cause?.id).toBe(id)
    expect(cause?.fixes[0]?.command).toMatch(command)
  })

  it('gives no record up, and raises the timeout only where that is enough', () => {
    const commands = (parts: Partial<Parts>) => weighing(parts).causes.flatMap(({fixes}) => fixes.map(({command}) => command ?? ''))
    expect(commands(oneShard(4500, 6000)).join(' ')).not.toMatch(/MaximumRetryAttempts|MaximumRecordAge/)
    expect(commands(oneShard(4500, 6000)).join(' ')).toMatch(/--timeout 90/)
    expect(commands(oneShard(9000, 6000)).join(' ')).not.toMatch(/--timeout/)
  })

  it('is less sure where a full batch takes little longer than the timeout', () => {
    expect(weighing(oneShard(4000, 6000)).causes[0]?.confidence).toBe(0.9)
    expect(weighing(oneShard(3800, 6000)).causes[0]).toMatchObject({
      confidence: 0.75,
      settledBy: expect.stringMatching(/in smaller batches/),
    })
  })
})

describe('invocations that hang, while others succeed', () => {
  /** Every other minute fails at the timeout of 30 s, and the others take so many milliseconds. */
  const half = (passingMs: number): Partial<Parts> => {
    const fails = (ago: number) => ago % 2 === 0
    const times = published(ago => (fails(ago) ? 30_000 : passingMs))
    return {
      functionMetrics: functionMetrics(() => 1, {
        'Invocations.Sum': published(() => 4),
        'Errors.Sum': published(ago => (fails(ago) ? 4 : 0)),
        'Duration.Average': times,
        'Duration.Maximum': times,
      }),
    }
  }
  it.each<[string, number, RegExp]>([
    ['a tenth of the timeout: a longer one ends nothing', 3000, /^ddbstream errors/],
    ['a little more: it may be too short', 3100, /--timeout 90/],
  ])('in %s', (_, passingMs, command) => {
    const cause = weighing(half(passingMs)).causes.find(({id}) => id === 'function-timeout')
    expect(cause?.fixes[0]?.command).toMatch(command)
  })
})
