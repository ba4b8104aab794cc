import {expect, it} from 'vitest'
import {nothingMoves} from '../../../src/derived/lag/nothing-moves.ts'
import {functionMetrics, nowMs} from '../../support/evidence.ts'

type Values = (ago: number) => number | null
const ago = (minutes: number) => nowMs - minutes * 60_000
/** All stand still since, their youngest batch at one position. */
const stands =
  (since: number, position = since): Values =>
  minutes =>
    minutes >= since ? 1 : (position - minutes) * 60
const moves = (youngest: Values, since: number) =>
  nothingMoves(
    functionMetrics(() => 600, {}, youngest),
    ago(since),
    10,
  )

it.each<[string, Values, since: number, boolean]>([
  ['the youngest batch stands still', stands(20), 20, true],
  ['three minutes', stands(7), 7, true],
  ['two minutes', stands(6), 6, false],
  ['the minute in which it began does not count', stands(7), 6, false],
  // The position of the newer half is later by a minute than that of the older half.
  ['it moves by a minute', m => (m >= 20 ? 1 : (20 - m) * 60 - (m <= 9 ? 60 : 0)), 20, true],
  ['by a second more', m => (m >= 20 ? 1 : (20 - m) * 60 - (m <= 9 ? 61 : 0)), 20, false],
  ['it moved more than twelve minutes ago', m => (m > 15 ? 1 : (20 - m) * 60), 40, true],
  ['within them', m => (m > 14 ? 1 : (20 - m) * 60), 40, true],
  ['a younger batch in the newest three minutes, at the floor', m => (m === 6 ? 10 : m >= 20 ? 1 : (20 - m) * 60), 20, false],
  ['the youngest age above the floor in the newest three minutes', stands(7, 7.01), 7, true],
  ['at the floor', m => (m <= 6 ? 10 : 1), 7, false],
  ['a little above it', m => (m <= 6 ? 10.1 : 1), 7, true],
  ['one shard moves', () => 1, 20, false],
])('%s', (_, youngest, since, expected) => {
  expect(moves(youngest, since)).toBe(expected)
})
