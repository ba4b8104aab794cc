import {describe, expect, it, test} from 'vitest'
import {functionMetrics, mapping, moment, type Parts, published} from '../support/evidence.ts'
import {loggedOf} from '../support/on-demand.ts'
import {weighing} from '../support/weigh.ts'

/** So many of 60 invocations fail in the newest published minutes, and records arrive in time. */
const failing = (errors: number, {minutes = 40, each = 1, ageSeconds = 2, milliseconds = 130} = {}): Partial<Parts> => ({
  functionMetrics: functionMetrics(() => ageSeconds, {
    'Errors.Sum': published(ago => (ago <= minutes + 3 && ago % each === 0 ? errors : 0)),
    'Duration.Average': published(() => milliseconds),
    'Duration.Maximum': published(() => (milliseconds > 130 ? 30_000 : 400)),
  }),
  mapping: mapping({maximumRetryAttempts: -1}),
})
const crash = loggedOf('crash', {sample: 'Runtime.ExitError: signal: segmentation fault (core dumped)'})
const first = (parts: Partial<Parts>) => weighing(parts).causes[0]

describe('failures that pass while records arrive in time', () => {
  it.each<[string, Partial<Parts>, string | undefined]>([
    ['one in twenty', failing(3), 'failing-function'],
    ['fewer', failing(2.9), undefined],
    ['a crash in more than error-rate allows', {...failing(0.62), logErrors: crash}, 'failing-function'],
    ['a crash in as many as it allows', {...failing(0.58), logErrors: crash}, undefined],
    ['in 30 minutes beside the one in which it began', failing(6, {minutes: 31}), 'failing-function'],
    ['in 29', failing(6, {minutes: 30}), undefined],
    ['in each second minute', failing(12, {minutes: 61, each: 2}), 'failing-function'],
    ['in each third minute', failing(30, {minutes: 61, each: 3}), undefined],
    [
      'under a limit of retries without a destination',
      {...failing(6), mapping: mapping({maximumRetryAttempts: 9, onFailureDestination: null})},
      'silent-loss',
    ],
    ['at the timeout', failing(6, {milliseconds: 4000}), 'function-timeout'],
  ])('are a cause: %s', (_, parts, id) => {
    expect(first(parts)?.id).toBe(id)
  })

  it('of a process that dies follow the threshold that is set', () => {
    const at = {...moment, thresholds: {...moment.thresholds, errorRate: 0.02}}
    const causes = (errors: number) => weighing({...failing(errors), logErrors: crash}, [], 'denied', at).causes.map(({id}) => id)
    expect([causes(1.1), causes(1.3)]).toEqual([[], ['failing-function']])
  })

  it('go to the destination after the last retry, where retries are bounded', () => {
    const limited = mapping({maximumRetryAttempts: 4, onFailureDestination: 'arn:aws:sqs:us-east-1:123456789012:failed'})
    expect(first({...failing(6), mapping: limited})).toMatchObject({
      id: 'failing-function',
      harmful: false,
      summary:
        '10 % of the invocations fail. Records arrive in time. A batch that fails 5 times in a row goes to the on-failure destination.',
    })
  })

  it('make no record late, and the log names the error', () => {
    const cause = first({
      ...failing(6),
      logErrors: loggedOf('exception', {sample: 'CommitFailedError: Metadata changed since last commit.'}),
    })
    expect(cause).toMatchObject({
      harmful: false,
      harm: 'each failed batch is processed again from its start, and its shard waits meanwhile',
      confidence: 0.9,
      summary: '10 % of the invocations fail. Their batches pass when they are retried, and records arrive in time.',
    })
    expect(cause?.because.join(' ')).toContain('CommitFailedError')
    expect(cause?.fixes.map(({command}) => command)).toEqual([expect.stringMatching(/^ddbstream errors /)])
  })

  test('raise the timeout where they end at it', () => {
    expect(first(failing(6, {milliseconds: 4000}))).toMatchObject({
      harmful: false,
      fixes: [{command: expect.stringMatching(/--timeout 90s$/)}, {command: expect.stringMatching(/--set BatchSize=50$/)}],
    })
  })
})
