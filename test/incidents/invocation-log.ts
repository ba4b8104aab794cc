import {hex, requestId} from './ids.ts'
import {noise, type Rate} from './shapes.ts'
import type {Band} from './stand-in/series.ts'
import type {LogEvent} from './stand-in/world.ts'

/** One request as its own lines see it. */
export interface Request {
  id: string
  /** Epoch milliseconds. */
  ms: number
  /** ISO 8601, as runtimes print it. */
  at: string
  /** Counts within its minute. */
  nth: number
  minute: number
}

export type Lines = (request: Request) => string[]

/** The lines that Lambda and the code write of the invocations of the last hour. */
export interface InvocationLog {
  /** `text`: REPORT lines as of 2026, with a status; `text-old`: as before, without; `json`: platform events. */
  format?: 'text' | 'text-old' | 'json'
  /** Lines of a request that fails, or that reports failures in its response. */
  failing: Lines
  /** Lines of a request that does not. */
  passing?: Lines
  /** Requests per minute, beyond those that count as errors, that write the lines of failing ones: they report or swallow them. */
  handled?: Rate
  /** The content of a failing request's REPORT. */
  report?: {status?: 'error' | 'timeout'; errorType?: string; durationMs?: number; usedMb?: number; initMs?: number}
  /** How long the environment of a request started, where it was a cold start. */
  coldMs?: (request: Request) => number | undefined
  /** INIT_START and such, by the minute. */
  around?: (minute: number, ms: number) => string[]
  memoryMb?: number
  usedMb?: number
  version?: string
  /** The log stream's version by the minute, where a release changed it. */
  versionAt?: (minute: number) => string
}

/** The counts that the log tells of, the same as in the metrics. */
export interface Told {
  invocations: Rate
  errors: Rate
  durations: (minute: number, invocations: number) => Band[]
}

const loggedMinutes = 62

interface Report {
  durationMs: number
  memoryMb: number
  usedMb: number
  status?: string | undefined
  errorType?: string | undefined
  initMs?: number | undefined
}

function reportLine(format: NonNullable<InvocationLog['format']>, {id, at}: Request, report: Report): string {
  const {durationMs, memoryMb, usedMb, status, errorType, initMs} = report
  if (format === 'json') {
    const metrics = {
      durationMs,
      billedDurationMs: Math.ceil(durationMs),
      memorySizeMB: memoryMb,
      maxMemoryUsedMB: usedMb,
      initDurationMs: initMs,
    }
    return JSON.stringify({time: at, type: 'platform.report', record: {requestId: id, metrics, status: status ?? 'success', errorType}})
  }
  const told = format === 'text' ? [status && `Status: ${status}`, errorType && `Error Type: ${errorType}`] : []
  const parts = [
    `REPORT RequestId: ${id}`,
    `Duration: ${durationMs.toFixed(2)} ms`,
    `Billed Duration: ${Math.ceil(durationMs + (initMs ?? 0))} ms`,
    `Memory Size: ${memoryMb} MB`,
    `Max Memory Used: ${usedMb} MB`,
    ...(initMs === undefined ? [] : [`Init Duration: ${initMs.toFixed(2)} ms`]),
    ...told.filter(Boolean),
  ]
  return `${parts.join('\t')}\t`
}

function startLine(json: boolean, {id, at}: Request, version: string): string {
  return json
    ? JSON.stringify({time: at, type: 'platform.start', record: {requestId: id, version}})
    : `START RequestId: ${id} Version: ${version}`
}

/** Which of the requests of a minute fail: so many, evenly among them. */
const fails = (nth: number, all: number, failing: number): boolean =>
  Math.floor(((nth + 1) * failing) / all) > Math.floor((nth * failing) / all)

function durationOf(bands: readonly Band[], request: Request, isLongest: boolean): number {
  const high = Math.max(...bands.map(band => band.high))
  const shortest = bands.reduce((best, band) => (band.low < best.low ? band : best))
  return isLongest ? high : shortest.low + (shortest.high - shortest.low) * noise(request.minute, request.nth)
}

/** The log of the last hour; it has the failures that the metrics count. */
export function invocationLog(nowMs: number, told: Told, log: InvocationLog): LogEvent[] {
  const {format = 'text', failing, passing, handled, report = {}, coldMs, around, memoryMb = 1024, usedMb = Math.round(memoryMb / 5)} = log
  const events: LogEvent[] = []
  for (let minute = -loggedMinutes; minute <= 0; minute++) {
    const version = log.versionAt?.(minute) ?? log.version ?? '$LATEST'
    const all = Math.round(told.invocations(minute))
    const bad = Math.min(all, Math.round(told.errors(minute) + (handled?.(minute) ?? 0)))
    const fromMs = Math.floor(nowMs / 60_000) * 60_000 + minute * 60_000
    const stream = (nth: number) =>
      `${new Date(fromMs).toISOString().slice(0, 10).replaceAll('-', '/')}/[${version}]${hex((nth % 7) + 1, 32)}`
    const write = (ms: number, message: string, nth: number) => {
      if (ms <= nowMs)
        events.push({timestamp: Math.round(ms), message: message.endsWith('\n') ? message : `${message}\n`, logStream: stream(nth)})
    }
    for (const line of around?.(minute, fromMs) ?? []) write(fromMs, line, 0)
    for (let nth = 0; nth < all; nth++) {
      const ms = fromMs + Math.floor((nth * 60_000) / all)
      const request: Request = {id: requestId(minute * 1000 + nth), ms, at: new Date(ms).toISOString(), nth, minute}
      const isBad = fails(nth, all, bad)
      const durationMs = isBad
        ? (report.durationMs ?? durationOf(told.durations(minute, all), request, true))
        : durationOf(told.durations(minute, all), request, false)
      write(ms, startLine(format === 'json', request, version), nth)
      for (const line of (isBad ? failing(request) : passing?.(request)) ?? []) write(ms + Math.min(durationMs, 2000), line, nth)
      if (format !== 'json') write(ms + durationMs, `END RequestId: ${request.id}`, nth)
      const own = isBad ? {status: report.status, errorType: report.errorType, initMs: report.initMs} : {initMs: coldMs?.(request)}
      write(
        ms + durationMs,
        reportLine(format, request, {durationMs, memoryMb, usedMb: isBad ? (report.usedMb ?? usedMb) : usedMb, ...own}),
        nth,
      )
    }
  }
  return events.sort((a, b) => a.timestamp - b.timestamp)
}
