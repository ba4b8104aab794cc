import {describe, expect, test} from 'vitest'
import type {Sorting} from '../../../src/model/watch/watch.ts'
import {sorted} from '../../../src/use-cases/watch/sorting.ts'
import {pipelineOf} from '../../support/ages.ts'
import {having, key, namesOf, onScreen, sample} from '../../support/watching.ts'

const fleet = (n: number) => Array.from({length: n}, (_, i) => pipelineOf(`f${String(i).padStart(3, '0')}`))
const slow = pipelineOf('orders', {state: 'slow', ageSeconds: 600})

describe('current pipelines are one row', () => {
  // Seven lines of the screen are no rows; a pipeline with a problem has two lines of facts.
  test.each<[string, number, number, number, boolean]>([
    ['all fit', 100, 20, 10, false],
    ['one more does not', 100, 20, 11, true],
    ['a narrow screen has two lines for each', 71, 20, 4, false],
    ['and folds sooner', 71, 20, 5, true],
    ['from 72 columns on one line', 72, 20, 5, false],
  ])('%s: %i × %i', (_, columns, rows, current, folds) => {
    const names = namesOf(onScreen(columns, rows, sample(0, slow, ...fleet(current))))
    expect(names).toEqual(folds ? ['orders', `${current} folded`] : ['orders', ...fleet(current).map(one => one.function)])
  })

  test('a single one is not folded', () => {
    expect(namesOf(onScreen(80, 5, sample(0, slow, ...fleet(1))))).toEqual(['orders', 'f000'])
  })

  test('c folds and unfolds, and holds after the next sample', () => {
    const two = sample(0, slow, ...fleet(2))
    expect(namesOf(having(two, key('c'), two))).toEqual(['orders', '2 folded'])
    expect(namesOf(having(two, key('c'), key('c'), two))).toEqual(['orders', 'f000', 'f001'])
    expect(namesOf(onScreen(80, 20, sample(0, ...fleet(50)), key('c')))).toHaveLength(50)
  })

  test('a filter shows the rows that it matches', () => {
    const many = sample(0, slow, ...fleet(100))
    expect(namesOf(onScreen(80, 20, many, key('/'), key('f'), key('0'), key('4')))).toHaveLength(10)
  })

  test('unknown is not current', () => {
    const unknown = pipelineOf('unread', {state: 'unknown', ageSeconds: null})
    const idle = pipelineOf('quiet', {state: 'idle', ageSeconds: null})
    expect(namesOf(having(sample(0, unknown, idle, pipelineOf('a')), key('c')))).toEqual(['unread', '2 folded'])
  })
})

test('o shows only problems, and all again', () => {
  const some = sample(0, slow, pipelineOf('drains', {state: 'recovering'}), ...fleet(3))
  expect(namesOf(having(some, key('o')))).toEqual(['orders', 'drains'])
  expect(namesOf(having(some, key('o'), key('o')))).toHaveLength(5)
  expect(namesOf(having(sample(0, ...fleet(3)), key('o')))).toEqual([])
})

describe('sorted', () => {
  const pipelines = [
    pipelineOf('b', {state: 'slow', ageSeconds: 60, slope: 0.5, lossAt: '2026-11-23T20:00:00.000Z'}),
    pipelineOf('a', {state: 'stalled', ageSeconds: 900, slope: 1, lossAt: '2026-11-24T02:00:00.000Z'}),
    pipelineOf('d', {state: 'recovering', ageSeconds: 3000, slope: -2, lossAt: null}),
    pipelineOf('c', {state: 'idle', ageSeconds: null, slope: null, lossAt: null}),
  ]
  test.each<[Sorting['by'], string, string]>([
    ['risk', 'abdc', 'cdba'],
    ['age', 'dabc', 'badc'],
    ['growth', 'abdc', 'dbac'],
    ['loss', 'badc', 'abdc'],
    ['name', 'abcd', 'dcba'],
  ])('by %s: %s, reversed %s; unknown values are last', (by, usual, reversed) => {
    const names = (order: Sorting) => sorted(pipelines, order).map(one => one.function)
    expect(names({by, reversed: false}).join('')).toBe(usual)
    expect(names({by, reversed: true}).join('')).toBe(reversed)
  })

  test('s goes through the orders, each in its usual direction', () => {
    const orders = Array.from({length: 6}, (_, i) => {
      const {by, reversed} = having(sample(0, ...pipelines), key('r'), ...Array.from({length: i + 1}, () => key('s'))).sorting
      return `${by} ${reversed}`
    })
    expect(orders).toEqual(['age false', 'growth false', 'loss false', 'name false', 'risk false', 'age false'])
  })

  test('the order holds after the next sample', () => {
    const by = having(sample(0, ...pipelines), key('s'), key('r'), sample(1, ...pipelines))
    expect(namesOf(by).join('')).toBe('badc')
  })
})
