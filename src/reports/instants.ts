import {duration, epochMs} from '../model/units.ts'

/** "17:52 UTC", with the date where it is not the day of `now`. Both are ISO 8601 UTC. */
export const clock = (at: string, now: string): string =>
  `${at.slice(0, 10) === now.slice(0, 10) ? '' : `${at.slice(0, 10)} `}${at.slice(11, 16)} UTC`

/** "2026-11-23 17:52:10 UTC". */
export const dateAndTime = (at: string): string => `${at.slice(0, 10)} ${at.slice(11, 19)} UTC`

/** "in 3 h" or "12 min ago". */
export function fromNow(at: string, now: string): string {
  const seconds = (epochMs(at) - epochMs(now)) / 1000
  return seconds < 0 ? `${duration(-seconds)} ago` : `in ${duration(seconds)}`
}
