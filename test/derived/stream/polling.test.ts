import {expect, it} from 'vitest'
import {thresholds} from '../../../src/aws-facts/thresholds.ts'
import {polling} from '../../../src/derived/stream/polling.ts'
import type {Polling} from '../../../src/model/derived/polling.ts'
import {mapping, moment, nowMs} from '../../support/evidence.ts'

const of = (state: string, secondsAgo: number | null) => ({
  mapping: mapping({state, lastModifiedMs: secondsAgo === null ? null : nowMs - secondsAgo * 1000}),
})

it.each<[state: string, secondsAgo: number | null, Polling['kind'], RegExp?]>([
  ['Enabled', 600, 'starting', /changed 10 min ago/],
  ['Enabled', 601, 'polling'],
  ['Enabled', 0, 'starting', /changed 0 s ago/],
  ['Enabled', null, 'polling'],
  ['Disabled', 601, 'off', /^the mapping is Disabled$/],
  ['Disabling', 1, 'off'],
  ['Deleting', 1, 'off'],
  ['Creating', 600, 'starting', /^the mapping is Creating$/],
  ['Enabling', 600, 'starting'],
  ['Updating', 600, 'starting'],
  ['Updating', 601, 'off', /Updating for more than 10 min/],
  ['Updating', null, 'starting'],
  ['Rebalancing', 1, 'unknown', /Rebalancing, a state that is unknown/],
  ['', 1, 'unknown', /no state/],
])('%s, changed %s s ago: %s', (state, secondsAgo, kind, why = /^/) => {
  const found = polling.compute(of(state, secondsAgo), {}, moment)
  expect([found.kind, 'why' in found ? found.why : '']).toEqual([kind, expect.stringMatching(why)])
})

it('a state on the way ends after as long as is set', () => {
  expect(polling.compute(of('Updating', 900), {}, {...moment, thresholds: {...thresholds, transitionSeconds: 1200}}).kind).toBe('starting')
})
