import {expect, it} from 'vitest'
import {settingsOf} from '../../../src/changes/plans/mapping-settings.ts'
import {mapping} from '../../support/evidence.ts'

it.each([
  ['Enabled', true],
  ['Enabling', true],
  ['Disabled', false],
  ['Disabling', false],
  ['Creating', undefined],
  ['Updating', undefined],
])('a mapping that is %s', (state, enabled) => {
  expect(settingsOf(mapping({state})).Enabled).toBe(enabled)
})

it('leaves out settings that AWS did not give, and takes a destination away with an empty one', () => {
  const settings = settingsOf(mapping({batchSize: null, onFailureDestination: null, filterPatterns: ['{}']}))
  expect('BatchSize' in settings).toBe(false)
  expect(settings).toMatchObject({DestinationConfig: {OnFailure: {Destination: ''}}, FilterCriteria: {Filters: [{Pattern: '{}'}]}})
})
