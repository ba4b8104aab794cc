import {describe, expect, test} from 'vitest'
import {frame, keysIn} from '../../../src/cli/terminal/terminal.ts'

test.each<[string, string[]]>([
  ['q', ['q']],
  ['\u001b[A\u001b[Bjk', ['up', 'down', 'j', 'k']],
  ['\u001bOA', ['up']],
  ['\u001b[5~\u001b[6~ ', ['page-up', 'page-down', ' ']],
  ['\u001b[H\u001bOH\u001b[1~\u001b[7~', ['home', 'home', 'home', 'home']],
  ['\u001b[F\u001bOF\u001b[4~\u001b[8~', ['end', 'end', 'end', 'end']],
  ['\u007f\b\u0015', ['backspace', 'backspace', 'ctrl-u']],
  ['é語', ['é', '語']],
  ['\r', ['enter']],
  ['\u001b', ['escape']],
  ['p?\u0003', ['p', '?', 'ctrl-c']],
  ['\u001b[1;5C', ['\u001b[1;5C']],
])('%j is the keys %j', (text, keys) => {
  expect(keysIn(text)).toEqual(keys)
})

describe('a frame', () => {
  test('clears the screen when it is the first', () => {
    expect(frame(null, ['a', 'b'])).toBe('\u001b[H\u001b[2J\u001b[1;1H\u001b[Ka\u001b[0m\u001b[2;1H\u001b[Kb\u001b[0m')
  })

  test('writes the lines that have changed, and nothing when none has', () => {
    expect(frame(['a', 'b', 'c'], ['a', 'B', 'c'])).toBe('\u001b[2;1H\u001b[KB\u001b[0m')
    expect(frame(['a'], ['a'])).toBe('')
  })

  test('erases nothing behind a line: one of the whole width leaves the cursor on its last character', () => {
    expect(frame(null, ['a line of the whole width']).endsWith('width\u001b[0m')).toBe(true)
  })

  test('clears the lines below when there are fewer lines', () => {
    expect(frame(['a', 'b'], ['a'])).toBe('\u001b[2;1H\u001b[J')
  })
})
