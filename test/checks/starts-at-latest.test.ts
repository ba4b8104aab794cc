import {startsAtLatest} from '../../src/checks/starts-at-latest.ts'
import {mapping} from '../support/evidence.ts'
import {testCheck} from '../support/test-check.ts'

testCheck(startsAtLatest, {
  fail: [['LATEST', {mapping: mapping({startingPosition: 'LATEST'})}]],
  pass: [['a position that AWS does not give', {mapping: mapping({startingPosition: null})}]],
  unknownWithout: [['mapping']],
})
