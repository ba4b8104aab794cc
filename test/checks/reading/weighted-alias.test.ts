import {weightedAlias} from '../../../src/checks/reading/weighted-alias.ts'
import {testCheck} from '../../support/test-check.ts'

const live = (weights: Record<string, number>) => ({alias: {name: 'live', functionVersion: '7', weights}})

testCheck(weightedAlias, {
  with: live({}),
  fail: [['a canary', live({'8': 0.05}), {weights: ['5 % to version 8']}]],
  pass: [['no alias', {alias: null}]],
  unknownWithout: [['alias']],
})
