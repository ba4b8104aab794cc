import {describe, expect, it} from 'vitest'
import {
  functionMetrics,
  functionVersion,
  lambdaFunction,
  mapping,
  mappingMetrics,
  moment,
  type Parts,
  published,
} from '../support/evidence.ts'
import {found, weighing} from '../support/weigh.ts'

const bare = (retries: number, more = {}) => mapping({maximumRetryAttempts: retries, onFailureDestination: null, ...more})
const failing = (errors: number, every: number) =>
  functionMetrics(() => 1.2, {'Errors.Sum': published(ago => (ago < 40 && ago % every === 0 ? errors : 0))})
const atLimit = functionMetrics(
  ago => (ago > 40 ? 1 : Math.min(300, (41 - ago) * 40)),
  {},
  ago => (ago > 40 ? 1 : Math.min(300, (41 - ago) * 40)),
)

describe('silent-loss', () => {
  it.each<[string, Partial<Parts>, RegExp]>([
    ['as many errors as tries', {mapping: bare(2), functionMetrics: failing(3, 2)}, /after 3 attempts/],
    ['no retries at all', {mapping: bare(0), functionMetrics: failing(1, 2)}, /after 1 attempt/],
    [
      'records that the mapping counts as dropped',
      {mapping: bare(2), mappingMetrics: mappingMetrics({'DroppedEventCount.Sum': published(ago => (ago < 40 ? 2 : 0))})},
      /discards records/,
    ],
    [
      'an age at the limit',
      {mapping: bare(-1, {maximumRecordAgeSeconds: 300}), functionMetrics: atLimit},
      /Lambda drops records that are 5 min old, and the oldest batch has reached that age/,
    ],
  ])('is found: %s', (_name, parts, words) => {
    const [cause] = weighing(parts).causes
    expect(cause?.id).toBe('silent-loss')
    expect(cause?.summary).toMatch(words)
    const byAge = cause?.summary.includes('that are 5 min old')
    expect(cause?.fixes[byAge ? 1 : 0]?.command).toContain('DestinationConfig=ARN_OF_YOUR_SQS_QUEUE')
    expect(cause?.fixes[byAge ? 1 : 0]?.summary).toContain('An S3 bucket keeps the whole records')
    if (byAge)
      expect(cause?.fixes[0]).toMatchObject({
        command: expect.stringMatching(/--set MaximumRecordAgeInSeconds=-1 --set ParallelizationFactor=4$/),
        settings: [
          {name: 'MaximumRecordAgeInSeconds', before: 300, after: -1},
          {name: 'ParallelizationFactor', before: 1, after: 4},
        ],
      })
  })

  it('is unsure where errors come in every minute, which may be batches that pass at the second try', () => {
    expect(weighing({mapping: bare(2), functionMetrics: failing(3, 1)}).causes[0]).toMatchObject({id: 'silent-loss', confidence: 0.6})
  })

  it.each<[string, Partial<Parts>]>([
    ['a healthy pipeline', {mapping: bare(2)}],
    ['errors that come one by one, and pass at the second try', {mapping: bare(2), functionMetrics: failing(1, 3)}],
    ['a destination', {functionMetrics: failing(3, 2)}],
    ['retries without end', {mapping: bare(-1), functionMetrics: failing(3, 2)}],
    [
      'one batch that failed',
      {mapping: bare(2), functionMetrics: functionMetrics(() => 1, {'Errors.Sum': published(ago => (ago === 6 ? 1 : 0))})},
    ],
    [
      "none dropped, by the mapping's own count",
      {mapping: bare(2), functionMetrics: failing(3, 2), mappingMetrics: mappingMetrics({'DroppedEventCount.Sum': published(() => 0)})},
    ],
  ])('is not found: %s', (_name, parts) => {
    expect(found(parts)).not.toContain('silent-loss')
  })

  it('is open when the mapping could not be read', () => {
    expect(weighing({}, ['mapping']).open).toContain('silent-loss')
  })
})

describe('records that were dropped earlier', () => {
  const counted = (dropped: (ago: number) => number): Partial<Parts> => ({
    mapping: mapping({metrics: ['EventCount'], maximumRetryAttempts: 3, onFailureDestination: null}),
    mappingMetrics: mappingMetrics({'DroppedEventCount.Sum': published(dropped)}),
  })

  it.each<[string, (ago: number) => number, boolean]>([
    ['three quarters of an hour ago', ago => (ago > 40 && ago <= 50 ? 100 : 0), true],
    ['never', () => 0, false],
  ])('%s', (_, dropped, named) => {
    const cause = weighing(counted(dropped)).causes.find(({id}) => id === 'silent-loss')
    expect(cause !== undefined).toBe(named)
    if (cause) expect(cause.summary).toMatch(/^Lambda discarded 1,000 records between .*; none since\.$/)
  })

  it('make the pipeline degraded, and not critical: the loss is over', () => {
    const over = weighing(counted(ago => (ago > 40 && ago <= 50 ? 100 : 0)))
    expect(over).toMatchObject({harmed: true, loses: false})
    expect(weighing(counted(ago => (ago <= 20 ? 100 : 0)))).toMatchObject({harmed: true, loses: true})
  })
})

describe('records that are discarded since a release', () => {
  const dropping = published(ago => (ago < 40 ? 2 : 0))
  const hidden = {mapping: bare(2, {qualifier: '7'}), mappingMetrics: mappingMetrics({'DroppedEventCount.Sum': dropping})}
  const released = (minutesAgo: number) => lambdaFunction({version: '7', lastModifiedMs: moment.nowMs - minutesAgo * 60_000})
  const versions = [functionVersion('$LATEST'), functionVersion('6', {codeSha256: 'former'}), functionVersion('7')]
  const failing = {functionMetrics: functionMetrics(() => 1.2, {'Errors.Sum': published(ago => (ago < 40 ? 60 : 0))})}

  it.each([
    ['just before it', 45, /remap orders-projector:7 .*--version 6$/],
    ['long before it', 90, /MaximumRetryAttempts=-1/],
  ])('goes back to the version before where good records fail: a release %s', (_, minutesAgo, command) => {
    const parts = {...hidden, ...failing, function: released(minutesAgo), versions}
    expect(weighing(parts).causes.find(({id}) => id === 'silent-loss')?.fixes[0]?.command).toMatch(command)
  })
})
