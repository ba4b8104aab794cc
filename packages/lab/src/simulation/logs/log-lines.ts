import {mix} from '../engine/random.ts'
import type {LabFunction} from '../engine/world.ts'
import {type Failure, type Language, languageOf} from '../function/failures.ts'
import {runtimeArn, runtimeVersion, updatesAt} from '../function/runtimes.ts'
import type {Ending, Invoked} from './invocation-log.ts'

/** One line, without the stream it is in. */
export interface LogLine {
  atMs: number
  message: string
}

/** The style of a function's lines. */
export interface LineStyle {
  key: number
  /** Older: a line of its own for a timeout or a crash. Newer: a status in the REPORT line (Lambda Developer Guide, "runtime environment"). */
  statusInReport: boolean
}

/** A fact about an invocation, as a number of the hash's 32 bits. */
const drawOf = ({key}: LineStyle, index: number, name: number): number => mix(mix(key, name), index)

/** The id of the invocation; a version 4 UUID. */
export function requestIdOf(style: LineStyle, index: number): string {
  const hex = (name: number) => drawOf(style, index, name).toString(16).padStart(8, '0')
  const [second, third] = [hex(2), hex(3)]
  return `${hex(1)}-${second.slice(0, 4)}-4${second.slice(5)}-9${third.slice(1, 4)}-${third.slice(4)}${hex(4)}`
}

/** Status and error type as the platform reports them (Lambda Developer Guide, "telemetry-schema-reference"). */
const statusOf: Record<Ending, 'success' | 'error' | 'timeout'> = {
  returned: 'success',
  threw: 'error',
  'timed-out': 'timeout',
  exited: 'error',
  'not-started': 'error',
}

const iso = (ms: number): string => new Date(ms).toISOString()

/** The runtime that an environment starts with, as its first lines name it. */
function runtimeOf(fn: LabFunction, {version, sentMs}: Invoked): {runtimeVersion: string; runtimeVersionArn: string} {
  const updates = updatesAt(fn, version, sentMs)
  return {runtimeVersion: runtimeVersion(fn, updates), runtimeVersionArn: runtimeArn(fn, updates)}
}

function runtimeText(fn: LabFunction, one: Invoked): string {
  const {runtimeVersion: name, runtimeVersionArn: arn} = runtimeOf(fn, one)
  return `Runtime Version: ${name}\tRuntime Version ARN: ${arn}`
}

interface Moments {
  requestId: string
  beganMs: number
  endedMs: number
  /** To the hundredth of a millisecond; the metric has it in whole ones. */
  duration: number
  billedMs: number
}

function momentsOf(style: LineStyle, one: Invoked, index: number): Moments {
  const beganMs = one.sentMs + one.initMs
  const fraction = one.ending === 'timed-out' ? 0 : (drawOf(style, index, 5) % 100) / 100
  const duration = Math.max(0.5, one.durationMs - fraction)
  const initMs = one.start === 'cold' ? one.initMs : 0
  return {
    requestId: requestIdOf(style, index),
    beganMs,
    endedMs: beganMs + one.durationMs,
    duration,
    // The start is billed since August 2025 (Lambda Developer Guide).
    billedMs: Math.ceil(duration + initMs),
  }
}

/** The lines of one invocation, in their order. */
export function linesOf(fn: LabFunction, style: LineStyle, one: Invoked, index: number): LogLine[] {
  const moments = momentsOf(style, one, index)
  return fn.logFormat === 'JSON' ? jsonLines(fn, one, moments) : textLines(fn, style, one, moments)
}

function textLines(fn: LabFunction, {statusInReport}: LineStyle, one: Invoked, moments: Moments): LogLine[] {
  const {requestId, beganMs, endedMs} = moments
  const lines: LogLine[] = []
  const say = (atMs: number, message: string) => lines.push({atMs, message: `${message}\n`})
  const language = languageOf(fn.runtime)
  if (one.start === 'cold') say(one.sentMs, `INIT_START ${runtimeText(fn, one)}`)
  if (one.start === 'restored') {
    say(one.sentMs, `RESTORE_START ${runtimeText(fn, one)}`)
    say(beganMs, `RESTORE_REPORT Restore Duration: ${one.initMs.toFixed(2)} ms`)
  }
  if (one.ending === 'not-started') {
    if (one.failure !== null) say(beganMs, failureText(language, one.failure, beganMs, 'undefined', 'Uncaught Exception'))
    if (one.initMs > 0)
      say(beganMs, `INIT_REPORT Init Duration: ${one.initMs.toFixed(2)} ms\tPhase: init\tStatus: error\tError Type: ${errorTypeOf(one)}`)
  }
  say(beganMs, `START RequestId: ${requestId} Version: ${one.version}`)
  if (one.failure !== null && (one.ending === 'threw' || one.ending === 'returned')) {
    say(endedMs, failureText(language, one.failure, endedMs, requestId, titleOf(one) ?? 'Invoke Error'))
  }
  say(endedMs, `END RequestId: ${requestId}`)
  say(endedMs, reportText(one, moments, statusInReport))
  if (!statusInReport && one.ending === 'timed-out') {
    say(endedMs, `${iso(endedMs)} ${requestId} Task timed out after ${(one.durationMs / 1000).toFixed(2)} seconds\n`)
  }
  if (!statusInReport && one.ending === 'exited' && one.failure !== null) {
    say(endedMs, `${one.failure.message.replace('*', requestId)}\n${one.failure.type}`)
  }
  return lines
}

