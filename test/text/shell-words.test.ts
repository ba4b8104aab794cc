import {expect, it} from 'vitest'
import {commandsIn} from '../../src/text/shell-words.ts'

it('reads the words of a printed command as a shell does', () => {
  expect(commandsIn(`aws x y --a 'b c' \\\n --d "e\\"f" && ddbstream z g\\ h`)).toEqual([
    ['aws', 'x', 'y', '--a', 'b c', '--d', 'e"f'],
    ['ddbstream', 'z', 'g h'],
  ])
  expect(() => commandsIn(`aws 'open`)).toThrow(/left open/)
})

it('takes the command of a substitution for a command of its own', () => {
  expect(commandsIn(`aws a get --id "$(aws a start --at "$(($(date +%s) - 900))" --q 'x) y' && sleep 10)"`)).toEqual([
    ['aws', 'a', 'start', '--at', '$(($(date +%s) - 900))', '--q', 'x) y'],
    ['sleep', '10'],
    ['aws', 'a', 'get', '--id', `$(aws a start --at "$(($(date +%s) - 900))" --q 'x) y' && sleep 10)`],
  ])
  expect(() => commandsIn('aws "$(open')).toThrow(/left open/)
})
