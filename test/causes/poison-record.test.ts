import {describe, expect, it} from 'vitest'
import {functionMetrics, lambdaFunction, mapping, mappingMetrics, type Parts, published, sharing, stream} from '../support/evidence.ts'
import {loggedOf, logMinutes} from '../support/on-demand.ts'
import {found, weighing} from '../support/weigh.ts'

const blocked = (ago: number) => (ago > 20 ? 1 : (21 - ago) * 60)
const errors = (ago: number) => (ago > 20 ? 0 : 1)
const one = {functionMetrics: functionMetrics(blocked, {'Errors.Sum': published(errors)})}
const whole = {functionMetrics: functionMetrics(blocked, {'Errors.Sum': published(ago => (ago > 20 ? 0 : 60))}, blocked)}

describe('poison-record', () => {
  const present: [string, Partial<Parts>, number][] = [
    ['one blocked shard of four, with errors', one, 0.9],
    [
      'one blocked shard of four, under a timeout',
      {functionMetrics: functionMetrics(blocked, {'Errors.Sum': published(errors), 'Duration.Maximum': published(() => 30_000)})},
      0.9,
    ],
    [
      'failures in the response only',
      {mapping: mapping({functionResponseTypes: ['ReportBatchItemFailures']}), functionMetrics: functionMetrics(blocked)},
      0.8,
    ],
    [
      "failures by the mapping's own count",
      {mappingMetrics: mappingMetrics({'FailedInvokeEventCount.Sum': published(errors)}), functionMetrics: functionMetrics(blocked)},
      0.8,
    ],
    ['one shard of one, where a failing function looks the same', {...whole, stream: stream(1)}, 0.5],
  ]
  it.each(present)('is found: %s', (_name, parts, least) => {
    const [cause] = weighing(parts).causes
    expect(cause?.id).toBe('poison-record')
    expect(cause?.confidence).toBeGreaterThanOrEqual(least)
  })

  it.each<[string, Partial<Parts>]>([
    ['a healthy pipeline', {}],
    ['all shards fail on everything', whole],
    [
      'batches that are throttled and not failed',
      {functionMetrics: functionMetrics(blocked, {'Throttles.Sum': published(() => 60)}, blocked)},
    ],
    ['a growing age without a stuck batch', {functionMetrics: functionMetrics(ago => 400 - ago * 2)}],
  ])('is not found: %s', (_name, parts) => {
    expect(found(parts)).not.toContain('poison-record')
  })

  it.each([
    [['100000000000000000000001'], 'Logged with this error: sequence number 100000000000000000000001.'],
    [['11', '12', '13'], 'Logged with this error: sequence numbers 11, 12, 13.'],
    [['11', '12', '13', '14'], 'Logged with this error: sequence numbers 11, 12, 13, 1 other.'],
    [['11', '12', '13', '14', '15'], 'Logged with this error: sequence numbers 11, 12, 13, 2 others.'],
  ])('shows the sequence numbers %j of the log after its error', (sequenceNumbers, line) => {
    const [cause] = weighing({...one, logErrors: loggedOf('exception', {sequenceNumbers})}).causes
    const logged = cause?.because.filter(text => text.startsWith('Logged '))
    expect(logged).toEqual([expect.stringContaining('exception'), line])
  })

  it('shows no sequence number where the log has none', () => {
    expect(weighing({...one, logErrors: loggedOf('exception')}).causes[0]?.because.join(' ')).not.toContain('sequence')
  })

  it.each<[string, number | null, number | null, Partial<Parts>?]>([
    ['its own count tells of failures: no doubt is left', 1, 0.97],
    ["its own count tells of none: the blocked batch is another mapping's", 0, null],
    ['it has no count of its own', null, 0.6],
    ['all of one shard fails, and its own count tells of none', 0, null, {...whole, stream: stream(1)}],
    ['all of one shard fails, and it has no count of its own', null, 0.55, {...whole, stream: stream(1)}],
  ])('in a function that another mapping shares: %s', (_, count, confidence, parts = one) => {
    const counted =
      count === null ? {} : {mappingMetrics: mappingMetrics({'FailedInvokeEventCount.Sum': published(ago => (ago > 20 ? 0 : count))})}
    const {causes} = weighing({...parts, ...counted, siblings: [sharing()]})
    expect(causes.find(({id}) => id === 'poison-record')?.confidence ?? null).toBe(confidence)
  })

  it('says that one shard of one cannot be distinguished from a failing function, and names the evidence that decides', () => {
    const [cause] = weighing({...whole, stream: stream(1)}).causes
    expect(cause?.against.join(' ')).toMatch(/Only one shard has records/)
    expect(cause?.settledBy).toMatch(/log/)
  })

  it('is named with less confidence by the log of a few minutes, and with the evidence that decides', () => {
    const began = functionMetrics(ago => (ago === 4 ? 16 : 1.2), {'Errors.Sum': published(ago => (ago === 4 ? 4 : 0))})
    const since = logMinutes([3, 2].map(ago => ({ago, invocations: 60, failed: 2})))
    const [cause] = weighing({functionMetrics: began, logErrors: loggedOf('exception'), logMinutes: since}).causes
    expect(cause).toMatchObject({id: 'poison-record', confidence: 0.75})
    expect(cause?.settledBy).toMatch(/Two more minutes/)
    expect(found({functionMetrics: began, logErrors: loggedOf('access-denied'), logMinutes: since})).not.toContain('poison-record')
  })

  it('names the timeout as the kind of failure', () => {
    const parts = {
      function: lambdaFunction({timeoutSeconds: 30}),
      functionMetrics: functionMetrics(blocked, {
        'Errors.Sum': published(errors),
        'Duration.Average': published(() => 620),
        'Duration.Maximum': published(() => 30_000),
      }),
    }
    expect(weighing(parts).causes[0]?.because.join(' ')).toMatch(/runs into the timeout of the function/)
  })

  it.each<[string, number | null]>([
    ["Cannot read properties of undefined (reading 'S')", 0.8],
    ['client.send is not a function', null],
    ['connect ECONNREFUSED 10.0.0.1:443', 0.55],
  ])('on one shard of one the words of the log weigh: %s', (sample, confidence) => {
    const {causes} = weighing({...whole, stream: stream(1), logErrors: loggedOf('exception', {type: 'TypeError', sample})})
    expect(causes.find(({id}) => id === 'poison-record')?.confidence ?? null).toBe(confidence)
  })

  it('never advises to bound the retries without a destination', () => {
    const [cause] = weighing({...one, mapping: mapping({maximumRetryAttempts: -1, onFailureDestination: null})}).causes
    expect(cause?.fixes[0]?.command).toContain('DestinationConfig=ARN_OF_YOUR_SQS_QUEUE')
    expect(cause?.fixes[0]?.summary).toMatch(/failed records are dropped\. An S3 bucket keeps the whole records; .* a pointer/)
  })

  it('on one shard of one advises to read the error, and no limit that could give up good records', () => {
    const endless = mapping({maximumRetryAttempts: -1, onFailureDestination: null})
    const [cause] = weighing({...whole, stream: stream(1), mapping: endless}).causes
    expect(cause?.id).toBe('poison-record')
    expect(cause?.fixes[0]?.command).toMatch(/^(?:aws logs tail|ddbstream errors) /)
    expect(cause?.fixes[0]?.doubt).toMatch(/only after batches succeed again: .* cannot be distinguished from a failing function/)
  })

  const reporting = mapping({functionResponseTypes: ['ReportBatchItemFailures'], maximumRetryAttempts: -1})
  const standing = (youngest: (ago: number) => number) => ({mapping: reporting, functionMetrics: functionMetrics(blocked, {}, youngest)})
  it.each<[string, Partial<Parts>, number | null, RegExp | null]>([
    ['another shard is current', standing(() => 0.5), 0.92, /--set MaximumRetryAttempts=3/],
    ['all shards are late and one moves', standing(ago => (ago > 20 ? 1 : 60 + (21 - ago) * 20)), 0.75, /--set MaximumRetryAttempts=3/],
    ['no shard moves', standing(blocked), null, null],
  ])('where failures are in the response, looks at the youngest batch: %s', (_name, parts, confidence, command) => {
    const cause = weighing(parts).causes.find(({id}) => id === 'poison-record')
    expect(cause?.confidence ?? null).toBe(confidence)
    if (command) expect(cause?.fixes[0]?.command).toMatch(command)
  })

  it('is not found where the failure is outside the function and no shard is current', () => {
    const part = functionMetrics(blocked, {'Errors.Sum': published(ago => (ago > 20 ? 0 : 24))}, ago => Math.max(1, blocked(ago) - 90))
    expect(found({functionMetrics: part, logErrors: loggedOf('downstream-throttled')})).not.toContain('poison-record')
  })

  it('is open while the metrics are missing', () => {
    expect(weighing({}, ['functionMetrics']).open).toContain('poison-record')
  })

  it('is found although the mapping could not be read', () => {
    expect(found(one, ['mapping', 'stream', 'function'])).toEqual(['poison-record'])
  })
})

