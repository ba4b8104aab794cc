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
    [
      'a period of ten minutes',
      {logReports: logReports({fromMs: 0, toMs: 600_000, invocations: 100, coldStarts: 50})},
      {seconds: 600},
      {sentence: /^50 of 100 invocations in 10 min started cold/},
    ],
    [
      'a period without a length',
      {logReports: logReports({fromMs: 600_000, toMs: 600_000, invocations: 100, coldStarts: 50})},
      {seconds: 0},
      {sentence: /^50 of 100 invocations started cold/},
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
