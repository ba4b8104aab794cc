import {missingFailureDestination} from '../../src/checks/missing-failure-destination.ts'
import {mapping} from '../support/evidence.ts'
import {testCheck} from '../support/test-check.ts'

testCheck(missingFailureDestination, {
  fail: [
    ['bounded retries and nothing to catch the record', {mapping: mapping({onFailureDestination: null})}, {retriesBounded: true}],
    ['unbounded retries', {mapping: mapping({onFailureDestination: null, maximumRetryAttempts: -1})}, {retriesBounded: false}],
  ],
  pass: [['an S3 bucket', {mapping: mapping({onFailureDestination: 'arn:aws:s3:::orders-failed'})}]],
  unknownWithout: [['mapping']],
})
