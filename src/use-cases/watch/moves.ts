import type {WatchState} from '../../model/watch/watch.ts'

type Move = 'up' | 'down' | 'page-up' | 'page-down' | 'first' | 'last'

const moves: Readonly<Record<string, Move>> = {
  up: 'up',
  k: 'up',
  down: 'down',
  j: 'down',
  'page-up': 'page-up',
  'page-down': 'page-down',
  ' ': 'page-down',
  home: 'first',
  g: 'first',
  end: 'last',
  G: 'last',
}

/** Lines of the screen that are no page: the head, the titles, the keys. */
const otherLines = 8

/** The place from 0 to `last` that a key leads to; null where the key moves nothing. */
export function placeAfter(key: string, at: number, last: number, {rows}: WatchState['screen']): number | null {
  const move = Object.hasOwn(moves, key) ? moves[key] : undefined
  if (move === undefined) return null
  const page = Math.max(1, rows - otherLines)
  const to = {up: at - 1, down: at + 1, 'page-up': at - page, 'page-down': at + page, first: 0, last}[move]
  return Math.max(0, Math.min(last, to))
}
