import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {printable, safeJson} from '../../src/text/printable.ts'
import {hostile} from '../support/hostile.ts'

const anything = fc
  .array(fc.oneof(fc.string({unit: 'binary', maxLength: 6}), fc.constantFrom(...hostile), fc.constantFrom(' ', '::', '#', '##', '[')), {
    maxLength: 6,
  })
  .map(parts => parts.join(''))

describe('text of others', () => {
  it.each([
    ['a\u001b[2Jb', 'a\\u001b[2Jb'],
    ['a\r\nb\tc', 'a b c'],
    ['\u202eevil', '\\u202eevil'],
    ['a\u2028b\u061cc', 'a\\u2028b\\u061cc'],
    ['a\u200bb\ufeffc', 'a\\u200bb\\ufeffc'],
    ['a\u0085b', 'a\\u0085b'],
    ['a\ud800b', 'a\\ud800b'],
    ['\u{e0041}', '\\u{e0041}'],
    ['⚠️ é 日本', '⚠️ é 日本'],
    ['::error::x', ': :error::x'],
    ['a ::error::x', 'a : :error::x'],
    ['arn:aws:iam::123456789012:role/a', 'arn:aws:iam::123456789012:role/a'],
    ['connect ::1:443 and ::ffff:10.0.0.1', 'connect ::1:443 and ::ffff:10.0.0.1'],
    ['a ##[error]b', 'a # #[error]b'],
    ['###vso[x]', '## #vso[x]'],
    ['## title', '## title'],
  ])('%# is shown as %s', (text, expected) => expect(printable(text)).toBe(expected))

  it('holds nothing unseen and nothing that is obeyed, and is the same when it is printed twice', () => {
    fc.assert(
      fc.property(anything, text => {
        const shown = printable(text)
        expect(shown).not.toMatch(/(?!\p{Variation_Selector})[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u)
        expect(shown).not.toMatch(/##\w*\[|(?:^|\s)::[a-z]/)
        expect(printable(shown)).toBe(shown)
      }),
    )
  })

  it('is the same data in JSON', () => {
    fc.assert(
      fc.property(anything, text => {
        const json = safeJson(JSON.stringify({[text]: text}, null, 2))
        expect(JSON.parse(json)).toEqual({[text]: text})
        expect(json).not.toMatch(/(?!\n|\p{Variation_Selector})[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|##\w*\[/u)
      }),
    )
  })
})
