import {describe, expect, it} from 'vitest'
import {differences, differenceWords, same} from '../../../src/model/plan/plan.ts'

describe('a value of AWS is as expected', () => {
  it.each<[string, unknown, unknown, boolean]>([
    ['equal', 1, 1, true],
    ['another', 1, 2, false],
    ['left out where it is not set', null, undefined, true],
    ['not set, and found set', null, 0, false],
    ['with members more', {a: 1}, {a: 1, b: 2}, true],
    ['without a member', {a: 1}, {b: 2}, false],
    ['a list in another order', [{Id: 'a'}, {Id: 'b'}], [{Id: 'b'}, {Id: 'a'}], true],
    ['a list that is longer', ['a'], ['a', 'a'], false],
    ['a list that is shorter', ['a', 'a'], ['a'], false],
    ['a list with another partner', ['a', 'a'], ['a', 'b'], false],
    ['a list, and no list', ['a'], 'a', false],
  ])('%s', (_, expected, found, is) => expect(same(expected, found)).toBe(is))
})

describe('a difference in words', () => {
  const words = (expected: object, found: object) => differenceWords(differences(expected as never, found as never))

  it.each<[string, object, object, string]>([
    ['a setting', {BatchSize: 100}, {BatchSize: 200}, 'BatchSize is 200, not 100'],
    ['a setting that is left out', {MaximumRetryAttempts: 3}, {}, 'MaximumRetryAttempts is not set, not 3'],
    [
      'the member of a structure that differs',
      {Alarm: {Threshold: 1, Period: 60}},
      {Alarm: {Threshold: 2, Period: 60}},
      'Alarm.Threshold is 2, not 1',
    ],
    ['a structure that is gone', {Alarm: {Threshold: 1}}, {Alarm: null}, 'Alarm is not set, not {"Threshold":1}'],
    ['a setting that is not set', {MaximumRetryAttempts: null}, {}, ''],
  ])('%s', (_, expected, found, is) => expect(words(expected, found)).toBe(is))

  it('is short, however long the value', () => {
    expect(words({Pattern: 'a'.repeat(4096)}, {Pattern: 'b'}).length).toBeLessThan(200)
  })
})
