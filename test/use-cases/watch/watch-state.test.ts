import {describe, expect, test} from 'vitest'
import type {PipelineLag} from '../../../src/model/watch/iterator-age.ts'
import type {WatchState} from '../../../src/model/watch/watch.ts'
import {type Key, type WatchAction, watched, watchStart} from '../../../src/use-cases/watch/watch-state.ts'
import {pipelineOf, sampleOf} from '../../support/ages.ts'

const sample = (minutes: number, ...pipelines: PipelineLag[]) =>
  ({kind: 'sample', sample: sampleOf(pipelines, minutes), usdPerHour: 0.0066, sleptSeconds: 0}) satisfies WatchAction
const key = (name: Key): WatchAction => ({kind: 'key', key: name})
const trouble: WatchAction = {kind: 'trouble', trouble: {message: 'The AWS credentials have expired.', hints: ['Sign in again.']}}
const having = (...actions: WatchAction[]): WatchState => actions.reduce(watched, watchStart)
const texts = ({events}: WatchState): string[] => events.map(({at, text}) => `${at.slice(11, 16)} ${text}`)
const names = ({sample: seen}: WatchState): string[] => (seen?.pipelines ?? []).map(pipeline => pipeline.function)

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

test('trouble keeps what was read', () => {
  const state = having(sample(0, pipelineOf('a')), trouble)
  expect(state.trouble?.message).toBe('The AWS credentials have expired.')
  expect(names(state)).toEqual(['a'])
})

describe('keys', () => {
  const three = sample(
    0,
    pipelineOf('c', {state: 'slow', ageSeconds: 60}),
    pipelineOf('a', {ageSeconds: 3}),
    pipelineOf('b', {ageSeconds: 2}),
  )

  test('s sorts by danger, age and name, and stays so after the next sample', () => {
    const byName = having(three, key('s'), key('s'))
    expect(names(byName)).toEqual(['a', 'b', 'c'])
    expect(names(watched(byName, three))).toEqual(['a', 'b', 'c'])
    expect(names(having(three, key('s'), key('s'), key('s')))).toEqual(['c', 'a', 'b'])
  })

  test('the selection moves, stays at the ends, and follows its pipeline', () => {
    expect(having(three).selected).toBe('uuid-of-c')
    expect(having(three, key('down'), key('down'), key('down')).selected).toBe('uuid-of-b')
    expect(having(three, key('up')).selected).toBe('uuid-of-c')
    expect(having(three, key('down'), key('s'), key('s'), three).selected).toBe('uuid-of-a')
  })

  test('at the top it stays there, whichever pipeline becomes the most dangerous', () => {
    const worse = sample(
      1,
      pipelineOf('c', {state: 'slow', ageSeconds: 60}),
      pipelineOf('a', {state: 'stalled', ageSeconds: 90}),
      pipelineOf('b'),
    )
    expect(having(three, worse).selected).toBe('uuid-of-a')
    expect(having(three, key('s'), key('s')).selected).toBe('uuid-of-a')
    expect(having(three, key('down'), key('down'), worse).selected).toBe('uuid-of-b')
  })

  test('a selected pipeline that is gone leaves the most dangerous one selected', () => {
    expect(having(three, key('down'), sample(1, pipelineOf('c'))).selected).toBe('uuid-of-c')
  })

  test('p pauses and goes on', () => {
    expect(having(three, key('p')).paused).toBe(true)
    expect(having(three, key('p'), key('p')).paused).toBe(false)
  })

  test('enter opens the doctor on the selected pipeline, whose answer is shown when it comes', () => {
    const opened = having(three, key('down'), key('enter'))
    expect(opened.overlay).toEqual({kind: 'doctor', id: 'uuid-of-a', function: 'a', top: 0, found: null})
    const told = watched(opened, {kind: 'examined', id: 'uuid-of-a', found: {error: 'no answer'}})
    expect(told.overlay).toMatchObject({found: {error: 'no answer'}})
    expect(watched(watched(told, key('down')), key('page-down')).overlay).toMatchObject({top: 11})
    expect(watched(told, key('escape')).overlay).toBeNull()
  })

  test('an answer that comes after it was closed is not shown', () => {
    const closed = having(three, key('enter'), key('escape'))
    expect(watched(closed, {kind: 'examined', id: 'uuid-of-c', found: {error: 'late'}}).overlay).toBeNull()
  })

  test('? shows the help, any key but the arrows closes it', () => {
    expect(having(three, key('?')).overlay).toEqual({kind: 'help'})
    expect(having(three, key('?'), key('?')).overlay).toBeNull()
  })
})
