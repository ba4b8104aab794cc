import {memoryOutsideAdvice} from '../../../src/checks/rising-age/memory-outside-advice.ts'
import {lambdaFunction} from '../../support/evidence.ts'
import {logReports} from '../../support/on-demand.ts'
import {testCheck} from '../../support/test-check.ts'

testCheck(memoryOutsideAdvice, {
  fail: [
    ['128 MB', {function: lambdaFunction({memoryMb: 128})}, {advice: 'below 512 MB'}],
    [
      '3 GB, of which little is used',
      {function: lambdaFunction({memoryMb: 3008}), logReports: logReports({usedMemoryMaximumMb: 110})},
      {usedMb: 110},
    ],
  ],
  pass: [
    ['1 GB', {function: lambdaFunction({memoryMb: 1024})}],
    ['AWS gives no memory', {function: lambdaFunction({memoryMb: null})}],
  ],
  undecidable: [['managed instances', {function: lambdaFunction({memoryMb: 4096, managedInstances: true})}]],
  unknownWithout: [['function']],
})
