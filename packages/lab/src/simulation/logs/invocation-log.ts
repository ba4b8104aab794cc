import type {Failure} from '../function/failures.ts'

/** How an invocation began: in an environment at hand, in a new one, in one from a snapshot, or after a crash. */
export const starts = ['warm', 'cold', 'restored', 'again'] as const
export type Start = (typeof starts)[number]

/** How it ended. `exited`: the process was gone; `not-started`: the code could not be loaded. */
export const endings = ['returned', 'threw', 'timed-out', 'exited', 'not-started'] as const
export type Ending = (typeof endings)[number]

/** The kept data of an invocation. */
export interface Invoked {
  sentMs: number
  start: Start
  /** Start of the environment, or its restoration, before the invocation; 0 when there was none. Milliseconds. */
  initMs: number
  durationMs: number
  /** Records of its batch. */
  records: number
  /** Iterator age as `IteratorAge` counts it, milliseconds; null where no mapping sent the batch. */
  iteratorAgeMs: number | null
  ending: Ending
  /** The failure that the code logged; also where it returned. */
  failure: Failure | null
  version: string
  /** Number of the environment. */
  environment: number
  usedMb: number
  memoryMb: number
}

/** The invocations of one function, in the order of their start; columns of numbers, since there can be hundreds of thousands. */
export interface InvocationLog {
  readonly count: number
  /** No invocation so far took longer than this, its start included; milliseconds. */
  readonly longestMs: number
  add(invoked: Invoked): void
  at(index: number): Invoked
  sentMs(index: number): number
  /** Index of the first invocation that was sent at this instant or later. */
  indexFrom(atMs: number): number
}

function createInterner<T>() {
  const numbers = new Map<T, number>()
  const values: T[] = []
  return {
    numberOf(value: T): number {
      const known = numbers.get(value)
      if (known !== undefined) return known
      numbers.set(value, values.length)
      return values.push(value) - 1
    },
    of: (number: number): T => values[number] as T,
  }
}

const columns = (size: number) => ({
  sent: new Float64Array(size),
  init: new Uint32Array(size),
  duration: new Uint32Array(size),
  records: new Uint16Array(size),
  iteratorAge: new Float64Array(size),
  environment: new Uint32Array(size),
  version: new Uint16Array(size),
  failure: new Uint16Array(size),
  used: new Uint16Array(size),
  memory: new Uint16Array(size),
  start: new Uint8Array(size),
  ending: new Uint8Array(size),
})

type Columns = ReturnType<typeof columns>

function grown(old: Columns): Columns {
  const larger = columns(old.sent.length * 2)
  for (const name of Object.keys(larger) as (keyof Columns)[]) larger[name].set(old[name])
  return larger
}

export function createInvocationLog(): InvocationLog {
  let kept = columns(256)
  let count = 0
  let longestMs = 0
  const versions = createInterner<string>()
  const failures = createInterner<Failure | null>()
  return {
    get count() {
      return count
    },
    get longestMs() {
      return longestMs
    },
    add(one) {
      if (count === kept.sent.length) kept = grown(kept)
      kept.sent[count] = one.sentMs
      kept.init[count] = one.initMs
      kept.duration[count] = one.durationMs
      kept.records[count] = one.records
      kept.iteratorAge[count] = one.iteratorAgeMs ?? Number.NaN
      kept.environment[count] = one.environment
      kept.version[count] = versions.numberOf(one.version)
      kept.failure[count] = failures.numberOf(one.failure)
      kept.used[count] = one.usedMb
      kept.memory[count] = one.memoryMb
      kept.start[count] = starts.indexOf(one.start)
      kept.ending[count] = endings.indexOf(one.ending)
      longestMs = Math.max(longestMs, one.initMs + one.durationMs)
      count++
    },
    at: index => ({
      sentMs: kept.sent[index] as number,
      initMs: kept.init[index] as number,
      durationMs: kept.duration[index] as number,
      records: kept.records[index] as number,
      iteratorAgeMs: Number.isNaN(kept.iteratorAge[index]) ? null : (kept.iteratorAge[index] as number),
      environment: kept.environment[index] as number,
      version: versions.of(kept.version[index] as number),
      failure: failures.of(kept.failure[index] as number),
      usedMb: kept.used[index] as number,
      memoryMb: kept.memory[index] as number,
      start: starts[kept.start[index] as number] as Start,
      ending: endings[kept.ending[index] as number] as Ending,
    }),
    sentMs: index => kept.sent[index] as number,
    indexFrom(atMs) {
      let low = 0
      let high = count
      while (low < high) {
        const middle = (low + high) >> 1
        if ((kept.sent[middle] as number) < atMs) low = middle + 1
        else high = middle
      }
      return low
    },
  }
}
