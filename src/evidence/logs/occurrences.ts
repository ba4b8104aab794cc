import {type ErrorLine, logKinds, type Occurrence} from '../../model/evidence/log-lines.ts'

/** Reasons that say nothing about the cause: a hint, or an error that was logged before, explains them. */
const vague: readonly ErrorLine['kind'][] = ['timeout', 'crash', 'unknown']

/** A line that ends an invocation stands so close to its report, or to the other lines about the same end. */
const togetherMs = 1000

function add<T>(groups: Map<string, T[]>, id: string, one: T): void {
  const group = groups.get(id) ?? []
  group.push(one)
  groups.set(id, group)
}

/** The line with a request id, in the same stream, that a line without one belongs to. */
function owner(line: ErrorLine, inStream: readonly ErrorLine[]): ErrorLine | undefined {
  const reports = inStream.filter(({from}) => from === 'report')
  // A stream holds one invocation after the other: the lines between its begin and its end are its own.
  const within = reports.find(({atMs, durationMs}) => line.atMs <= atMs && line.atMs >= atMs - Math.max(durationMs ?? 0, togetherMs))
  if (within !== undefined) return within
  const near = inStream.filter(({from, atMs}) => from === 'log' && Math.abs(atMs - line.atMs) <= togetherMs)
  return near.find(({atMs}) => atMs >= line.atMs) ?? near[0]
}

/** JSON logs have two events for the end of one start: the runtime is done, without a duration, and the report. */
const isReportedToo = (line: ErrorLine, lines: readonly ErrorLine[]): boolean =>
  line.from === 'init' &&
  line.durationMs === null &&
  lines.some(
    ({from, durationMs, stream, atMs}) =>
      from === 'init' && durationMs !== null && stream === line.stream && Math.abs(atMs - line.atMs) <= togetherMs,
  )

/** The lines of each invocation; a line that belongs to no known one stands alone. */
function byInvocation(lines: readonly ErrorLine[]): ErrorLine[][] {
  const identified = new Map<string, ErrorLine[]>()
  for (const line of lines) if (line.requestId !== null) add(identified, line.stream, line)
  for (const list of identified.values()) list.sort((a, b) => a.atMs - b.atMs)
  const groups = new Map<string, ErrorLine[]>()
  lines.forEach((line, i) => {
    const owned = line.requestId === null && line.from === 'log' ? owner(line, identified.get(line.stream) ?? []) : line
    add(groups, owned?.requestId ?? `line ${i}`, line)
  })
  return [...groups.values()]
}

/** The lines that may name the reason. */
function candidates(lines: readonly ErrorLine[]): readonly ErrorLine[] {
  const thrown = lines.filter(({fails, from, kind}) => fails && from === 'log' && !vague.includes(kind))
  if (thrown.length > 0) return thrown
  const said = lines.filter(({hint}) => !hint)
  return said.every(({kind}) => vague.includes(kind)) ? lines : said
}

const rank = ({kind, from}: ErrorLine): number => 2 * logKinds.indexOf(kind) + (from === 'log' ? 0 : 1)

function occurrenceOf(lines: readonly ErrorLine[], isReported: boolean): Occurrence | null {
  const failed = lines.some(({fails}) => fails)
  if (!failed && lines.every(({hint}) => hint)) return null
  const [own] = [...candidates(lines)].sort((a, b) => rank(a) - rank(b) || a.atMs - b.atMs)
  if (own === undefined) return null
  const logged = lines.filter(({from, hint, kind, type}) => from === 'log' && !hint && kind === own.kind && type === own.type)
  // The words of the error itself come first, those of who caught it later.
  const words = (of: readonly ErrorLine[]) => [...of].sort((a, b) => a.atMs - b.atMs).find(({message}) => message !== '')
  const said = words(logged) ?? words(lines.filter(({from, hint}) => from === 'log' && !hint)) ?? own
  const instants = lines.map(({atMs}) => atMs)
  return {
    kind: own.kind,
    type: own.type ?? lines.find(({type}) => type !== null)?.type ?? null,
    host: own.host,
    deniedAction: own.deniedAction,
    deniedResource: own.deniedResource,
    deniedBy: own.deniedBy,
    deniedExplicitly: own.deniedExplicitly,
    message: said.message,
    version: lines.find(({version}) => version !== null)?.version ?? null,
    requestId: lines.find(({requestId}) => requestId !== null)?.requestId ?? null,
    sequenceNumbers: [...new Set(lines.flatMap(line => line.sequenceNumbers))],
    triesAgain: lines.filter(({from, hint}) => from === 'log' && !hint).every(line => line.triesAgain) && !failed,
    outside: lines.filter(({from, hint}) => from === 'log' && !hint).every(line => line.outside) && !failed,
    firstMs: Math.min(...instants),
    lastMs: Math.max(...instants),
    lines: Math.max(1, logged.length),
    byPlatform: said.from !== 'log',
    isStart: lines.every(({from}) => from === 'init'),
    phase: lines.find(({phase}) => phase !== null)?.phase ?? null,
    failed: failed ? true : isReported ? false : null,
  }
}

/** The sum of the metric Errors over the time of the lines, and the instant until which it is published, epoch milliseconds. */
export interface CountedErrors {
  errors: number
  untilMs: number
}

/** Invocations fall into the minute of their begin, and lines into that of their end: this share of them is as many. */
const asMany = 0.9

/**
 * The invocations that failed, or logged an error, each once. An invocation that logs an error and has no report of a failure succeeded, where
 * reports have a status. Older ones have none: then the metric can settle it, for the time that it has published; null is unknown.
 */
export function occurrencesOf(lines: readonly ErrorLine[], counted: CountedErrors | null): Occurrence[] {
  const isReported = counted?.errors === 0 || lines.some(({from}) => from === 'report')
  const starts = lines.filter(({from}) => from === 'init')
  const found = byInvocation(lines.filter(line => !isReportedToo(line, starts))).flatMap(group => occurrenceOf(group, isReported) ?? [])
  if (counted === null) return found
  const isPublished = ({lastMs}: Occurrence) => lastMs < counted.untilMs
  const open = found.filter(one => one.failed === null && isPublished(one)).length
  const left = counted.errors - found.filter(one => one.failed && !one.isStart && isPublished(one)).length
  // Between these the metric tells how many failed, and not which.
  const settled = left <= 0 ? false : left >= asMany * open ? true : null
  return found.map(one => (one.failed === null && isPublished(one) ? {...one, failed: settled} : one))
}

/** The metric's points in the time of the lines, oldest first; null where there are none. */
export function countedErrors(metric: readonly {atMs: number; value: number}[]): CountedErrors | null {
  const newest = metric.at(-1)
  if (newest === undefined) return null
  return {errors: metric.reduce((sum, {value}) => sum + value, 0), untilMs: newest.atMs + 60_000}
}
