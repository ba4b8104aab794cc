import fc from 'fast-check'
import {expect, it} from 'vitest'
import {redact} from '../../../src/evidence/asked/redact.ts'

it.each([
  [`2026-11-23T03:00:00.000Z\t6f1c2b3a-0000-4000-9000-000000000001\tERROR\tno order 12345 for kim@example.com`, 'ERROR no order … for …'],
  [
    JSON.stringify({level: 'ERROR', message: {errorType: 'TypeError', errorMessage: 'x of \'Kim Doe\' (reading "S")\nat y'}}),
    `TypeError: x of '…' (reading "S")`,
  ],
  [JSON.stringify({level: 'ERROR', message: 'failed for c-8f3a9b2c1d4e', customer: 'Kim'}), 'failed for c-…'],
  ["[ERROR] KeyError: 'N'\nTraceback (most recent call last):\n  File x", "[ERROR] KeyError: '…'"],
  ['card 4111 1111 1111 1111, tel. +49 30 1234567, status 503', 'card …, tel. +…, status 503'],
  [`REPORT RequestId: 6f1c2b3a-0000-4000-9000-000000000001\tDuration: 1656.78 ms\t`, 'REPORT RequestId: … Duration: 1656.78 ms'],
  [JSON.stringify({type: 'platform.report', record: {status: 'timeout'}}), 'platform.report status: timeout'],
  ['Error: {"name":"Kim","age":7', 'Error: {"…":"…","…":7'],
])('%j becomes %j', (message, expected) => {
  expect(redact(message)).toBe(expected)
})

it('is one short line that a terminal can show, without long numbers, whatever was logged', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({unit: 'binary'}), fc.json()), fc.stringMatching(/^\d{5,20}$/), (text, secret) => {
      const line = redact(`${text} ${secret} ${text}`)
      expect(line.length).toBeLessThanOrEqual(240)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they must be gone
      expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/)
      if (!text.startsWith('REPORT ')) expect(line).not.toMatch(/\d{5}/)
    }),
    {numRuns: 300},
  )
})
