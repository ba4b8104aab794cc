import {expect, it} from 'vitest'
import {unboundedRetries} from '../../../src/checks/rising-age/unbounded-retries.ts'
import {runCheck} from '../../../src/diagnosis/judge.ts'
import {lookupOf} from '../../../src/diagnosis/lookup.ts'
import {evidence, mapping, moment} from '../../support/evidence.ts'
import {testCheck} from '../../support/test-check.ts'

testCheck(unboundedRetries, {
  fail: [
    ['the number of older mappings', {mapping: mapping({maximumRetryAttempts: 10_000})}, {maximumRetryAttempts: 10_000}],
    ['the default', {mapping: mapping({maximumRetryAttempts: -1})}, {blocksSeconds: 86_400}],
    [
      'the default with a record age limit of an hour',
      {mapping: mapping({maximumRetryAttempts: -1, maximumRecordAgeSeconds: 3600})},
      {blocksSeconds: 3600},
    ],
    [
      'the default with an age limit that the stream never reaches',
      {mapping: mapping({maximumRetryAttempts: -1, maximumRecordAgeSeconds: 604_800})},
      {blocksSeconds: 86_400},
    ],
  ],
  pass: [
    ['one retry less than without end', {mapping: mapping({maximumRetryAttempts: 9999})}],
    ['no retry at all', {mapping: mapping({maximumRetryAttempts: 0})}],
  ],
  undecidable: [['a setting that is not told', {mapping: mapping({maximumRetryAttempts: null})}]],
  unknownWithout: [['mapping']],
})

it.each([
  ['an hour', 3600, 'low'],
  ['a second more', 3601, 'medium'],
  ['no limit', -1, 'medium'],
])('with a record age limit of %s the severity is right', (_, maximumRecordAgeSeconds, severity) => {
  const given = evidence({mapping: mapping({maximumRetryAttempts: -1, maximumRecordAgeSeconds})})
  const [finding] = runCheck(unboundedRetries, lookupOf(given, given.pipelines[0]!, moment), moment)
  expect(finding?.severity).toBe(severity)
})