describe('a shard that has been blocked for longer than the stream keeps records', () => {
  const aDay = 24 * 3600
  const atTheEnd = (seconds: number, failing: (ago: number) => number): Partial<Parts> => ({
    mapping: mapping({maximumRetryAttempts: -1}),
    functionMetrics: functionMetrics(ago => seconds - (ago % 3), {'Errors.Sum': published(failing)}),
  })

  it('is found: the position moves on as records expire', () => {
    const [cause] = weighing(atTheEnd(aDay - 60, () => 3)).causes
    expect(cause).toMatchObject({id: 'poison-record', confidence: 0.8, harm: expect.stringMatching(/expire now/)})
    expect(cause?.summary).toMatch(/expire before they are processed/)
    expect(cause?.fixes[0]?.command).toMatch(/--set MaximumRetryAttempts=3/)
  })

  it.each<[string, Partial<Parts>]>([
    ['the age is below the limit', atTheEnd(0.96 * aDay, () => 3)],
    ['nothing fails', atTheEnd(aDay - 60, () => 0)],
    ['it fails in fewer than half of the minutes', atTheEnd(aDay - 60, ago => (ago % 3 === 0 ? 3 : 0))],
    [
      'all shards are late',
      {
        ...atTheEnd(aDay - 60, () => 3),
        functionMetrics: functionMetrics(
          () => aDay - 60,
          {'Errors.Sum': published(() => 3)},
          () => aDay - 90,
        ),
      },
    ],
    [
      'the age limit of the mapping takes the records',
      {...atTheEnd(3590, () => 3), mapping: mapping({maximumRecordAgeSeconds: 3600, maximumRetryAttempts: -1})},
    ],
  ])('is not found: %s', (_name, parts) => {
    expect(found(parts)).not.toContain('poison-record')
  })
})
