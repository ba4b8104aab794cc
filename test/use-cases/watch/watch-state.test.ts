import {describe, expect, test} from 'vitest'
import type {PipelineLag} from '../../../src/model/watch/iterator-age.ts'
import type {WatchState} from '../../../src/model/watch/watch.ts'
import type {WatchAction} from '../../../src/use-cases/watch/watch-state.ts'
import {watched} from '../../../src/use-cases/watch/watch-state.ts'
import {pipelineOf} from '../../support/ages.ts'
import {having, key, namesOf, sample} from '../../support/watching.ts'

const trouble: WatchAction = {kind: 'trouble', trouble: {message: 'The AWS credentials have expired.', hints: ['Sign in again.']}}
const texts = ({events}: WatchState): string[] => events.map(({at, text}) => `${at.slice(11, 16)} ${text}`)

describe('the event log', () => {
  test('begins empty, and holds the changes of state', () => {
    const slow = sample(0, pipelineOf('orders', {state: 'slow'}))
    expect(texts(having(slow))).toEqual([])
    const state = having(slow, sample(1, pipelineOf('orders', {state: 'slow'})), sample(2, pipelineOf('orders', {state: 'stalled'})))
    expect(texts(state)).toEqual(['03:02 orders: slow → stalled'])
    expect(state.news[0]?.transition).toEqual({id: 'uuid-of-orders', function: 'orders', table: 'orders', from: 'slow', to: 'stalled'})
    expect(watched(state, sample(3, pipelineOf('orders', {state: 'stalled'}))).news).toEqual([])
  })

  test.each<[string, PipelineLag[], PipelineLag[], string]>([
    ['a new mapping', [pipelineOf('a')], [pipelineOf('a'), pipelineOf('b')], '03:01 b: new mapping on orders, ok'],
    ['a mapping that is gone', [pipelineOf('a'), pipelineOf('b')], [pipelineOf('a')], '03:01 b: the mapping on orders is gone'],
    ['new shards', [pipelineOf('a')], [pipelineOf('a', {}, {openShards: 8})], '03:01 a: 4 → 8 open shards'],
    [
      'a change of the function',
      [pipelineOf('a', {}, {lastChange: {what: 'mapping', at: '2026-11-20T00:00:00.000Z'}})],
      [pipelineOf('a', {}, {lastChange: {what: 'function', at: '2026-11-23T03:00:30.000Z'}})],
      '03:01 a: the function was changed',
    ],
  ])('tells of %s', (_, before, now, event) => {
    expect(texts(having(sample(0, ...before), sample(1, ...now)))).toEqual([event])
  })

  test('shards that could not be read are not a change', () => {
    expect(texts(having(sample(0, pipelineOf('a')), sample(1, pipelineOf('a', {}, {openShards: null}))))).toEqual([])
  })

  test('tells that the machine slept, and that AWS answers again', () => {
    expect(texts(having(sample(0, pipelineOf('a')), {...sample(42, pipelineOf('a')), sleptSeconds: 2460}))).toEqual([
      '03:42 no sample for 42 min: this machine slept',
    ])
    expect(texts(having(sample(0, pipelineOf('a')), sample(42, pipelineOf('a'))))).toEqual([])
    const again = having(sample(0, pipelineOf('a')), trouble, sample(5, pipelineOf('a')))
    expect(texts(again)).toEqual(['03:05 AWS responds again, after 5 min'])
    expect(again.trouble).toBeNull()
  })

  test('keeps the newest hundred', () => {
    const flapping = Array.from({length: 130}, (_, i) => sample(i, pipelineOf('a', {state: i % 2 ? 'ok' : 'slow'})))
    const {events} = having(...flapping)
    expect(events).toHaveLength(100)
    expect(events.at(-1)?.text).toBe('a: slow → ok')
  })
})

test('trouble keeps the last values', () => {
  const state = having(sample(0, pipelineOf('a'), pipelineOf('b')), trouble)
  expect(state.trouble?.message).toBe('The AWS credentials have expired.')
  expect(namesOf(state)).toEqual(['a', 'b'])
})

