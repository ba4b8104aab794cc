import {describe, expect, it} from 'vitest'
import {precedes, timeBefore} from '../../../src/model/derived/changes.ts'

const onsetMs = Date.UTC(2026, 10, 29, 13, 34)

describe('precedes', () => {
  it.each<[boolean, string, number]>([
    [true, '10 min before', -600_000],
    [false, 'more than 10 min before', -600_001],
    [true, 'in the minute of the onset', 59_999],
    [false, 'in the minute after', 60_000],
  ])('%s: %s', (expected, _name, offsetMs) => {
    expect(precedes(onsetMs + offsetMs, onsetMs)).toBe(expected)
  })
})

describe('timeBefore', () => {
  it.each([
    [-121_000, '2 min before it began'],
    [-60_000, '60 s before it began'],
    [-59_999, 'when it began'],
    [30_000, 'when it began'],
  ])('%i ms: %s', (offsetMs, words) => {
    expect(timeBefore(onsetMs + offsetMs, onsetMs)).toBe(words)
  })
})
