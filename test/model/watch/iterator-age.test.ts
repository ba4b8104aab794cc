import {expect, test} from 'vitest'
import {byDanger} from '../../../src/model/watch/iterator-age.ts'
import {pipelineOf} from '../../support/ages.ts'

const inHours = (hours: number): string => new Date(Date.UTC(2026, 10, 23, 3) + hours * 3_600_000).toISOString()

test('calm pipelines keep their places at any age', () => {
  const ages = (a: number, b: number) =>
    [pipelineOf('b', {state: 'ok', ageSeconds: b}), pipelineOf('a', {state: 'ok', ageSeconds: a})]
      .sort(byDanger)
      .map(({function: name}) => name)
  expect([ages(1, 2), ages(2, 1)]).toEqual([
    ['a', 'b'],
    ['a', 'b'],
  ])
})

test('who needs a person first comes first', () => {
  const expected = [
    pipelineOf('loses', {state: 'losing', lossAt: inHours(0)}, {lossSoon: true}),
    pipelineOf('soon', {state: 'slow', lossAt: inHours(2)}, {lossSoon: true}),
    pipelineOf('stuck-long', {state: 'stalled', lossAt: inHours(9)}),
    pipelineOf('stuck-lately', {state: 'stalled', lossAt: inHours(23)}),
    pipelineOf('off', {state: 'stopped', lossAt: null}),
    pipelineOf('slow', {state: 'slow', lossAt: inHours(40), ageSeconds: 100}),
    pipelineOf('late', {state: 'behind', ageSeconds: 900}),
    pipelineOf('less-late', {state: 'behind', ageSeconds: 90}),
    pipelineOf('unread', {state: 'unknown', ageSeconds: null}),
    pipelineOf('drains', {state: 'recovering', ageSeconds: 50_000, lossAt: inHours(1)}),
    pipelineOf('a'),
    pipelineOf('b'),
    pipelineOf('quiet', {state: 'idle', ageSeconds: null}),
  ]
  expect([...expected].reverse().sort(byDanger)).toEqual(expected)
})
