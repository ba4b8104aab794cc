import {updatePrecedes, updateWords} from '../../advice/former-runtime.ts'
import {precedes, timeBefore} from '../../model/derived/changes.ts'
import type {Failures} from '../../model/derived/failures.ts'
import type {Lag} from '../../model/derived/lag.ts'
import type {RuntimeUpdate} from '../../model/derived/runtime-update.ts'
import type {LambdaFunction, LoggedError} from '../../model/evidence/evidence.ts'
import {count, duration, iso, number, percent} from '../../text/units.ts'

/** When the function was changed just before the failures began; null otherwise. AWS dates $LATEST and versions, not the move of an alias. */
function releaseBefore(target: LambdaFunction | null | undefined, {sinceMs}: Failures): {releasedMs: number; sinceMs: number} | null {
  const releasedMs = target?.lastModifiedMs ?? null
  return releasedMs !== null && sinceMs !== null && precedes(releasedMs, sinceMs) ? {releasedMs, sinceMs} : null
}

export const releasedAtOnset = (target: LambdaFunction | null | undefined, failures: Failures): boolean =>
  releaseBefore(target, failures) !== null

/** "60 errors in 60 invocations (100 %), in 12 of 12 minutes since 2026-11-23T02:38Z." */
export function failingLine(failures: Failures): string {
  const {errors, invocations, share, failingMinutes, minutes, sinceMs, fromLog, hidden} = failures
  const since = `since ${iso(sinceMs ?? 0).slice(0, 16)}Z`
  if (hidden && share > 0 && share < 1)
    return `${count(errors, 'record')} of ${number(invocations)} failed (${percent(share)}), by the mapping's own count (FailedInvokeEventCount), ${since}. The function reports them in its response, which no Errors metric counts.`
  if (hidden)
    return `Errors is ${number(errors)} in ${count(invocations, 'invocation')} ${since}: the function reports failed records in its response (ReportBatchItemFailures), which no Errors metric counts.`
  return `${count(errors, 'error')} in ${count(invocations, 'invocation')} (${percent(share)}), in ${failingMinutes} of ${count(minutes, 'minute')} ${since}${fromLog ? ', by its log: CloudWatch has not published them yet' : ''}.`
}

/** That all shards lag, which one bad record does not explain. */
export const allLagLines = ({scope, minimumAgeSeconds}: Lag): string[] =>
  scope === 'all'
    ? [`All shards lag, not one alone${minimumAgeSeconds === null ? '' : `: the youngest batch is ${duration(minimumAgeSeconds)} old`}.`]
    : []

/** How often an error was logged, and its words; lines of an unknown format are shown as what they are. */
export function logLine({type, sample, count: lines, requests, raw}: LoggedError): string {
  const words = `${type && !sample.includes(type) ? `${type}: ` : ''}${sample}`
  if (raw)
    return `No line of the log has a known error format. Before the REPORT lines of failing invocations, ${count(lines, 'time')} in a minute: ${words}`
  return `Logged in ${requests > 0 ? count(requests, 'request') : count(lines, 'line')}: ${words}`
}

export const loggedLines = ({logged}: Failures): string[] => (logged ? [logLine(logged)] : [])

export function releaseLines(target: LambdaFunction | null | undefined, failures: Failures): string[] {
  const release = releaseBefore(target, failures)
  return release ? [`The function was changed at ${iso(release.releasedMs)}, ${timeBefore(release.releasedMs, release.sinceMs)}.`] : []
}

/** The change of the runtime's version, where it came when the failures began; else null. */
export const updatedAtOnset = (update: RuntimeUpdate | null | undefined, {sinceMs}: Failures): RuntimeUpdate | null =>
  update && sinceMs !== null && updatePrecedes(update, sinceMs) ? update : null

export const runtimeLines = (update: RuntimeUpdate | null, {sinceMs}: Failures): string[] =>
  update && sinceMs !== null ? [`${updateWords(update, sinceMs)} In the update mode Auto, AWS does that by itself.`] : []

/** Starts that fail, with the name of the error and the phase; the words of its invocations stand beside it. */
export function startLines({startFails}: Failures): string[] {
  if (startFails === null) return []
  const {type, kind, starts = 0, phase = null, sample} = startFails
  const what = phase === 'restore' ? 'The restore from the snapshot fails' : 'Initialization fails'
  const where = phase === null || phase === 'restore' ? '' : `, phase ${phase}`
  return [`${what} in ${count(starts, 'start')}${where}: ${type ?? (phase === 'restore' ? sample : kind)}.`]
}
