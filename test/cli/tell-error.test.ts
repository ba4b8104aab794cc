import {homedir} from 'node:os'
import {expect, test} from 'vitest'
import {errorJson, errorText, tell} from '../../src/cli/tell-error.ts'
import {UserError} from '../../src/model/user-error.ts'

const commands = ['doctor', 'lab start', 'lab list']

test('a user error keeps its code and hints', () => {
  const told = tell(new UserError('E_NO_FUNCTION', 'No such function.', ['Look again.']), ['doctor', 'x'], commands)
  expect(told).toEqual({code: 'E_NO_FUNCTION', message: 'No such function.', hints: ['Look again.']})
})

test.each([new TypeError('x is not a function'), 'a string', undefined])('any other error is our bug: %s', thrown => {
  const told = tell(thrown, ['doctor', 'x'], commands)
  expect(told).toMatchObject({code: 'E_BUG'})
  expect(errorText(told)).not.toContain('    at ')
})

test('no home folder and no terminal escape is shown', () => {
  const told = tell(new UserError('E_FILE', `Cannot read ${homedir()}/a\u001b[2J.json.`), [], commands)
  expect(JSON.parse(errorJson(told))).toEqual({
    $schema: 'urn:ddbstream:schema:error',
    error: {code: 'E_FILE', message: 'Cannot read ~/a\\u001b[2J.json.', hints: []},
  })
  expect(errorText(told)).toBe('Error: Cannot read ~/a\\u001b[2J.json.')
})
