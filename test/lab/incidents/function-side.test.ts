import {expect, test} from 'vitest'
import {findIncident, type Incident} from '../../../packages/lab/src/incidents/index.ts'
import {recordCounts} from '../../../packages/lab/src/simulation/engine/conservation.ts'
import {sample} from '../../support/sample.ts'
import {functionSide} from './function-side.ts'
import {mostAlike, type Sample, sampleOf} from './likeness.ts'
import {open} from './opened.ts'

const seeds = sample([1, 2, 3], 1)

test.each(sample(Object.keys(functionSide), 9))('%s follows its story with any seed', id => {
  const looks: Sample[] = []
  for (const seed of seeds) {
    const opened = open(findIncident(id) as Incident, seed)
    looks.push(sampleOf(opened))
    functionSide[id]?.(opened)
    const {
      written = 0,
      processed = 0,
      pending = 0,
      dropped = {retries: 0, age: 0, delivery: 0},
      skipped = 0,
    } = recordCounts(opened.world)[0] ?? {}
    expect(processed + pending + dropped.retries + dropped.age + skipped).toBe(written)
  }
  if (looks.length > 1) expect(mostAlike(looks).differ.length).toBeGreaterThan(2)
})
