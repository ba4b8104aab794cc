import {readdirSync, readFileSync} from 'node:fs'
import {expect, it} from 'vitest'
import {thresholds as settable} from '../../src/config/thresholds.ts'
import {thresholds} from '../../src/model/thresholds.ts'

const named = Object.keys(settable.shape)

it('what a check compares with can be set for each function', () => {
  const used = readdirSync('src/checks')
    .map(file => readFileSync(`src/checks/${file}`, 'utf8'))
    .flatMap(text => [...text.matchAll(/\bthresholds\.(?!ts\b)(\w+)/g)].map(([, name = '']) => name))
  expect(used.length).toBeGreaterThan(20)
  expect([...new Set(used)].filter(name => !named.includes(name))).toEqual([])
})

it('what can be set has a default, which its description tells', () => {
  for (const [name, schema] of Object.entries(settable.shape))
    expect(schema.unwrap().description, name).toMatch(new RegExp(`; ${thresholds[name as keyof typeof thresholds]}$`))
})

it.each([
  ['recordAgeSeconds', 10],
  ['batchSizeHighest', 50_000],
  ['parallelizationAdvised', 2.5],
])('what is advised as a setting is one that AWS takes: %s', (name, value) => {
  expect(settable.safeParse({[name]: value}).success).toBe(false)
  expect(settable.safeParse({[name]: thresholds[name as keyof typeof thresholds]}).success).toBe(true)
})
