import {createHash} from 'node:crypto'
import {describe, expect, test} from 'vitest'
import {findIncident, type Incident} from '../../../../packages/lab/src/incidents/index.ts'
import {type Laws, secondLaws} from '../../../../packages/lab/src/simulation/engine/laws.ts'
import {openWorld} from '../../../../packages/lab/src/simulation/engine/open-world.ts'
import {randomOf} from '../../../../packages/lab/src/simulation/engine/random.ts'
import {simulationOf} from '../../../../packages/lab/src/simulation/engine/simulation.ts'
import {everyMetric, startMs} from '../small-world.ts'

const shown = (id: string, seed: number, laws?: Laws) => {
  const world = openWorld(findIncident(id) as Incident, seed, startMs, laws)
  return everyMetric(world, simulationOf(world).startMs)
}

const digest = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16)

const seeds = Array.from({length: 40}, (_, i) => i + 1)
const draws = 1500
const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const varianceOf = (values: readonly number[]) => meanOf(values.map(value => (value - meanOf(values)) ** 2))
const many = (draw: (i: number) => number) => Array.from({length: draws}, (_, i) => draw(i))

// As they were before there were others: results that were tuned on these seeds stay true of them.
test.each([
  ['poison-record', 5, '3383277d15a7d853'],
  ['reader-contention', 2, '194690b950e7006e'],
])('%s, seed %i shows the same metrics as ever by the first laws, and others by the second', (id, seed, expected) => {
  const byFirst = shown(id, seed)
  expect(digest(byFirst)).toBe(expected)
  expect(shown(id, seed, secondLaws(seed))).not.toEqual(byFirst)
})

describe('the second laws', () => {
  test('retries: some seeds double with full jitter, some grow evenly, some wait alike', () => {
    const backoff = {baseMs: 1000, capMs: 60_000}
    const random = randomOf(1, 'waits of the test')
    const ratios = seeds.map(seed => {
      const {retryWaitMs} = secondLaws(seed)
      const mean = (tries: number) => meanOf(many(() => retryWaitMs(backoff, tries, random)))
      return mean(3) / mean(1)
    })
    expect(ratios.some(ratio => Math.abs(ratio - 1) < 0.05)).toBe(true)
    expect(ratios.some(ratio => Math.abs(ratio - 3) < 0.1)).toBe(true)
    expect(ratios.some(ratio => ratio > 3.15)).toBe(true)
    for (const seed of seeds)
      for (const tries of [1, 5, 40])
        expect(secondLaws(seed).retryWaitMs(backoff, tries, randomOf(seed, 'wait'))).toSatisfy((ms: number) => ms >= 500 && ms <= 66_000)
  })

  test('publication: a minute comes 40 s to 5 min after its end, mostly within 3', () => {
    const delays = seeds.flatMap(seed => many(secondLaws(seed).publicationMs.bind(null, seed)))
    expect(delays.every(ms => ms >= 40_000 && ms <= 300_000)).toBe(true)
    expect(delays.filter(ms => ms <= 180_000).length / delays.length).toBeGreaterThan(0.85)
    expect(delays.some(ms => ms < 60_000)).toBe(true)
    expect(delays.some(ms => ms > 180_000)).toBe(true)
  })

  test('turns of readers: they follow one another without a gap, and differ in length', () => {
    const {readerTurn} = secondLaws(3)
    const lengths = []
    for (let at = 0; at < 600_000; ) {
      const {turn, endMs} = readerTurn(9, at)
      expect(endMs).toBeGreaterThan(at)
      expect(readerTurn(9, endMs - 1).turn).toBe(turn)
      expect(readerTurn(9, endMs).turn).toBe(turn + 1)
      lengths.push(endMs - at)
      at = endMs
    }
    expect(Math.max(...lengths) / Math.min(...lengths)).toBeGreaterThan(2)
  })

  test('durations: as long on average, never below nothing, and of another shape', () => {
    for (const seed of seeds.slice(0, 12)) {
      const random = randomOf(seed, 'durations of the test')
      const {durationFactor} = secondLaws(seed)
      const factors = many(() => durationFactor(0.2, random))
      expect(meanOf(factors)).toBeGreaterThan(0.95)
      expect(meanOf(factors)).toBeLessThan(1.05)
      expect(Math.min(...factors)).toBeGreaterThan(0.4)
    }
  })

  test('writes: as many on average, in clumps', () => {
    for (const seed of seeds.slice(0, 12)) {
      const random = randomOf(seed, 'writes of the test')
      const {writesIn} = secondLaws(seed)
      const written = many(() => writesIn(20, random))
      expect(meanOf(written)).toBeGreaterThan(16)
      expect(meanOf(written)).toBeLessThan(24)
      expect(varianceOf(written) / meanOf(written)).toBeGreaterThan(1.5)
    }
  })
})

describe('the result of the newest attempt', () => {
  const shownAfter = (laws?: Laws) => {
    const world = openWorld(findIncident('failing-function') as Incident, 3, startMs, laws)
    const [mapping] = world.mappings.values()
    return mapping?.lastProcessingResult
  }

  test('is shown at once by the first laws', () => {
    expect(shownAfter()).toBe('PROBLEM: Function call failed')
  })

  test('is shown later by the second, each seed within a minute', () => {
    const delays = seeds.map(seed => secondLaws(seed).resultMs)
    expect(delays.every(ms => ms >= 0 && ms <= 60_000)).toBe(true)
    expect(Math.max(...delays) - Math.min(...delays)).toBeGreaterThan(30_000)
    expect(shownAfter({...secondLaws(3), resultMs: 1e9})).toBe('OK')
  })
})