/** The words with which the handler logs an error that it caught; null of one that it threw. */
const titleOf = ({ending, failure}: Invoked): string | null =>
  ending === 'returned' ? (failure?.handled ? 'trying again' : 'record failed') : null

function errorTypeOf({ending, failure}: Invoked): string | null {
  return ending === 'returned' || ending === 'timed-out' ? null : (failure?.type ?? 'Runtime.Unknown')
}

function reportText(one: Invoked, {requestId, duration, billedMs}: Moments, statusInReport: boolean): string {
  const parts = [
    `REPORT RequestId: ${requestId}`,
    `Duration: ${duration.toFixed(2)} ms`,
    `Billed Duration: ${billedMs} ms`,
    `Memory Size: ${one.memoryMb} MB`,
    `Max Memory Used: ${one.usedMb} MB`,
  ]
  // After a failed start no Init Duration is reported: the repeated start lies within the Duration.
  if (one.start === 'cold' && one.ending !== 'not-started') parts.push(`Init Duration: ${one.initMs.toFixed(2)} ms`)
  if (one.start === 'restored') parts.push(`Restore Duration: ${one.initMs.toFixed(2)} ms`, `Billed Restore Duration: ${one.initMs} ms`)
  if (statusInReport && one.ending !== 'returned') {
    parts.push(`Status: ${statusOf[one.ending]}`)
    const type = errorTypeOf(one)
    if (type !== null) parts.push(`Error Type: ${type}`)
  }
  return `${parts.join('\t')}\t`
}

function failureText(language: Language, failure: Failure, atMs: number, requestId: string, title: string): string {
  const {type, message, stack} = failure
  if (language === 'python') {
    const trace = stack.length === 0 ? 'Traceback (most recent call last):' : `Traceback (most recent call last):\n  ${stack.join('\n  ')}`
    const level = title === 'Invoke Error' || title === 'Uncaught Exception' ? '[ERROR]' : `[ERROR]\t${iso(atMs)}\t${requestId}\t${title}`
    return `${level} ${type}: ${message}\n${trace}`
  }
  const frames = [`${type}: ${message}`, ...stack.map(frame => `    ${frame}`)]
  return `${iso(atMs)}\t${requestId}\tERROR\t${title} \t${JSON.stringify({errorType: type, errorMessage: message, stack: frames})}`
}

/** System lines below the function's level are left out; so are the code's own. */
function jsonLines(fn: LabFunction, one: Invoked, moments: Moments): LogLine[] {
  const {requestId, beganMs, endedMs} = moments
  const lines: LogLine[] = []
  const {systemLogLevel = 'INFO', applicationLogLevel = 'INFO'} = fn
  const system = (atMs: number, level: 'DEBUG' | 'INFO' | 'WARN', type: string, record: object) => {
    if (levels.indexOf(level) >= levels.indexOf(systemLogLevel))
      lines.push({atMs, message: JSON.stringify({time: iso(atMs), type, record})})
  }
  const status = statusOf[one.ending]
  const errorType = errorTypeOf(one)
  const failed = {status, ...(errorType !== null && {errorType})}
  const phase = {phase: 'init', functionName: fn.name, functionVersion: one.version}
  if (one.start === 'cold') {
    system(one.sentMs, 'INFO', 'platform.initStart', {initializationType: 'on-demand', ...phase, ...runtimeOf(fn, one)})
    const metrics = {durationMs: one.initMs}
    if (one.ending === 'not-started')
      system(beganMs, 'WARN', 'platform.initReport', {initializationType: 'on-demand', ...phase, ...failed, metrics})
  }
  if (one.start === 'restored') system(one.sentMs, 'INFO', 'platform.restoreStart', {...phase, ...runtimeOf(fn, one)})
  system(beganMs, 'INFO', 'platform.start', {requestId, version: one.version})
  if (one.failure !== null && one.ending !== 'exited' && levels.indexOf('ERROR') >= levels.indexOf(applicationLogLevel)) {
    lines.push({atMs: endedMs, message: failureJson(languageOf(fn.runtime), one.failure, endedMs, requestId, titleOf(one))})
  }
  system(endedMs, status === 'success' ? 'DEBUG' : 'WARN', 'platform.runtimeDone', {
    requestId,
    ...failed,
    metrics: {durationMs: moments.duration},
  })
  const metrics = {
    durationMs: moments.duration,
    billedDurationMs: moments.billedMs,
    memorySizeMB: one.memoryMb,
    maxMemoryUsedMB: one.usedMb,
    ...(one.start === 'cold' && one.ending !== 'not-started' && {initDurationMs: one.initMs}),
    ...(one.start === 'restored' && {restoreDurationMs: one.initMs, billedRestoreDurationMs: one.initMs}),
  }
  system(endedMs, status === 'success' ? 'INFO' : 'WARN', 'platform.report', {requestId, metrics, ...failed})
  return lines
}

const levels = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL']

/** As runtimes write JSON: an error that the code logs with words of its own has these in `message`, and the fields of the error beside it. */
function failureJson(language: Language, {type, message, stack}: Failure, atMs: number, requestId: string, title: string | null): string {
  const error = {errorType: type, errorMessage: message, stackTrace: stack}
  if (language === 'node' && title === null) return JSON.stringify({timestamp: iso(atMs), level: 'ERROR', requestId, message: error})
  return JSON.stringify(
    language === 'node'
      ? {timestamp: iso(atMs), level: 'ERROR', requestId, message: `${title} ${type}: ${message}`, ...error}
      : {timestamp: iso(atMs), level: 'ERROR', message: title ?? message, requestId, ...error},
  )
}
