import {describe, expect, test} from 'vitest'
import {frame, keysIn} from '../../src/cli/terminal.ts'

test.each<[string, string[]]>([
  ['q', ['q']],
  ['\u001b[A\u001b[Bjk', ['up', 'down', 'down', 'up']],
  ['\u001bOA', ['up']],
  ['\u001b[5~\u001b[6~ ', ['page-up', 'page-down', 'page-down']],
  ['\r', ['enter']],
  ['\u001b', ['escape']],
  ['p?\u0003', ['p', '?', 'ctrl-c']],
  ['\u001b[1;5C', ['\u001b[1;5C']],
])('%j is the keys %j', (text, keys) => {
  expect(keysIn(text)).toEqual(keys)
})

describe('a frame', () => {
  test('clears the screen when it is the first', () => {
    expect(frame(null, ['a', 'b'])).toBe('\u001b[H\u001b[2J\u001b[1;1Ha\u001b[0m\u001b[K\u001b[2;1Hb\u001b[0m\u001b[K')
  })

  test('writes the lines that have changed, and nothing when none has', () => {
    expect(frame(['a', 'b', 'c'], ['a', 'B', 'c'])).toBe('\u001b[2;1HB\u001b[0m\u001b[K')
    expect(frame(['a'], ['a'])).toBe('')
  })

  test('clears what is below when there are fewer lines', () => {
    expect(frame(['a', 'b'], ['a'])).toBe('\u001b[2;1H\u001b[J')
  })
})
