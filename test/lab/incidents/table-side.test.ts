import {expect, test} from 'vitest'
import {describeIncident, findIncident, type Incident} from '../../../packages/lab/src/incidents/index.ts'
import {recordCounts} from '../../../packages/lab/src/simulation/engine/conservation.ts'
import {sample} from '../../support/sample.ts'
import {mostAlike, type Sample, sampleOf} from './likeness.ts'
import {open} from './opened.ts'
import {tableSide} from './table-side.ts'

const seeds = sample([1, 2], 1)

test.each(sample(Object.keys(tableSide), 6))('%s follows its story with any seed', id => {
  const looks: Sample[] = []
  for (const seed of seeds) {
    const opened = open(findIncident(id) as Incident, seed)
    looks.push(sampleOf(opened))
    tableSide[id]?.(opened)
    for (const {written, processed, filtered, dropped, destination, trimmed, skipped, pending} of recordCounts(opened.world)) {
      const gone = dropped.retries + dropped.age + dropped.delivery
      expect(processed + filtered + gone + destination + trimmed + skipped + pending).toBe(written)
    }
  }
  if (looks.length > 1) expect(mostAlike(looks).differ.length).toBeGreaterThan(2)
})

test('a pair names both causes, the more harmful first', () => {
  expect(describeIncident('poison-record+write-burst', 1)?.truth).toMatchObject({
    cause: 'poison-record',
    causes: ['poison-record', 'write-burst'],
  })
  expect(describeIncident('hot-partition+throttled-concurrency', 1)?.truth).toMatchObject({
    cause: 'throttled-concurrency',
    causes: ['throttled-concurrency', 'hot-partition'],
    hotKey: expect.stringMatching(/^C-\d+$/),
  })
})
