import {updatePrecedes, updateWords} from '../../advice/former-runtime.ts'
import {formerVersion} from '../../advice/former-version.ts'
import {precedes, timeBefore} from '../../model/derived/changes.ts'
import {maybe, type Wanted} from '../../model/derived/derived.ts'
import type {Failures} from '../../model/derived/failures.ts'
import type {Lag} from '../../model/derived/lag.ts'
import type {RuntimeUpdate} from '../../model/derived/runtime-update.ts'
import type {LambdaFunction, LoggedError} from '../../model/evidence/evidence.ts'
import {marked} from '../../model/evidence-line.ts'
import {count, duration, iso, isoMinute, number, percent} from '../../text/units.ts'
import {known} from './lines.ts'

type Counts = Pick<Failures, 'errors' | 'invocations' | 'share' | 'failingMinutes' | 'minutes'> & {sinceMs: number}

const text = {
  /** "60 errors in 60 invocations (100 %), in 12 of 12 minutes since 2026-11-23T02:38Z". */
  failing: ({errors, invocations, share, failingMinutes, minutes, sinceMs}: Counts) =>
    `${count(errors, 'error')} in ${count(invocations, 'invocation')} (${percent(share)}), in ${failingMinutes} of ${count(minutes, 'minute')} since ${isoMinute(sinceMs)}`,
  byTheLog: ', by its log: CloudWatch has not published them yet',
  /** In some batches; AWS's own count of records. */
  reportsSome: ({errors, invocations, share, sinceMs}: Counts) =>
    `${count(errors, 'record')} of ${number(invocations)} failed (${percent(share)}), by the mapping's own count (FailedInvokeEventCount), since ${isoMinute(sinceMs)}. The function reports them in its response, which no Errors metric counts.`,
  reportsAll: ({errors, invocations, sinceMs}: Counts) =>
    `Errors is ${number(errors)} in ${count(invocations, 'invocation')} since ${isoMinute(sinceMs)}: the function reports failed records in its response (ReportBatchItemFailures), which no Errors metric counts.`,

  logged: (times: string, words: string) => marked('log', `in ${times}: ${words}`),
  requests: (requests: number) => count(requests, 'request'),
  lines: (lines: number) => count(lines, 'line'),
  /** Lines of an unknown format are shown as they are. */
  unknownFormat: (lines: number, words: string) =>
    `No line of the log has a known error format. One line precedes the REPORT lines of failing invocations, ${count(lines, 'time')} in a minute: ${words}`,

  noMessage: (times: string) => `The log has no message of the failures, only the reports of ${times}.`,
  /** A line without a level counts as INFO (Lambda Developer Guide, "monitoring-cloudwatchlogs-log-level"). */
  levelHides: (level: string) =>
    `ApplicationLogLevel is ${level}: Lambda leaves out lines with a lower level, and those without a level, which count as INFO.`,

  allLag: 'All shards lag, not one alone.',
  allLagBy: (youngestSeconds: number) => `All shards lag, not one alone: the youngest batch is ${duration(youngestSeconds)} old.`,

  released: (releasedMs: number, sinceMs: number) => `The function was changed at ${iso(releasedMs)}, ${timeBefore(releasedMs, sinceMs)}.`,
  runtimeUpdated: (update: RuntimeUpdate, sinceMs: number) =>
    `${updateWords(update, sinceMs)} ${update.isSet ? 'An update of the function set it.' : 'In the update mode Auto, AWS changes the version by itself.'}`,

  formerRuntime: (runtime: string, version: string, former: string) =>
    `The function runs on ${runtime}; version ${version}, published before, runs on ${former}.`,

  startFails: (starts: number, words: string) => `Initialization fails in ${count(starts, 'start')}: ${words}.`,
  startFailsIn: (phase: string, starts: number, words: string) =>
    `Initialization fails in ${count(starts, 'start')}, phase ${phase}: ${words}.`,
  restoreFails: (starts: number, words: string) => `The restore from the snapshot fails in ${count(starts, 'start')}: ${words}.`,
}

