import type {ErrorClass} from '../model/function-errors.ts'
import type {ErrorKind, ErrorLine} from '../model/log-lines.ts'
import {maskValues} from '../model/mask-values.ts'
import {iso} from '../model/units.ts'

const longestSample = 300

/** When the lines of one invocation say several things, the first of these is what it comes down to. */
const byTelling: readonly ErrorKind[] = ['out-of-memory', 'access-denied', 'connection', 'init', 'timeout', 'exception', 'crash', 'unknown']

/** The lines of one invocation, or one line that belongs to none. */
interface Occurrence {
  kind: ErrorKind
  type: string | null
  atMs: number
  version: string | null
  message: string
  /** The message is Lambda's own: its numbers are durations and sizes, no data. */
  byPlatform: boolean
  /** Lambda says itself that it failed. */
  failed: boolean
}

function occurrenceOf(lines: readonly ErrorLine[]): Occurrence {
  const kind = byTelling.find(wanted => lines.some(line => line.kind === wanted)) ?? 'unknown'
  const telling = lines.filter(line => line.kind === kind)
  const own = telling.find(({from}) => from === 'log') ?? telling[0]
  const said = [own, ...lines].find(line => line?.from === 'log' && line.message !== '') ?? own
  return {
    kind,
    type: own?.type ?? lines.find(({type}) => type !== null)?.type ?? null,
    atMs: Math.min(...lines.map(({atMs}) => atMs)),
    version: lines.find(({version}) => version !== null)?.version ?? null,
    message: said?.message ?? '',
    byPlatform: said?.from !== 'log',
    failed: lines.some(line => line.from !== 'log' || ['timeout', 'out-of-memory', 'crash', 'init'].includes(line.kind)),
  }
}

function add<T>(groups: Map<string, T[]>, id: string, one: T): void {
  const group = groups.get(id) ?? []
  group.push(one)
  groups.set(id, group)
}

/** The report follows at once on what an invocation ends with. */
const reportFollowsMs = 1000

/**
 * The lines of each invocation. Some runtimes log an exception without the id of the request: it belongs to the report that follows at
 * once in the same stream.
 */
function byInvocation(lines: readonly ErrorLine[]): ErrorLine[][] {
  const reports = new Map<string, ErrorLine[]>()
  for (const line of lines) if (line.from === 'report') add(reports, line.stream, line)
  const follows = (line: ErrorLine): ErrorLine | undefined =>
    reports.get(line.stream)?.find(({atMs}) => atMs >= line.atMs && atMs - line.atMs <= reportFollowsMs)
  const groups = new Map<string, ErrorLine[]>()
  lines.forEach((line, i) => {
    const id = line.requestId ?? follows(line)?.requestId ?? `line ${i}`
    add(groups, id, line)
  })
  return [...groups.values()]
}

/**
 * The errors by what they come down to, the most frequent first: invocations are counted, not lines. `errors`: what the metric counts,
 * null when unknown. An invocation whose code logged an error and which Lambda does not report as failed went on all the same; older logs
 * have no such report, and then only the metric can tell.
 */
export function errorClasses(lines: readonly ErrorLine[], errors: number | null): ErrorClass[] {
  const tells = errors === 0 || lines.some(({from}) => from === 'report')
  const groups = new Map<string, Occurrence[]>()
  for (const occurrence of byInvocation(lines).map(occurrenceOf)) {
    const id = `${occurrence.kind} ${occurrence.type ?? ''}`
    add(groups, id, occurrence)
  }
  return [...groups.values()].map(group => classOf(group, tells)).sort((a, b) => b.count - a.count)
}

function classOf(group: readonly Occurrence[], tells: boolean): ErrorClass {
  const sorted = [...group].sort((a, b) => a.atMs - b.atMs)
  const [first, last] = [sorted[0] as Occurrence, sorted.at(-1) as Occurrence]
  const told = sorted.findLast(({message, byPlatform}) => message !== '' && !byPlatform) ?? sorted.findLast(({message}) => message !== '')
  return {
    kind: first.kind,
    type: first.type,
    count: group.length,
    handled: tells || group.every(({failed}) => failed) ? group.filter(({failed}) => !failed).length : null,
    first: iso(first.atMs),
    last: iso(last.atMs),
    versions: [...new Set(group.flatMap(({version}) => version ?? []))].sort(),
    sample: told ? maskValues(told.message, {keepNumbers: told.byPlatform}).slice(0, longestSample) : null,
  }
}
