import fc from 'fast-check'
import {expect, it} from 'vitest'
import {redact} from '../../../src/evidence/logs/redact.ts'

it.each([
  ['no order 12345 for kim@example.com', 'no order … for …'],
  [`TypeError: x of 'Kim Doe' (reading "S")\nat y`, `TypeError: x of '…' (reading "S")`],
  ['failed for c-8f3a9b2c1d4e', 'failed for c-…'],
  ["KeyError: 'N'\nTraceback (most recent call last):\n  File x", "KeyError: '…'"],
  ['card 4111 1111 1111 1111, tel. +49 30 1234567, status 503', 'card …, tel. +…, status 503'],
  ['Error: {"name":"Kim","age":7', 'Error: {"…":"…","…":7'],
  ["ES_Exception: (429, b'429 Too Many Requests : Kim')", "ES_Exception: (429, b'429 Too Many Requests…')"],
])('%j becomes %j', (message, expected) => {
  expect(redact(message)).toBe(expected)
})

it('is one short line that a terminal can show, without long numbers, for any log line', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({unit: 'binary'}), fc.json()), fc.stringMatching(/^\d{5,20}$/), (text, secret) => {
      const line = redact(`${text} ${secret} ${text}`)
      expect(line.length).toBeLessThanOrEqual(240)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they must be gone
      expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/)
      expect(line).not.toMatch(/\d{5}/)
    }),
    {numRuns: 300},
  )
})

it("keeps the platform's own numbers where it is told to", () => {
  expect(redact('Duration: 31656.78 ms Memory Size: 10240 MB', {keepNumbers: true})).toBe('Duration: 31656.78 ms Memory Size: 10240 MB')
})
