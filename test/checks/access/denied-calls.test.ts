import {deniedCalls} from '../../../src/checks/access/denied-calls.ts'
import {logErrors} from '../../support/on-demand.ts'
import {testCheck} from '../../support/test-check.ts'

const denied = {
  kind: 'access-denied',
  type: 'AccessDeniedException',
  deniedAction: 'dynamodb:GetItem',
  deniedResource: 'arn:aws:dynamodb:us-east-1:123456789012:table/orders',
}

testCheck(deniedCalls, {
  with: {logErrors: logErrors()},
  fail: [
    ['an action that the log names', {logErrors: logErrors(denied, {})}, {action: 'dynamodb:GetItem', times: 12}],
    [
      'an explicit denial',
      {logErrors: logErrors({...denied, sample: 'is not authorized to perform: dynamodb:GetItem with an explicit deny'})},
    ],
    [
      'an explicit denial whose words are cut off',
      {logErrors: logErrors({...denied, deniedExplicitly: true, sample: 'with an explicit de…'})},
    ],
    [
      'an action that it does not name',
      {logErrors: logErrors({...denied, deniedAction: null, deniedResource: null, sample: 'AccessDenied: Access Denied'})},
    ],
  ],
  pass: [['other errors', {logErrors: logErrors({kind: 'timeout'})}]],
  undecidable: [['no log group', {logErrors: null}]],
  unknownWithout: [['logErrors'], ['function']],
})
