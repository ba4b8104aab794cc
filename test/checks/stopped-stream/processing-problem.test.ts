import {processingProblem} from '../../../src/checks/stopped-stream/processing-problem.ts'
import {mapping} from '../../support/evidence.ts'
import {testCheck} from '../../support/test-check.ts'

testCheck(processingProblem, {
  fail: [
    ['a failed call', {mapping: mapping({lastProcessingResult: 'PROBLEM: Function call failed'})}],
    ['a text that nobody documented', {mapping: mapping({lastProcessingResult: 'PROBLEM: something new'})}],
  ],
  pass: [
    ['nothing processed yet', {mapping: mapping({lastProcessingResult: 'No records processed'})}],
    ['no text at all', {mapping: mapping({lastProcessingResult: null})}],
  ],
  unknownWithout: [['mapping']],
})
