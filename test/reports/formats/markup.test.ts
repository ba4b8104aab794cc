import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {cell, code, markup} from '../../../src/reports/formats/parts/markup.ts'
import {anyText} from '../arbitrary-report.ts'

describe('text of others as Markdown', () => {
  it.each([
    ['Records wait.', 'Records wait.'],
    ['First return {batchItemFailures: [{itemIdentifier}]}.', 'First return `{batchItemFailures: [{itemIdentifier}]}`.'],
    ['an open {brace is no bracket', 'an open `{brace` is no bracket'],
    ['The architecture is x86_64.', 'The architecture is `x86_64`.'],
    ['The mapping targets $LATEST, a GB costs $0.005.', 'The mapping targets `$LATEST`, a GB costs $0.005.'],
    ['the mute of legacy-* (team_a)', 'the mute of `legacy-*` (`team_a`)'],
    ['call f_a(x) now', 'call `f_a(x)` now'],
    ['it is "a_b" or "c', 'it is "`a_b`" or "c'],
    ['arn:aws:lambda:eu-west-1:123456789012:function:f', '`arn:aws:lambda:eu-west-1:123456789012:function:f`'],
    ['mail @team, see #12', 'mail `@team`, see `#12`'],
    ['run `ddbstream undo` now', 'run `ddbstream undo` now'],
    ['one ` alone', "one ' alone"],
    ['- no list', '`-` no list'],
    ['1. no list', '`1.` no list'],
    ['at 2026-11-30T05:19:08.327Z', 'at 2026-11-30 05:19 UTC'],
    ['<img src=x> and &lt;', '`<img` `src=x>` and `&lt`;'],
  ])('%s', (text, expected) => expect(markup(text)).toBe(expected))

  it('holds no sign of markup outside of code, and every code ends', () => {
    fc.assert(
      fc.property(anyText, text => {
        const parts = markup(text).split('`')
        expect(parts.length % 2).toBe(1)
        const outside = parts.filter((_, i) => i % 2 === 0).join(' ')
        expect(outside).not.toMatch(/[\\*_{}[\]<>#|~&@]/)
      }),
      {numRuns: 60},
    )
  })

  it('ends no cell of a table', () => expect(cell('a|b')).toBe('`a\\|b`'))
  it('shows a name as code', () => expect([code('a`b'), code(' ')]).toEqual(["`a'b`", '` `']))
})
