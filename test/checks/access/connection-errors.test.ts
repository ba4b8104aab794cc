import {connectionErrors} from '../../../src/checks/access/connection-errors.ts'
import {lambdaFunction} from '../../support/evidence.ts'
import {logErrors} from '../../support/on-demand.ts'
import {testCheck} from '../../support/test-check.ts'

testCheck(connectionErrors, {
  with: {logErrors: logErrors()},
  fail: [
    ['refused', {logErrors: logErrors({kind: 'connection-refused', host: '127.0.0.1:6379'})}, {host: '127.0.0.1:6379', inVpc: false}],
    [
      'timed out in a VPC',
      {logErrors: logErrors({kind: 'connection-timed-out'}), function: lambdaFunction({subnetIds: ['subnet-a']})},
      {inVpc: true, host: null},
    ],
    ['names', {logErrors: logErrors({kind: 'name-not-resolved', host: 'index.acme-shop.io'}, {})}],
  ],
  pass: [
    ['other errors', {logErrors: logErrors({kind: 'access-denied'})}],
    ['a kind that every object has', {logErrors: logErrors({kind: 'constructor'})}],
  ],
  undecidable: [['no log group', {logErrors: null}]],
  unknownWithout: [['logErrors'], ['function']],
})
