import {expect, test} from 'vitest'
import {repeatedFlags, watchOptions} from '../../../src/cli/flags/iterator-age-flags.ts'

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

test('printed commands repeat the flags that select AWS or the lab, as they were typed', () => {
  const raw = [
    {type: 'arg', arg: 'function', input: 'orders'},
    {type: 'flag', flag: 'watch', input: '--watch'},
    {type: 'flag', flag: 'profile', input: 'prod'},
    {type: 'flag', flag: 'region', input: 'eu-west-1'},
    {type: 'flag', flag: 'lab-options', input: 'functions=3'},
  ]
  expect(repeatedFlags(raw)).toEqual([
    {flag: 'profile', value: 'prod'},
    {flag: 'lab-options', value: 'functions=3'},
  ])
})
