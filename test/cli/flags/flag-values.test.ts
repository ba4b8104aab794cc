import fc from 'fast-check'
import {expect, test} from 'vitest'
import {durationSeconds, positiveNumber, wholeNumber} from '../../../src/cli/flags/flag-values.ts'
import {UserError} from '../../../src/model/user-error.ts'
import {closest} from '../../../src/text/closest.ts'

const any = {from: '0s', to: '99d'}

test.each([
  ['30s', 30],
  ['15m', 900],
  ['3h', 10_800],
  ['1d', 86_400],
  ['1.5h', 5400],
])('%s is %i seconds', (text, seconds) => expect(durationSeconds('--since', text, any)).toBe(seconds))

test.each(['', '3', 'h', '3 h', '-3h', '3w', '3hh', '1e3s', '٣h', '3h\u0000'])('%j is no duration', text =>
  expect(() => durationSeconds('--since', text, any)).toThrow(UserError),
)

test('a duration keeps within its bounds', () => {
  const bounds = {from: '10m', to: '15d'}
  expect(durationSeconds('--since', '10m', bounds)).toBe(600)
  expect(() => durationSeconds('--since', '599s', bounds)).toThrow('from 10m to 15d')
  expect(() => durationSeconds('--since', '16d', bounds)).toThrow('from 10m to 15d')
})

test('a whole number within bounds, and nothing else', () => {
  const seed = (text: string) => wholeNumber('--seed', text, 0, 0xffff_ffff)
  fc.assert(fc.property(fc.nat(0xffff_ffff), number => seed(String(number)) === number))
  for (const text of ['-1', '1.5', '', ' 1', '1e3', '0x1', '4294967296', 'NaN']) expect(() => seed(text)).toThrow(UserError)
})

test('numbers have bounds', () => {
  expect(wholeNumber('--port', '65535', 0, 65_535)).toBe(65_535)
  expect(() => wholeNumber('--port', '65536', 0, 65_535)).toThrow('0 to 65535')
  expect(positiveNumber('--speed', '0.5', 3600)).toBe(0.5)
  expect(positiveNumber('--max-scan-gb', '0.0000001', 1e6)).toBe(1e-7)
  for (const text of ['0', '0.0', '1e-7', '-1', '3601', 'x', '1/0']) expect(() => positiveNumber('--speed', text, 3600)).toThrow(UserError)
})

test.each([
  ['doctr', ['doctor']],
  ['iterator-aeg', ['iterator-age']],
  ['DOCTOR', ['doctor']],
  ['iter', ['iterator-age']],
  ['zzz', []],
])('%s was perhaps %j', (word, meant) => expect(closest(word, ['doctor', 'iterator-age', 'lab start'])).toEqual(meant))
