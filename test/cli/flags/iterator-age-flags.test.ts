import {expect, test} from 'vitest'
import {watchSetting} from '../../../src/cli/flags/iterator-age-flags.ts'

const flags = {all: false, since: '3h', watch: false, interval: '60s', bell: false, json: false, verbose: false}
const setting = (functionText: string | undefined, given: Partial<Parameters<typeof watchSetting>[1]> = {}) =>
  watchSetting(functionText, {...flags, ...given}, name => name in given)

test('without FUNCTION all pipelines are meant, and a watch has no end', () => {
  expect(setting(undefined, {watch: true})).toMatchObject({
    functionText: null,
    intervalSeconds: 60,
    count: null,
    until: null,
    timeoutSeconds: null,
  })
})

test('the flags of a watch', () => {
  expect(setting('f', {watch: true, interval: '2s', count: '4', until: 'drained', timeout: '30m'})).toMatchObject({
    functionText: 'f',
    intervalSeconds: 2,
    count: 4,
    until: 'drained',
    timeoutSeconds: 1800,
  })
})

test.each<[string | undefined, object, RegExp]>([
  [undefined, {until: 'ok'}, /--until is an option of a watch/],
  [undefined, {bell: true}, /--bell is an option of a watch/],
  [undefined, {interval: '2s'}, /--interval is an option of a watch/],
  ['f', {all: true}, /--all selects all pipelines, and "f" is one/],
  [' ', {}, /empty/],
  ['f', {watch: true, interval: '500ms'}, /--interval 500ms is not a duration/],
  ['f', {watch: true, count: '0'}, /--count 0 is not a whole number/],
])('%j with %j is wrong usage', (functionText, given, message) => {
  expect(() => setting(functionText, given)).toThrow(message)
})
