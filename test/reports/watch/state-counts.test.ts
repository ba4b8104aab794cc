import {expect, test} from 'vitest'
import type {LagState} from '../../../src/model/watch/watch.ts'
import {stateCounts} from '../../../src/reports/watch/state-counts.ts'
import {pipelineOf} from '../../support/ages.ts'

test.each<[LagState[], string]>([
  [[], ''],
  [['ok'], '1 current'],
  [['idle'], '1 current (1 idle)'],
  [['slow', 'ok', 'ok', 'idle'], '1 slow · 3 current (1 idle)'],
  [['ok', 'stalled', 'unknown', 'stalled'], '2 stalled · 1 unknown · 1 current'],
  [['recovering'], '1 recovering'],
])('%j: %s', (states, text) => {
  const counts = stateCounts(states.map((state, i) => pipelineOf(`f${i}`, {state})))
  expect(counts.map(one => one.text).join(' · ')).toBe(text)
})
