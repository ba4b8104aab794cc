import {expect, test} from 'vitest'
import {thresholds} from '../../../src/aws-facts/thresholds.ts'
import type {Mapping} from '../../../src/model/evidence/evidence.ts'
import {settingAdvice} from '../../../src/use-cases/views/setting-advice.ts'
import {mapping} from '../../support/evidence.ts'

const fits = (setting: string, given: Partial<Mapping>) =>
  settingAdvice(mapping(given), thresholds).find(one => one.setting === setting)?.fits

test.each<[string, Partial<Mapping>, boolean | null]>([
  ['State', {state: 'Enabled'}, true],
  ['State', {state: 'Disabled'}, false],
  ['FunctionArn', {qualifier: 'live'}, true],
  ['FunctionArn', {qualifier: '7'}, false],
  ['FunctionArn', {qualifier: '$LATEST'}, false],
  ['FunctionArn', {qualifier: null}, false],
  ['StartingPosition', {startingPosition: 'TRIM_HORIZON'}, true],
  ['StartingPosition', {startingPosition: 'LATEST'}, false],
  ['StartingPosition', {startingPosition: null}, null],
  ['MaximumBatchingWindowInSeconds', {maximumBatchingWindowSeconds: 0}, true],
  ['MaximumBatchingWindowInSeconds', {maximumBatchingWindowSeconds: 300}, false],
  ['BatchSize', {batchSize: 100}, null],
  ['MaximumRetryAttempts', {maximumRetryAttempts: 3}, true],
  ['MaximumRetryAttempts', {maximumRetryAttempts: -1}, false],
  ['MaximumRetryAttempts', {maximumRetryAttempts: 10_000}, false],
  ['MaximumRetryAttempts', {maximumRetryAttempts: null}, null],
  ['MaximumRecordAgeInSeconds', {maximumRecordAgeSeconds: 3600}, true],
  ['MaximumRecordAgeInSeconds', {maximumRecordAgeSeconds: -1}, false],
  ['MaximumRecordAgeInSeconds', {maximumRecordAgeSeconds: 604_800}, false],
  ['BisectBatchOnFunctionError', {bisectBatchOnFunctionError: true}, true],
  ['BisectBatchOnFunctionError', {bisectBatchOnFunctionError: false}, false],
  ['BisectBatchOnFunctionError', {bisectBatchOnFunctionError: false, batchSize: 1}, true],
  ['BisectBatchOnFunctionError', {bisectBatchOnFunctionError: false, functionResponseTypes: ['ReportBatchItemFailures']}, true],
  ['DestinationConfig', {onFailureDestination: null}, false],
  ['FunctionResponseTypes', {functionResponseTypes: []}, null],
  ['FilterCriteria', {filterPatterns: null}, null],
  ['MetricsConfig', {metrics: []}, false],
  ['MetricsConfig', {metrics: ['EventCount']}, true],
  ['LastProcessingResult', {lastProcessingResult: 'PROBLEM: Function call failed'}, false],
  ['LastProcessingResult', {lastProcessingResult: 'OK'}, true],
])('%s of %j fits: %j', (setting, given, expected) => {
  expect(fits(setting, given)).toBe(expected)
})

test('every setting has its reason, and one that does not fit has its required value', () => {
  for (const {why, should, fits: fit} of settingAdvice(mapping({metrics: [], qualifier: null}), thresholds)) {
    expect(why).toMatch(/\.$/)
    if (fit === false) expect(should).not.toBeNull()
  }
})
