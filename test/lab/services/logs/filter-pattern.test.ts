import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {parseFilterPattern} from '../../../../packages/lab/src/services/logs/filter-pattern.ts'
import {AwsError} from '../../../../packages/lab/src/services/protocol/errors.ts'

const json = '{"type":"platform.report","n":3,"ok":true,"none":null,"list":["a","b"],"user":{"id":"u-1"}}'

describe('a filter pattern', () => {
  it.each([
    ['', 'anything', true],
    ['ERROR', '[ERROR] failed', true],
    ['ERROR', 'ERRORCODE: -1', true],
    ['error', '[ERROR] failed', false],
    ['ERROR WARN', 'ERROR only', false],
    ['ERROR -WARN', 'ERROR only', true],
    ['ERROR -WARN', 'ERROR WARN', false],
    ['-"timed out"', 'Task timed out', false],
    ['"Task timed out"', 'x Task timed out after 3.00 seconds', true],
    ['"say \\"hi\\""', 'say "hi"', true],
    ['?ERROR ?WARN', 'WARN', true],
    ['?ERROR ?WARN', 'INFO', false],
    ['INFO ?ERROR ?WARN', 'INFO', true],
    ['{ $.type = "platform.report" }', json, true],
    ['{ $.type = platform.* }', json, true],
    ['{ $.type = *report }', json, true],
    ['{ $.type != "platform.report" }', json, false],
    ['{ $.type != "x" }', 'not JSON', false],
    ['{ $.n >= 3 && $.n < 4 }', json, true],
    ['{ $.n = 3 }', json, true],
    ['{ ($.n = 4 || $.user.id = "u-1") && $.list[1] = b }', json, true],
    ['{ $.n = 4 || $.user.id = "u-1" && $.list[1] = c }', json, false],
    ['{ $.list = "a" }', json, false],
    ['{ $.list != "a" }', json, false],
    ['{ $.none IS NULL }', json, true],
    ['{ $.ok IS TRUE }', json, true],
    ['{ $.gone NOT EXISTS }', json, true],
    ['{ $.n NOT EXISTS }', json, false],
  ])('%s on %s: %s', (pattern, message, expected) => {
    expect(parseFilterPattern(pattern)(message)).toBe(expected)
  })

  it.each([
    'a:b',
    '[ip, user]',
    '%re%',
    '{ $.a }',
    '{ $.a = }',
    '{ a = 1 }',
    '{ $.a = 1',
    '{ $.a = 1 && }',
    '{ ($.a = 1 }',
    '{ $.a < x }',
    '{ $.a = 1 $.b = 2 }',
    '"open',
    '{}',
  ])('refuses %s', pattern => {
    expect(() => parseFilterPattern(pattern)).toThrow(AwsError)
  })

  it('of any text is read or refused', () => {
    const parts = fc.constantFrom(
      '{',
      '}',
      '$.a',
      '$.b[0]',
      '=',
      '!=',
      '<',
      '&&',
      '||',
      '(',
      ')',
      '"x"',
      '1',
      'IS',
      'NULL',
      '-',
      '?',
      'word',
      '%',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(parts, {maxLength: 12}).map(all => all.join(' ')),
        ),
        fc.oneof(fc.string(), fc.json()),
        (pattern, message) => {
          try {
            expect(typeof parseFilterPattern(pattern)(message)).toBe('boolean')
          } catch (error) {
            expect(error).toBeInstanceOf(AwsError)
          }
        },
      ),
      {numRuns: 500},
    )
  })
})
