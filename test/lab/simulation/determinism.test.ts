import {describe, expect, test} from 'vitest'
import {findIncident} from '../../../packages/lab/src/incidents/index.ts'
import {openWorld} from '../../../packages/lab/src/simulation/engine/open-world.ts'
import {randomOf} from '../../../packages/lab/src/simulation/engine/random.ts'
import {simulationOf} from '../../../packages/lab/src/simulation/engine/simulation.ts'
import {everyMetric, smallWorld, startMs} from './small-world.ts'

const incident = (id: string) => {
  const found = findIncident(id)
  if (found === undefined) throw new Error(id)
  return found
}

const shown = (id: string, seed: number, nearMs: number) => {
  const world = openWorld(incident(id), seed, nearMs)
  return everyMetric(world, simulationOf(world).startMs)
}

describe('a seed', () => {
  test('gives the same metrics whenever it is opened', () => {
    const day = Date.UTC(2026, 2, 29, 0, 30, 17)
    expect(shown('poison-record', 5, day)).toEqual(shown('poison-record', 5, day + 86_400_000 * 200 + 43_210))
  })

  test('gives other metrics than another', () => {
    expect(shown('healthy', 1, startMs)).not.toEqual(shown('healthy', 2, startMs))
  })

  test('does not depend on how often somebody looks', () => {
    const settings = {ParallelizationFactor: 2, MaximumBatchingWindowInSeconds: 3}
    const once = smallWorld({settings, poisonAtSecond: 200})
    const often = smallWorld({settings, poisonAtSecond: 200})
    once.to(1200)
    for (let second = 0.37; second < 1200; second += 1.31) often.to(second)
    often.to(1200)
    expect(everyMetric(often.world, startMs)).toEqual(everyMetric(once.world, startMs))
  })
})

test('streams of randomness are split by name', () => {
  const draws = (name: string) => Array.from({length: 5}, (_, i) => randomOf(7, name, i).next())
  expect(draws('a')).toEqual(draws('a'))
  expect(draws('a')).not.toEqual(draws('b'))
  const values = Array.from({length: 2000}, (_, i) => randomOf(i, 'even').next())
  expect(values.reduce((sum, value) => sum + value, 0) / values.length).toBeCloseTo(0.5, 1)
})
