import {expect, it} from 'vitest'
import {mappingNotEnabled} from '../../../src/checks/stopped-stream/mapping-not-enabled.ts'
import {runCheck} from '../../../src/diagnosis/judge.ts'
import {lookupOf} from '../../../src/diagnosis/lookup.ts'
import {evidence, lambdaFunction, mapping, moment, nowMs} from '../../support/evidence.ts'
import {testCheck} from '../../support/test-check.ts'

testCheck(mappingNotEnabled, {
  fail: [
    ['Disabled', {mapping: mapping({state: 'Disabled'})}, {state: 'Disabled'}],
    ['Disabled while the function is Active', {mapping: mapping({state: 'Disabled'}), function: lambdaFunction()}, {stands: null}],
    [
      'Disabled while the function is gone',
      {mapping: mapping({state: 'Disabled'}), function: null},
      {stands: 'The function orders-projector does not exist.'},
    ],
    ['Disabling', {mapping: mapping({state: 'Disabling', lastModifiedMs: nowMs - 5_000})}],
    ['Updating for an hour', {mapping: mapping({state: 'Updating', lastModifiedMs: nowMs - 3_600_000})}],
  ],
  undecidable: [['a state that AWS invented since', {mapping: mapping({state: 'Suspended'})}]],
  pass: [
    ['Updating for a minute', {mapping: mapping({state: 'Updating', lastModifiedMs: nowMs - 60_000})}],
    ['Enabling since nobody knows when', {mapping: mapping({state: 'Enabling', lastModifiedMs: null})}],
  ],
  unknownWithout: [['mapping']],
})

it('does not advise enabling while Lambda would disable the mapping again', () => {
  const adviceFor = (state: string) => {
    const parts = {mapping: mapping({state: 'Disabled'}), function: lambdaFunction({state})}
    const lookup = lookupOf(evidence(parts), evidence(parts).pipelines[0] as never, moment)
    return runCheck(mappingNotEnabled, lookup, moment)[0]
  }
  expect(adviceFor('Active')?.fix?.command).toMatch(/--set Enabled=true$/)
  expect(adviceFor('Failed')).toMatchObject({
    fix: null,
    summary: expect.stringContaining('Lambda disables it again until that is corrected'),
  })
})
