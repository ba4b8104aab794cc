import {startsAtLatest} from '../../../src/checks/reading/starts-at-latest.ts'
import {mapping, nowMs} from '../../support/evidence.ts'
import {testCheck} from '../../support/test-check.ts'

testCheck(startsAtLatest, {
  fail: [
    [
      'a batch has succeeded since its last change',
      {mapping: mapping({startingPosition: 'LATEST', lastModifiedMs: nowMs - 3600_000})},
      {positionKept: true},
    ],
    ['none can have', {mapping: mapping({startingPosition: 'LATEST', lastModifiedMs: nowMs})}, {positionKept: false}],
  ],
  pass: [['a position that AWS does not give', {mapping: mapping({startingPosition: null})}]],
  unknownWithout: [['mapping']],
})
