import {expect, test} from 'vitest'
import {incidents} from '../../../packages/lab/src/incidents/index.ts'
import {lookOfParameters, mostAlike} from './likeness.ts'

const seeds = Array.from({length: 40}, (_, i) => i + 1)

test.each(incidents.map(incident => [incident.id, incident] as const))('%s: of 40 seeds no two look alike', (_id, incident) => {
  const {pair, differ} = mostAlike(seeds.map(seed => lookOfParameters(incident, seed)))
  expect(differ.length, pair.join(' and ')).toBeGreaterThan(1)
})
