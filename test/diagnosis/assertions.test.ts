import {describe, expect, it} from 'vitest'
import {defaultSettings} from '../../src/config/settings.ts'
import {assertableSettings, runAssertions} from '../../src/diagnosis/assertions.ts'
import {lookupIn} from '../../src/diagnosis/lookup.ts'
import type {LambdaFunction, Mapping} from '../../src/model/evidence/evidence.ts'
import {type Item, known, missing} from '../../src/model/evidence/item.ts'
import type {Assertion, Settings} from '../../src/model/settings.ts'
import {lambdaFunction, mapping, moment} from '../support/evidence.ts'

interface Given {
  mapping?: Item<Mapping>
  function?: Item<LambdaFunction | null>
  checks?: Settings['checks']
}
function assertion(setting: string, wanted: Assertion, given: Given = {}) {
  const all = {mapping: known(mapping()), function: known(lambdaFunction()), ...given}
  const lookup = lookupIn(key => all[key as 'mapping' | 'function'], moment)
  const [found] = runAssertions(
    {...defaultSettings, checks: given.checks ?? {}, assert: {[setting]: {...wanted, from: 'config:1'}}},
    lookup,
  )
  return found
}
const set = (given: Partial<Mapping>) => ({mapping: known(mapping(given))})
const denied = missing('denied', 'lambda:GetFunction', 'x')

describe('the required value of a setting', () => {
  it.each<[string, string, Assertion, Given, wanted: string | null]>([
    ['the value', 'BatchSize', {is: 100}, {}, null],
    ['another', 'BatchSize', {is: 99}, {}, '99'],
    ['not 100 as a text', 'BatchSize', {is: '100'}, {}, '100'],
    ['one of two', 'BatchSize', {oneOf: [10, 100]}, {}, null],
    ['neither', 'BatchSize', {oneOf: [10, 20]}, {}, '10 or 20'],
    ['at least', 'BatchSize', {atLeast: 100}, {}, null],
    ['less', 'BatchSize', {atLeast: 101}, {}, '101 or more'],
    ['at most', 'BatchSize', {atMost: 100}, {}, null],
    ['more', 'BatchSize', {atMost: 99}, {}, '99 or less'],
    ['both', 'BatchSize', {atLeast: 99, atMost: 101}, {}, null],
    ['a number that is not set', 'BatchSize', {atLeast: 1}, set({batchSize: null}), '1 or more'],
    ['nor small', 'BatchSize', {atMost: 1}, set({batchSize: null}), '1 or less'],
    ['-1 is more than any number', 'MaximumRetryAttempts', {atLeast: 9999}, set({maximumRetryAttempts: -1}), null],
    ['and not less', 'MaximumRetryAttempts', {atMost: 9999}, set({maximumRetryAttempts: -1}), '9999 or less'],
    ['there', 'OnFailureDestination', {present: true}, {}, null],
    ['not there', 'OnFailureDestination', {present: true}, set({onFailureDestination: null}), 'one'],
    ['empty', 'OnFailureDestination', {present: true}, set({onFailureDestination: ''}), 'one'],
    ['nothing', 'OnFailureDestination', {present: false}, set({onFailureDestination: null}), null],
    ['something', 'OnFailureDestination', {present: false}, {}, 'none'],
    ['an empty list', 'FunctionResponseTypes', {present: true}, {}, 'one'],
    ['a list', 'FunctionResponseTypes', {present: true}, set({functionResponseTypes: ['ReportBatchItemFailures']}), null],
    [
      'a list that holds it',
      'FunctionResponseTypes',
      {is: 'ReportBatchItemFailures'},
      set({functionResponseTypes: ['x', 'ReportBatchItemFailures']}),
      null,
    ],
    ['a list that does not', 'FunctionResponseTypes', {oneOf: ['y']}, set({functionResponseTypes: ['x']}), 'y'],
    ['false', 'BisectBatchOnFunctionError', {present: true}, set({bisectBatchOnFunctionError: false}), null],
  ])('%s', (_, setting, wanted, given, wrong) => {
    const found = assertion(setting, wanted, given)
    if (wrong === null) expect(found).toMatchObject({check: `assertion-${setting}`, status: 'pass', severity: 'high', facts: {}})
    else
      expect(found).toMatchObject({
        status: 'fail',
        summary: expect.stringContaining(`the configuration requires ${wrong}.`),
        facts: {setting},
      })
  })

  it('has the value as a fact', () => {
    expect(assertion('BatchSize', {is: 1})?.facts).toEqual({setting: 'BatchSize', value: 100, required: '1'})
    expect(assertion('FunctionResponseTypes', {is: 'x'})).toMatchObject({
      facts: {value: []},
      summary: expect.stringContaining('is not set'),
    })
    expect(assertion('Qualifier', {present: true})?.summary).toContain('Qualifier is not set; the configuration requires one')
  })
})

it.each<[string, string | number | boolean | null]>([
  ['BatchSize', 100],
  ['MaximumBatchingWindowInSeconds', 0],
  ['TumblingWindowInSeconds', 0],
  ['ParallelizationFactor', 1],
  ['MaximumRetryAttempts', 3],
  ['MaximumRecordAgeInSeconds', -1],
  ['BisectBatchOnFunctionError', true],
  ['StartingPosition', 'TRIM_HORIZON'],
  ['Timeout', 30],
  ['MemorySize', 512],
  ['Runtime', 'nodejs24.x'],
  ['Architecture', 'arm64'],
])('%s is %s', (setting, value) => {
  expect(assertableSettings).toContain(setting)
  expect(assertion(setting, {is: value as string})?.status).toBe('pass')
  expect(assertion(setting, {is: 'other'})?.facts.value).toBe(value)
})

it.each<[string, string, Given, string, RegExp]>([
  ['a mapping that could not be read', 'BatchSize', {mapping: denied}, 'unknown', /GetFunction is denied/],
  ['a function that could not be read', 'Timeout', {function: denied}, 'unknown', /GetFunction is denied/],
  ['a function that is gone', 'Timeout', {function: known(null)}, 'skipped', /no function/],
  ['a setting of neither', 'Color', {}, 'skipped', /no function/],
  ['assertions that are off', 'BatchSize', {checks: {assertion: {set: 'off', from: 'config:2'}}}, 'off', /config:2/],
  ['assertions that are on', 'BatchSize', {checks: {assertion: {set: 'on', from: 'config:2'}}}, 'fail', /requires 1/],
])('%s', (_, setting, given, status, summary) => {
  expect(assertion(setting, {is: 1}, given)).toMatchObject({status, severity: 'high', summary: expect.stringMatching(summary)})
})

it('has the severity of the configuration', () => {
  expect(assertion('BatchSize', {is: 1}, {checks: {assertion: {set: 'low', from: 'x'}}})?.severity).toBe('low')
  expect(assertion('BatchSize', {is: 1, severity: 'info'}, {checks: {assertion: {set: 'low', from: 'x'}}})?.severity).toBe('info')
  expect(assertion('BatchSize', {is: 1})?.severity).toBe('high')
})

it.each([
  ['a sentence', 'Ask us.', 'requires 1. Ask us.'],
  ['without an end', 'Ask us', 'requires 1. Ask us.'],
])('has the message of the user: %s', (_, message, words) => {
  expect(assertion('BatchSize', {is: 1, message})?.summary).toContain(words)
})
