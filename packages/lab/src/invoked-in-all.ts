import type {InvocationLog, Invoked} from './simulation/logs/invocation-log.ts'

/** The outcomes of the invocations of a while, as they were, whatever was published of them. */
export interface InvokedInAll {
  count: number
  /** Ended with an error that `Errors` counts. */
  failed: number
  timedOut: number
  /** The code could not be loaded. */
  notStarted: number
  /** Milliseconds; null without an invocation. */
  medianMs: number | null
  longestMs: number | null
  meanMs: number | null
  /** Records per invocation; null without an invocation. */
  recordsEach: number | null
  /** Starts of environments, with the milliseconds that they took in all. */
  starts: number
  startMs: number
  /** Milliseconds of all invocations, without starts. */
  workMs: number
  /** Iterator ages of the oldest and the youngest batch, seconds; null where no mapping sent one. */
  oldestSeconds: number | null
  youngestSeconds: number | null
  mostMb: number
  /** Memory sizes that they ran with, MB. */
  sizesMb: number[]
  /** Error types and messages that the code logged. */
  errors: string[]
  /** Share of the time of the concurrent batches in which the function worked. */
  laneUse: number
}

const meanOf = (list: readonly number[]): number | null =>
  list.length === 0 ? null : list.reduce((sum, value) => sum + value, 0) / list.length

/** Not by spreading the list: there can be hundreds of thousands. */
const extremeOf = (list: readonly number[], of: (a: number, b: number) => number): number | null =>
  list.length === 0 ? null : list.reduce((found, value) => of(found, value))

const failed: ReadonlySet<Invoked['ending']> = new Set(['threw', 'timed-out', 'exited', 'not-started'])

interface OnDemand {
  /** [fromMs, toMs), by the start of the invocations. */
  fromMs: number
  toMs: number
  /** Only those that got so many records, at least and at most. */
  records: readonly [least: number, most: number] | undefined
  /** Batches that can run at once. */
  lanes: number
}

/** @param log undefined where there is no function. */
export function invokedIn(
  log: InvocationLog | undefined,
  {fromMs, toMs, records = [0, Number.POSITIVE_INFINITY], lanes}: OnDemand,
): InvokedInAll {
  const all: Invoked[] = []
  for (let i = log?.indexFrom(fromMs) ?? 0; log && i < log.count && log.sentMs(i) < toMs; i++) all.push(log.at(i))
  const [least, most] = records
  const list = all.filter(one => one.records >= least && one.records <= most)
  const ages = list.flatMap(({iteratorAgeMs}) => (iteratorAgeMs === null ? [] : [iteratorAgeMs / 1000]))
  const durations = list.map(({durationMs}) => durationMs).sort((a, b) => a - b)
  const workMs = durations.reduce((sum, ms) => sum + ms, 0)
  return {
    count: list.length,
    failed: list.filter(({ending}) => failed.has(ending)).length,
    notStarted: list.filter(({ending}) => ending === 'not-started').length,
    timedOut: list.filter(({ending}) => ending === 'timed-out').length,
    medianMs: durations[durations.length >> 1] ?? null,
    longestMs: durations.at(-1) ?? null,
    meanMs: meanOf(durations),
    recordsEach: meanOf(list.map(({records}) => records)),
    starts: list.filter(({start}) => start !== 'warm').length,
    startMs: list.reduce((sum, {initMs}) => sum + initMs, 0),
    workMs,
    oldestSeconds: extremeOf(ages, Math.max),
    youngestSeconds: extremeOf(ages, Math.min),
    sizesMb: [...new Set(list.map(({memoryMb}) => memoryMb))],
    mostMb: list.reduce((most, {usedMb}) => Math.max(most, usedMb), 0),
    errors: [...new Set(list.flatMap(({failure}) => (failure === null ? [] : [`${failure.type} ${failure.message}`])))],
    laneUse: workMs / Math.max(1, lanes * (toMs - fromMs)),
  }
}