/** When the function was changed just before the failures began; null otherwise. AWS dates $LATEST and versions, not the move of an alias. */
function releaseBefore(target: LambdaFunction | null | undefined, {sinceMs}: Failures): {releasedMs: number; sinceMs: number} | null {
  const releasedMs = target?.lastModifiedMs ?? null
  return releasedMs !== null && sinceMs !== null && precedes(releasedMs, sinceMs) ? {releasedMs, sinceMs} : null
}

export const releasedAtOnset = (target: LambdaFunction | null | undefined, failures: Failures): boolean =>
  releaseBefore(target, failures) !== null

/** How much fails, and since when. */
export function failingLine(failures: Failures): string {
  const {share, fromLog, hidden} = failures
  const counts = {...failures, sinceMs: failures.sinceMs ?? 0}
  if (hidden) return share > 0 && share < 1 ? text.reportsSome(counts) : text.reportsAll(counts)
  return `${text.failing(counts)}${fromLog ? text.byTheLog : ''}.`
}

/** That all shards lag, which one bad record does not explain. */
export function allLagLines({scope, minimumAgeSeconds}: Lag): string[] {
  if (scope !== 'all') return []
  return [minimumAgeSeconds === null ? text.allLag : text.allLagBy(minimumAgeSeconds)]
}

/** How often an error was logged, and its words. */
export function logLine({type, sample, count: lines, requests, raw, wordless}: LoggedError): string {
  const words = `${type && !sample.includes(type) ? `${type}: ` : ''}${sample}`
  if (raw) return text.unknownFormat(lines, words)
  const times = requests > 0 ? text.requests(requests) : text.lines(lines)
  return wordless ? text.noMessage(times) : text.logged(times, words)
}

/** Levels that leave out a line of level INFO. */
const hidingLevels = ['WARN', 'ERROR', 'FATAL']

/** Why the log has no message of the failures, where its level may be the reason. */
export function levelLines(target: LambdaFunction | null | undefined, {logged}: Failures): string[] {
  const level = target?.applicationLogLevel ?? null
  const hides = logged?.wordless === true && target?.logFormat === 'JSON' && level !== null && hidingLevels.includes(level)
  return hides ? [text.levelHides(level)] : []
}

export const loggedLines = ({logged}: Failures): string[] => known(logged, logLine)

export const releaseLines = (target: LambdaFunction | null | undefined, failures: Failures): string[] =>
  known(releaseBefore(target, failures), ({releasedMs, sinceMs}) => text.released(releasedMs, sinceMs))

/** The change of the runtime's version, where it came when the failures began; else null. */
export const updatedAtOnset = (update: RuntimeUpdate | null | undefined, {sinceMs}: Failures): RuntimeUpdate | null =>
  update && sinceMs !== null && updatePrecedes(update, sinceMs) ? update : null

export const runtimeLines = (update: RuntimeUpdate | null, {sinceMs}: Failures): string[] =>
  update === null ? [] : known(sinceMs, ms => text.runtimeUpdated(update, ms))

/** Another runtime than that of the version before a release at the onset. */
export function formerRuntimeLines(
  target: LambdaFunction | null | undefined,
  failures: Failures,
  {mapping, versions}: Wanted<'mapping' | 'versions'>,
): string[] {
  if (!target?.runtime || !releasedAtOnset(target, failures)) return []
  const former = formerVersion(target, maybe(mapping), maybe(versions))
  const runtime = maybe(versions)?.find(({version}) => version === former?.version)?.runtime ?? null
  return former === null || runtime === null || runtime === target.runtime
    ? []
    : [text.formerRuntime(target.runtime, former.version, runtime)]
}

/** Starts that fail, with the name of the error and the phase; the words of its invocations stand beside it. */
export function startLines({startFails}: Failures): string[] {
  if (startFails === null) return []
  const {type, kind, starts = 0, phase = null, sample} = startFails
  if (phase === 'restore') return [text.restoreFails(starts, type ?? sample)]
  const words = type ?? kind ?? ''
  return [phase === null ? text.startFails(starts, words) : text.startFailsIn(phase, starts, words)]
}