describe('the selection', () => {
  const slow = pipelineOf('c', {state: 'slow', ageSeconds: 60})
  const three = sample(0, slow, pipelineOf('a', {ageSeconds: 3}), pipelineOf('b', {ageSeconds: 2}))

  test('moves, stays at the ends, and follows its pipeline', () => {
    expect(having(three).selected).toBe('uuid-of-c')
    expect(having(three, key('down'), key('down'), key('down')).selected).toBe('uuid-of-b')
    expect(having(three, key('up')).selected).toBe('uuid-of-c')
    expect(having(three, key('down'), key('s'), three).selected).toBe('uuid-of-a')
  })

  test('stays at the top, whichever pipeline becomes the most dangerous', () => {
    const worse = sample(1, slow, pipelineOf('a', {state: 'stalled', ageSeconds: 90}), pipelineOf('b'))
    expect(having(three, worse).selected).toBe('uuid-of-a')
    expect(having(three, key('s'), key('r')).selected).toBe('uuid-of-b')
    expect(having(three, key('down'), key('down'), worse).selected).toBe('uuid-of-b')
  })

  test('goes to the top where its pipeline is gone', () => {
    expect(having(three, key('down'), sample(1, slow, pipelineOf('b'))).selected).toBe('uuid-of-c')
  })

  test.each<[string, string[], string]>([
    ['a current pipeline is folded', ['down', 'down', 'c'], 'folded'],
    ['the fold is opened', ['down', 'c', 'c'], 'uuid-of-a'],
    ['the fold is opened with enter', ['down', 'c', 'enter'], 'uuid-of-a'],
    ['another one is folded', ['c'], 'uuid-of-c'],
  ])('stays with its pipelines when %s', (_, keys, selected) => {
    expect(having(three, ...keys.map(name => key(name))).selected).toBe(selected)
  })
})

describe('the doctor', () => {
  const two = sample(0, pipelineOf('a', {state: 'slow'}), pipelineOf('b'))
  const opened = having(two, key('enter'), key('enter'))

  test('runs on the pipeline of the details, and its answer is shown when it comes', () => {
    expect(opened.view).toEqual({kind: 'doctor', id: 'uuid-of-a', function: 'a', found: null})
    expect(watched(opened, {kind: 'examined', id: 'uuid-of-a', found: {error: 'no answer'}}).view).toMatchObject({
      found: {error: 'no answer'},
    })
    expect(watched(opened, key('escape')).view).toEqual({kind: 'detail', id: 'uuid-of-a'})
  })

  test('leaves its report to the details, also where its view was closed', () => {
    const report = {takenAt: '2026-11-23T03:00:00.000Z', pipelines: []} as never
    const closed = watched(watched(opened, key('escape')), {kind: 'examined', id: 'uuid-of-a', found: {report}})
    expect(closed.view).toEqual({kind: 'detail', id: 'uuid-of-a'})
    expect(closed.reports).toEqual({'uuid-of-a': report})
  })
})

describe('the first view', () => {
  test('of one pipeline is its details, of more the table', () => {
    expect(having(sample(0, pipelineOf('a'))).view).toEqual({kind: 'detail', id: 'uuid-of-a'})
    expect(having(sample(0, pipelineOf('a')), sample(1, pipelineOf('a'), pipelineOf('b'))).view).toEqual({kind: 'table'})
  })

  test('is a table before the first sample, which q ends', () => {
    expect(having().view).toEqual({kind: 'table'})
    expect(having(key('q')).end).toEqual({command: null})
  })
})

test('a view begins at its top, and stays where it was scrolled after a sample', () => {
  const scrolled = having(sample(0, pipelineOf('a')), key('down', 9), key('down', 9))
  expect(scrolled.top).toBe(2)
  expect(watched(scrolled, sample(1, pipelineOf('a'))).top).toBe(2)
  expect(watched(scrolled, key('?')).top).toBe(0)
})
