import fc from 'fast-check'
import stringWidth from 'string-width'
import {expect, test} from 'vitest'
import {widthOf} from '../../src/reports/text/width.ts'
import {printable} from '../../src/text/printable.ts'
import {times} from '../support/sample.ts'
import {anyText} from './arbitrary-report.ts'

test('a printable text is as wide as string-width counts it', () => {
  const sign = fc.constantFrom(
    'a',
    'é',
    'е',
    'ω',
    '日',
    'か',
    '한',
    '→',
    '─',
    '█',
    '·',
    '…',
    '≥',
    '−',
    '👍',
    '\u3099',
    '🏽',
    '👍🏽',
    '⚠️',
    '©',
    'e\u0301',
    'ก็',
    'ｱ',
    ' ',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        anyText,
        fc.array(sign, {maxLength: 20}).map(signs => signs.join('')),
      ),
      text => {
        const shown = printable(text)
        expect(widthOf(shown)).toBe(stringWidth(shown))
      },
    ),
    {numRuns: times(200, 5000)},
  )
})

test('the count ends beyond the columns that matter', () => {
  for (const sign of ['x', 'é', '日', '👍']) {
    expect(widthOf(sign.repeat(100), 80)).toBeGreaterThan(80)
    expect(widthOf(sign.repeat(20), 80)).toBe(stringWidth(sign.repeat(20)))
  }
})
