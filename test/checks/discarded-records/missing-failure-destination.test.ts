import {expect, it} from 'vitest'
import {missingFailureDestination} from '../../../src/checks/discarded-records/missing-failure-destination.ts'
import {runCheck} from '../../../src/diagnosis/judge.ts'
import {lookupOf} from '../../../src/diagnosis/lookup.ts'
import {evidence, mapping, moment} from '../../support/evidence.ts'
import {testCheck} from '../../support/test-check.ts'

testCheck(missingFailureDestination, {
  fail: [
    [
      'bounded retries and nothing to catch the record',
      {mapping: mapping({onFailureDestination: null})},
      {retriesBounded: true},
      {command: /--set DestinationConfig=ARN_OF_YOUR_SQS_QUEUE$/, fix: /a standard SQS queue or SNS topic, or an S3 bucket/},
    ],
    ['unbounded retries', {mapping: mapping({onFailureDestination: null, maximumRetryAttempts: -1})}, {retriesBounded: false}],
  ],
  pass: [['an S3 bucket', {mapping: mapping({onFailureDestination: 'arn:aws:s3:::orders-failed'})}]],
  unknownWithout: [['mapping']],
})

it.each([
  ['nothing is discarded before the stream does', {maximumRetryAttempts: -1, maximumRecordAgeSeconds: -1}, 'low'],
  ['retries are bounded', {maximumRetryAttempts: 9999, maximumRecordAgeSeconds: -1}, 'medium'],
  ['the age is bounded', {maximumRetryAttempts: -1, maximumRecordAgeSeconds: 60}, 'medium'],
  ['the age is bounded to nothing', {maximumRetryAttempts: -1, maximumRecordAgeSeconds: 0}, 'medium'],
  ['AWS gives no limit of the age', {maximumRetryAttempts: -1, maximumRecordAgeSeconds: null}, 'low'],
  ['AWS gives no limit of the retries', {maximumRetryAttempts: null, maximumRecordAgeSeconds: -1}, 'medium'],
] as const)('where %s the severity is right', (_, limits, severity) => {
  const given = evidence({mapping: mapping({onFailureDestination: null, ...limits})})
  const [finding] = runCheck(missingFailureDestination, lookupOf(given, given.pipelines[0]!, moment), moment)
  expect(finding?.severity).toBe(severity)
})
