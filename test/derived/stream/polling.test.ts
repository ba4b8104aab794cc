import {expect, it} from 'vitest'
import {thresholds} from '../../../src/aws-facts/thresholds.ts'
import {polling} from '../../../src/derived/stream/polling.ts'
import {mapping, moment, nowMs} from '../../support/evidence.ts'

const updating = {mapping: mapping({state: 'Updating', lastModifiedMs: nowMs - 900_000})}

it('a state on the way ends after as long as is set', () => {
  expect(polling.compute(updating, {}, moment)).toMatchObject({kind: 'off', why: expect.stringContaining('more than 10 min')})
  expect(polling.compute(updating, {}, {...moment, thresholds: {...thresholds, transitionSeconds: 1200}}).kind).toBe('starting')
})
