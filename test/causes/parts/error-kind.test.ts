import {expect, it} from 'vitest'
import {looksLikeCode, looksLikeData} from '../../../src/causes/parts/error-kind.ts'
import {logged} from '../../support/cause-table.ts'

it.each<[string, string | null, string, boolean, boolean]>([
  ['a property of nothing', 'TypeError', "Cannot read properties of undefined (reading 'id')", true, false],
  ['a type alone that names the data', 'ValidationException', 'the item is refused', true, false],
  ['a type alone that names the code', 'NameError', 'oops', false, true],
  ['a type that the sample contains', 'KeyError', "KeyError: 'id'", true, false],
  ['a type and a sample that name data and code', 'ValueError', 'x is not defined', false, true],
  ['a variable of the environment', 'KeyError', "'TABLE_NAME'", false, true],
  ['a key without a type', null, "KeyError: 'id'", true, false],
  ['a sample without a type', null, 'x is not a function', false, true],
  ['something else', 'Error', 'boom', false, false],
])('tells %s', (_name, type, sample, isData, isCode) => {
  const error = logged({type, sample})
  expect([looksLikeData(error), looksLikeCode(error)]).toEqual([isData, isCode])
})

it('tells nothing where no error is known', () => {
  expect([looksLikeData(null), looksLikeCode(null)]).toEqual([false, false])
})
