import {duration, epochMs} from '../../text/units.ts'

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

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** "in 3 h 20 min", in whole hours from a day on: each line of a report names a deadline alike. */
export function away(at: string, now: string): string {
  const hours = (epochMs(at) - epochMs(now)) / 3_600_000
  return hours >= 24 ? `in ${Math.round(hours)} h` : fromNow(at, now)
}

/** "at 17:52 UTC (in 3 h 20 min)"; of another day "on Dec 1, 08:19 UTC (in 43 h)". Both are ISO 8601 UTC. */
export function when(at: string, now: string): string {
  const day = `${months[Number(at.slice(5, 7)) - 1]} ${Number(at.slice(8, 10))}`
  return `${at.slice(0, 10) === now.slice(0, 10) ? 'at' : `on ${day},`} ${at.slice(11, 16)} UTC (${away(at, now)})`
}
