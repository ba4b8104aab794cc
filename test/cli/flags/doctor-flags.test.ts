import {expect, test} from 'vitest'
import {checkDoctorFlags, idList} from '../../../src/cli/flags/doctor-flags.ts'

const ids = ['iterator-age', 'error-rate']

test('check ids can be repeated and separated by commas', () => {
  expect(idList('--only', undefined, ids)).toEqual([])
  expect(idList('--only', ['iterator-age, error-rate', 'error-rate'], ids)).toEqual(ids)
})

test.each(['nope', 'iterator-age,nope', '', 'iterator-age,'])('%j names no check', text =>
  expect(() => idList('--skip', [text], ids)).toThrow('no check'),
)

test('a time between looks wants several of them', () => {
  const check = (samples: number, every: boolean) =>
    checkDoctorFlags('orders-*', {samples, every: '60s'}, flag => every && flag === 'every')
  expect(() => check(1, true)).toThrow('--every is the time between several samples')
  expect(() => check(3, true)).not.toThrow()
  expect(() => check(1, false)).not.toThrow()
})

test('a function or a file, not both and not neither', () => {
  const given = (flag: string) => flag !== 'since'
  expect(() => checkDoctorFlags('orders', {since: '3h'}, given)).not.toThrow()
  expect(() => checkDoctorFlags(undefined, {from: 'e.json', since: '3h'}, given)).not.toThrow()
  expect(() => checkDoctorFlags(undefined, {}, given)).toThrow('Missing argument')
  expect(() => checkDoctorFlags(' ', {}, given)).toThrow('Missing argument')
  expect(() => checkDoctorFlags('orders', {from: 'e.json'}, given)).toThrow('remove the function')
  expect(() => checkDoctorFlags(undefined, {from: ''}, given)).toThrow('--from names no file')
  expect(() => checkDoctorFlags('orders', {save: ''}, given)).toThrow('--save names no file')
  expect(() => checkDoctorFlags(undefined, {from: 'e.json', save: 'f.json', since: '3h'}, () => true)).toThrow('--since, --save')
})
