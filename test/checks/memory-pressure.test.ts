import {memoryPressure} from '../../src/checks/memory-pressure.ts'
import {logReports} from '../support/asked.ts'
import {lambdaFunction} from '../support/evidence.ts'
import {testCheck} from '../support/test-check.ts'

testCheck(memoryPressure, {
  fail: [
    ['500 of 512 MB', {logReports: logReports({usedMemoryMaximumMb: 500, memorySizeMb: 512})}, {usedMb: 500}],
    ['all of it', {logReports: logReports({usedMemoryMaximumMb: 128, memorySizeMb: 128})}, {share: 1}],
  ],
  pass: [
    ['half of it', {logReports: logReports({usedMemoryMaximumMb: 256, memorySizeMb: 512})}],
    ['no such function', {function: null, logReports: null}],
  ],
  with: {logReports: logReports()},
  unknownWithout: [['logReports'], ['function']],
  undecidable: [
    ['a log without REPORT lines', {logReports: logReports({usedMemoryMaximumMb: null, memorySizeMb: null})}],
    ['no log group', {logReports: null}],
    ['managed instances', {function: lambdaFunction({managedInstances: true})}],
  ],
})
