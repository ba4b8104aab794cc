import {expect, it} from 'vitest'
import {thresholds} from '../../src/aws-facts/thresholds.ts'
import {thresholds as settable} from '../../src/config/thresholds.ts'

const named = Object.keys(settable.shape)

it('every threshold can be set for each function', () => {
  expect(named.sort()).toEqual(Object.keys(thresholds).sort())
})

it('each value that can be set has a default, which its description names', () => {
  for (const [name, schema] of Object.entries(settable.shape))
    expect(schema.unwrap().description, name).toMatch(new RegExp(`; ${thresholds[name as keyof typeof thresholds]}$`))
})

it.each([
  ['recordAgeSeconds', 10],
  ['batchSizeHighest', 50_000],
  ['parallelizationAdvised', 2.5],
])('an advised setting is one that AWS takes: %s', (name, value) => {
  expect(settable.safeParse({[name]: value}).success).toBe(false)
  expect(settable.safeParse({[name]: thresholds[name as keyof typeof thresholds]}).success).toBe(true)
})
