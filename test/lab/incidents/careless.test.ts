import {describe, expect, test} from 'vitest'
import {describeIncident, incidents} from '../../../packages/lab/src/incidents/index.ts'
import {sample} from '../../support/sample.ts'
import {open} from './opened.ts'

const careless = incidents.filter(({id}) => id.startsWith('careless-'))
const flawsOf = (id: string, seed: number): string[] => describeIncident(id, seed)?.truth.flaws ?? []
const seeds = Array.from({length: 40}, (_, i) => i + 1)

describe.each(careless.map(incident => [incident.id, incident] as const))('%s', (id, incident) => {
  test('does well with any seed', () => {
    for (const seed of sample([1, 2, 3], 1)) {
      const {recent, sum, writes} = open(incident, seed)
      expect(describeIncident(id, seed)?.truth).toMatchObject({cause: null, causes: [], lag: 'ok'})
      expect(writes(10)).toBeGreaterThan(0)
      expect(sum('Invocations', 10)).toBeGreaterThan(0)
      expect(Math.max(...recent('IteratorAge', 'Maximum', 182).map(point => point.value))).toBeLessThan(30_000)
      expect(sum('Throttles', 182) / sum('Invocations', 182)).toBeLessThan(0.01)
    }
  })

  test('has a flaw with each seed, and not the same ones', () => {
    const all = seeds.map(seed => flawsOf(id, seed))
    expect(all.every(flaws => flaws.length > 0)).toBe(true)
    expect(new Set(all.map(flaws => flaws.join())).size).toBeGreaterThan(4)
  })
})

test('other incidents have none', () => {
  expect(incidents.filter(incident => !careless.includes(incident)).flatMap(({id}) => flawsOf(id, 1))).toEqual([])
})

describe('careless-function', () => {
  test('without the permission nothing is logged', () => {
    const isSilent = (seed: number) => flawsOf('careless-function', seed).some(flaw => flaw.includes('lacks the actions for logs'))
    for (const silent of [true, false]) {
      const seed = seeds.find(one => isSilent(one) === silent) ?? 0
      const {world} = open(careless.find(({id}) => id === 'careless-function') ?? ({} as never), seed)
      expect(world.logs.groups()).toHaveLength(silent ? 0 : 1)
    }
  })
})

describe('careless-table', () => {
  const withFlaw = (words: string) => {
    const seed = seeds.find(one => flawsOf('careless-table', one).some(flaw => flaw.includes(words))) ?? 0
    return open(careless.find(({id}) => id === 'careless-table') ?? ({} as never), seed)
  }

  test('a table with too little capacity refuses writes, and no partition is hot', () => {
    const {table} = withFlaw('fewer write units')
    expect(table('WriteProvisionedThroughputThrottleEvents', 15)).toBeGreaterThan(0)
    expect(table('WriteThrottleEvents', 15)).toBe(table('WriteProvisionedThroughputThrottleEvents', 15))
    expect(table('WriteKeyRangeThroughputThrottleEvents', 182)).toBe(0)
  })

  test('big items take a write unit for each kilobyte', () => {
    const {table, writes, world} = withFlaw('above 100 KB')
    const records = world.metrics.query({
      namespace: 'AWS/DynamoDB',
      metricName: 'ConsumedWriteCapacityUnits',
      dimensions: {TableName: 'orders'},
      statistic: 'Maximum',
      periodSeconds: 60,
      startMs: world.nowMs - 3_600_000,
      endMs: world.nowMs,
    })
    expect(Math.max(...records.map(point => point.value))).toBeGreaterThan(100)
    expect(writes(60)).toBeGreaterThan(0)
    expect(table('WriteThrottleEvents', 182)).toBe(0)
  })
})
