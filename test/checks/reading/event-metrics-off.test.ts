import {eventMetricsOff} from '../../../src/checks/reading/event-metrics-off.ts'
import {mapping} from '../../support/evidence.ts'
import {testCheck} from '../../support/test-check.ts'

testCheck(eventMetricsOff, {
  with: {mapping: mapping({metrics: ['EventCount']})},
  fail: [['the default', {mapping: mapping()}]],
  pass: [],
  unknownWithout: [['mapping']],
})
