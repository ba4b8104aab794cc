import {coldStartShare} from '../../../src/checks/cold-starts/cold-start-share.ts'
import {lambdaFunction} from '../../support/evidence.ts'
import {logReports} from '../../support/on-demand.ts'
import {testCheck} from '../../support/test-check.ts'

testCheck(coldStartShare, {
  with: {logReports: logReports()},
  fail: [
    [
      'half of the invocations',
      {logReports: logReports({invocations: 100, coldStarts: 50, initSumMs: 20_000, billedSumMs: 33_000})},
      {share: 0.5},
    ],
    [
      'few, but long',
      {logReports: logReports({invocations: 1000, coldStarts: 30, initSumMs: 150_000, billedSumMs: 280_000})},
      {share: 0.03},
    ],
    [
      'restores, which have no init',
      {logReports: logReports({invocations: 100, coldStarts: 20, restores: 20, initSumMs: null, initP95Ms: null})},
      {costShare: null},
    ],
  ],
  pass: [
    ['too few invocations for a share', {logReports: logReports({invocations: 5, coldStarts: 5})}],
    ['one start among short invocations', {logReports: logReports({invocations: 360, coldStarts: 1, initSumMs: 830, billedSumMs: 2200})}],
  ],
  undecidable: [
    ['no log group', {logReports: null}],
    ['managed instances', {function: lambdaFunction({managedInstances: true})}],
  ],
  unknownWithout: [['logReports'], ['function']],
})
