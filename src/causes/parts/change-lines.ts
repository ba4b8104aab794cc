import {type Change, type Changed, type Changes, precedes, timeBefore} from '../../model/derived/changes.ts'
import {iso} from '../../text/units.ts'

const text = {
  changed: (words: string, atMs: number, onsetMs: number) => `${words} at ${iso(atMs)}, ${timeBefore(atMs, onsetMs)}.`,
}

/** The changes just before the symptom began, of these kinds; newest first. */
export function changesBefore(changes: Changes | undefined, kinds: readonly Changed[]): Change[] {
  const onsetMs = changes?.onsetMs ?? null
  if (changes === undefined || onsetMs === null) return []
  return changes.list.filter(({what, atMs}) => kinds.includes(what) && precedes(atMs, onsetMs))
}

export const changeLines = (changes: Changes | undefined, kinds: readonly Changed[]): string[] =>
  changesBefore(changes, kinds).map(({words, atMs}) => text.changed(words, atMs, changes?.onsetMs ?? atMs))
