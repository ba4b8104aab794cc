import {expect, it} from 'vitest'
import {thresholds as configurable} from '../../src/config/thresholds.ts'
import {thresholds} from '../../src/model/thresholds.ts'

it.each(Object.entries(configurable.shape))('%s is a line of the guide, and its description tells where it stands', (name, schema) => {
  const {description} = schema.unwrap()
  expect(Number(description?.split('; ').at(-1))).toBe(thresholds[name as keyof typeof thresholds])
})
