import {logGroupClass} from '../../../src/checks/function/log-group-class.ts'
import {testCheck} from '../../support/test-check.ts'

const group = (name: string | null) => ({logGroup: {name: '/aws/lambda/orders-projector', logGroupClass: name}})

testCheck(logGroupClass, {
  with: group('STANDARD'),
  fail: [
    ['infrequent access', group('INFREQUENT_ACCESS')],
    ['essentials', group('ESSENTIALS')],
    ['delivery', group('DELIVERY')],
  ],
  pass: [
    ['no class given', group(null)],
    ['a class that came later', group('COLD')],
    ['a class that every object has', group('constructor')],
    ['no log group', {logGroup: null}],
  ],
  unknownWithout: [['logGroup']],
})
