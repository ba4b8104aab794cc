import {hashOf, mix} from '../engine/random.ts'
import type {LabLogGroup, LogEvent, LogStore, World} from '../engine/world.ts'
import type {FunctionRun} from '../function/functions.ts'
import {linesOf} from './log-lines.ts'

/** CloudWatch Logs has a line some seconds after it was written (observed, not documented). */
const ingestionMs = (key: number, index: number): number => 1000 + (mix(key, index) % 6000)

/** Log streams are named after day, version and environment; in a group that is not the function's own its name comes first. */
function streamName({lab, environments}: FunctionRun, version: string, environment: number): string {
  const born = new Date(environments.bornMs[environment] ?? 0).toISOString().slice(0, 10).replaceAll('-', '/')
  const id = [1, 2, 3, 4].map(n => mix(hashOf(n, lab.name), environment).toString(16).padStart(8, '0')).join('')
  const owner = lab.logGroup === `/aws/lambda/${lab.name}` ? '' : lab.name
  return `${born}/${owner}[${version}]${id}`
}

/** The lines of a function's invocations, by their index. */
interface Lines {
  of(index: number): readonly LogEvent[]
}

/** Several queries read the same lines: those of so many invocations are kept, some tens of megabytes. */
const mostKept = 50_000

function createLines(run: FunctionRun): Lines {
  const kept = new Map<number, readonly LogEvent[]>()
  // An environment runs one version only: its number is enough.
  const streams = new Map<number, string>()
  const streamOf = (version: string, environment: number): string => {
    const known = streams.get(environment) ?? streamName(run, version, environment)
    streams.set(environment, known)
    return known
  }
  const make = (index: number): LogEvent[] => {
    const one = run.log.at(index)
    const lines = linesOf(run.lab, run.style, one, index)
    if (lines.length === 0) return []
    const stream = streamOf(one.version, one.environment)
    const delayMs = ingestionMs(run.style.key, index)
    return lines.map(({atMs, message}) => ({atMs, ingestedMs: atMs + delayMs, stream, message}))
  }
  return {
    of(index) {
      const known = kept.get(index)
      if (known !== undefined) return known
      const made = make(index)
      if (kept.size < mostKept) kept.set(index, made)
      return made
    },
  }
}

/** When and for whom lines are read: those in [startMs, endMs] that are ingested at `nowMs`. */
interface Span {
  startMs: number
  endMs: number
  nowMs: number
}

/** Lines that are made and not yet handed over; invocations overlap, so they do not come in order. */
interface Waiting {
  add(event: LogEvent): void
  /** Hands over the oldest, if it is not later than this. */
  upTo(atMs: number): LogEvent | undefined
}

/** A binary heap; events of the same instant leave it in the order in which they came. */
function createWaiting(): Waiting {
  const heap: {event: LogEvent; order: number}[] = []
  let orders = 0
  const before = (a: number, b: number): boolean => {
    const [one, other] = [heap[a], heap[b]]
    if (one === undefined || other === undefined) return one !== undefined
    return one.event.atMs < other.event.atMs || (one.event.atMs === other.event.atMs && one.order < other.order)
  }
  const swap = (a: number, b: number) => {
    const [one, other] = [heap[a], heap[b]]
    if (one !== undefined && other !== undefined) [heap[a], heap[b]] = [other, one]
  }
  const push = (event: LogEvent) => {
    heap.push({event, order: orders++})
    for (let place = heap.length - 1; place > 0; ) {
      const parent = (place - 1) >> 1
      if (!before(place, parent)) break
      swap(place, parent)
      place = parent
    }
  }
  const pop = (): LogEvent | undefined => {
    const top = heap[0]?.event
    const last = heap.pop()
    if (heap.length === 0 || last === undefined) return top
    heap[0] = last
    for (let place = 0; ; ) {
      const left = 2 * place + 1
      const child = before(left + 1, left) && left + 1 < heap.length ? left + 1 : left
      if (child >= heap.length || !before(child, place)) break
      swap(place, child)
      place = child
    }
    return top
  }
  return {
    add: push,
    upTo: atMs => (heap[0] !== undefined && heap[0].event.atMs <= atMs ? pop() : undefined),
  }
}

/** The lines of all functions that write to one group, oldest first. */
function* linesIn(writers: readonly {run: FunctionRun; lines: Lines}[], {startMs, endMs, nowMs}: Span): Iterable<LogEvent> {
  const waiting = createWaiting()
  const isSeen = ({atMs, ingestedMs}: LogEvent): boolean => atMs >= startMs && atMs <= endMs && ingestedMs <= nowMs
  const places = writers.map(({run: {log}, lines}) => ({log, lines, index: log.indexFrom(startMs - log.longestMs)}))
  for (;;) {
    let next: (typeof places)[number] | null = null
    let nextMs = Number.POSITIVE_INFINITY
    for (const place of places) {
      if (place.index >= place.log.count) continue
      const sentMs = place.log.sentMs(place.index)
      if (sentMs < nextMs) [next, nextMs] = [place, sentMs]
    }
    for (let event = waiting.upTo(nextMs - 1); event !== undefined; event = waiting.upTo(nextMs - 1)) yield event
    if (next === null || nextMs > endMs) break
    for (const event of next.lines.of(next.index++)) if (isSeen(event)) waiting.add(event)
  }
  for (let event = waiting.upTo(Number.POSITIVE_INFINITY); event !== undefined; event = waiting.upTo(Number.POSITIVE_INFINITY)) yield event
}

/** null: no line was written yet. */
function groupOf(world: World, name: string, runs: readonly FunctionRun[]): LabLogGroup | null {
  const firstMs = Math.min(...runs.filter(({log}) => log.count > 0).map(({log}) => log.sentMs(0)))
  if (!(firstMs <= world.nowMs)) return null
  const arn = `arn:aws:logs:${world.region}:${world.accountId}:log-group:${name}`
  // The lab keeps no lines from before its start; the group is as old as the oldest version of its functions.
  const published = runs.flatMap(({lab}) => [...lab.versions.values()].map(version => version.publishedMs))
  const setUp = world.logGroups.get(name) ?? {retentionDays: null, class: 'STANDARD' as const}
  return {name, arn, createdMs: Math.min(firstMs, ...published), ...setUp}
}

/** @param functions all that ever were: the logs of a function stay when it is deleted. */
export function createLogStore(world: World, functions: ReadonlyMap<string, FunctionRun>): LogStore {
  const writersOf = (group: string) => [...functions.values()].filter(run => run.lab.logGroup === group)
  const known = new Map<FunctionRun, Lines>()
  const linesOfRun = (run: FunctionRun): Lines => {
    const lines = known.get(run) ?? createLines(run)
    known.set(run, lines)
    return lines
  }
  return {
    groups() {
      const names = [...new Set([...functions.values()].map(run => run.lab.logGroup))].sort()
      return names.map(name => groupOf(world, name, writersOf(name))).filter(group => group !== null)
    },
    read(group, startMs, endMs) {
      const writers = writersOf(group).map(run => ({run, lines: linesOfRun(run)}))
      return linesIn(writers, {startMs, endMs, nowMs: world.nowMs})
    },
  }
}
