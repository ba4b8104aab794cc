import {expect, test} from 'vitest'
import {incidents} from '../../../packages/lab/src/incidents/index.ts'
import {sample} from '../../support/sample.ts'
import {lookOfParameters, mostAlike} from './likeness.ts'

const seeds = sample(
  Array.from({length: 40}, (_, i) => i + 1),
  10,
)

test.each(incidents.map(incident => [incident.id, incident] as const))(
  `%s: of ${seeds.length} seeds no two look alike`,
  (_id, incident) => {
    const {pair, differ} = mostAlike(seeds.map(seed => lookOfParameters(incident, seed)))
    expect(differ.length, pair.join(' and ')).toBeGreaterThan(1)
  },
)
