import {expect, test} from 'vitest'
import {watchOptions} from '../../../src/cli/flags/iterator-age-flags.ts'

const flags = {all: false, since: 10_800}

test('without FUNCTION all pipelines are meant, and a watch has no end', () => {
  expect(watchOptions(undefined, flags, undefined)).toEqual({
    functionText: null,
    sinceSeconds: 10_800,
    intervalSeconds: 60,
    count: null,
    until: null,
    timeoutSeconds: null,
    config: undefined,
  })
})

test('the flags of a watch', () => {
  expect(watchOptions('f', {...flags, interval: 2, count: 4, until: 'drained', timeout: 1800}, undefined)).toMatchObject({
    functionText: 'f',
    intervalSeconds: 2,
    count: 4,
    until: 'drained',
    timeoutSeconds: 1800,
  })
})

test.each<[string, object, RegExp]>([
  ['f', {all: true}, /--all selects all pipelines, and "f" is one/],
  [' ', {}, /empty/],
])('%j with %j is wrong usage', (functionText, given, message) => {
  expect(() => watchOptions(functionText, {...flags, ...given}, undefined)).toThrow(message)
})
