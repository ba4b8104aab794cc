import {expect, test} from 'vitest'
import {checkId} from '../../../src/cli/flags/check-flag.ts'
import {checkTarget} from '../../../src/cli/flags/doctor-flags.ts'

const ids = ['iterator-age', 'error-rate']

test('the id of a check is known', () => expect(checkId('--only', 'error-rate', ids)).toBe('error-rate'))

test.each(['nope', ''])('%j names no check', text => expect(() => checkId('--skip', text, ids)).toThrow('no check'))

test('a function or a file, not both and not neither', () => {
  expect(() => checkTarget('orders', {})).not.toThrow()
  expect(() => checkTarget(undefined, {from: 'e.json'})).not.toThrow()
  expect(() => checkTarget(undefined, {all: true})).not.toThrow()
  expect(() => checkTarget(undefined, {})).toThrow('Missing argument')
  expect(() => checkTarget(' ', {})).toThrow('Missing argument')
  expect(() => checkTarget('orders', {from: 'e.json'})).toThrow('remove the function')
})
