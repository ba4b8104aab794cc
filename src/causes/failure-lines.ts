import type {LambdaFunction, LoggedError} from '../model/evidence.ts'
import type {Failures} from '../model/failures.ts'
import {count, iso, percent} from '../model/units.ts'

/** A release this close to the onset counts as its beginning. */
const releaseMs = 10 * 60_000

/** AWS dates $LATEST and versions, not the move of an alias. */
export const releasedAtOnset = (target: LambdaFunction | null | undefined, {sinceMs}: Failures): boolean =>
  typeof target?.lastModifiedMs === 'number' && sinceMs !== null && Math.abs(sinceMs - target.lastModifiedMs) <= releaseMs

/** "60 of 60 invocations fail (100 %), in 12 of 12 minutes since 2026-11-23T02:38Z." */
export const failingLine = ({errors, invocations, share, failingMinutes, minutes, sinceMs, fromLog}: Failures): string =>
  `${count(errors, 'error')} in ${count(invocations, 'invocation')} (${percent(share)}), in ${failingMinutes} of ${count(minutes, 'minute')} since ${iso(sinceMs ?? 0).slice(0, 16)}Z${fromLog ? ', by its log: CloudWatch has not published them yet' : ''}.`

/** How often an error was logged, and its words; lines of an unknown format are shown as what they are. */
export function logLine({type, sample, count: lines, requests, raw}: LoggedError): string {
  const words = `${type && !sample.includes(type) ? `${type}: ` : ''}${sample}`
  if (raw)
    return `No line of the log has a known error format. Before the reports of failing invocations stands, ${count(lines, 'time')} in a minute: ${words}`
  return `Logged in ${requests > 0 ? count(requests, 'request') : count(lines, 'line')}: ${words}`
}

export const loggedLines = ({logged}: Failures): string[] => (logged ? [logLine(logged)] : [])

export const releaseLines = (target: LambdaFunction | null | undefined, failures: Failures): string[] =>
  releasedAtOnset(target, failures) && target?.lastModifiedMs
    ? [`The function was changed at ${iso(target.lastModifiedMs)}, when it began.`]
    : []
