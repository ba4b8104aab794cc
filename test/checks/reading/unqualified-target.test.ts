import {unqualifiedTarget} from '../../../src/checks/reading/unqualified-target.ts'
import {mapping} from '../../support/evidence.ts'
import {testCheck} from '../../support/test-check.ts'

testCheck(unqualifiedTarget, {
  with: {mapping: mapping({qualifier: 'live'})},
  fail: [
    ['the bare function', {mapping: mapping()}],
    ['$LATEST', {mapping: mapping({qualifier: '$LATEST'})}],
  ],
  pass: [['a version', {mapping: mapping({qualifier: '7'})}]],
  unknownWithout: [['mapping']],
})
