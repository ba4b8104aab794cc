import {expect, it} from 'vitest'
import {thresholds} from '../../../src/aws-facts/thresholds.ts'
import {memoryPressure} from '../../../src/checks/rising-age/memory-pressure.ts'
import {lambdaFunction, moment} from '../../support/evidence.ts'
import {logReports} from '../../support/on-demand.ts'
import {testCheck} from '../../support/test-check.ts'

const low = {...moment, thresholds: {...thresholds, memoryShare: 0.6}}
const foundAt = (usedMemoryMaximumMb: number, memorySizeMb: number) =>
  memoryPressure.run({function: lambdaFunction(), logReports: logReports({usedMemoryMaximumMb, memorySizeMb})}, {}, low)

it('never advises less memory than there is, or more than there can be', () => {
  expect(foundAt(620, 1024)).toMatchObject([{facts: {advisedMb: 1280}, fix: {command: expect.stringContaining('--memory 1280')}}])
  expect(foundAt(2000, 2400)).toMatchObject([{facts: {advisedMb: 3008}}])
  expect(foundAt(2040, 2432)).toMatchObject([{facts: {advisedMb: 3072}}])
  expect(foundAt(9000, 10_240)).toMatchObject([{fix: null}])
})

it('warns of more than a new account may be allowed', () => {
  const facts = {usedMb: 2000, memoryMb: 2400, share: 0.83}
  expect(memoryPressure.text.fix?.({...facts, advisedMb: 3008})).not.toContain('may refuse')
  expect(memoryPressure.text.fix?.({...facts, advisedMb: 3072})).toContain('may refuse')
})

testCheck(memoryPressure, {
  fail: [
    ['500 of 512 MB', {logReports: logReports({usedMemoryMaximumMb: 500, memorySizeMb: 512})}, {usedMb: 500}],
    ['90 % of it', {logReports: logReports({usedMemoryMaximumMb: 900, memorySizeMb: 1000})}, {share: 0.9}],
    ['all of it', {logReports: logReports({usedMemoryMaximumMb: 128, memorySizeMb: 128})}, {share: 1, advisedMb: 192}],
  ],
  pass: [
    ['just less than 90 % of it', {logReports: logReports({usedMemoryMaximumMb: 899, memorySizeMb: 1000})}],
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
