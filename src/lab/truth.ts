import {functionName, tableName} from './incidents/index.ts'
import type {Invoked} from './simulation/invocation-log.ts'
import type {Counts, Lane} from './simulation/mapping-run.ts'
import {writtenAt, writtenBy} from './simulation/partitions.ts'
import {pendingOf} from './simulation/progress.ts'
import {simulationOf} from './simulation/simulation.ts'
import {readersOf} from './simulation/stream-readers.ts'
import type {LabFunction, LabMapping, LabTable, World} from './simulation/world.ts'

/** What became of the invocations of a while, as they were, whatever was published of them. */
export interface InvokedInAll {
  count: number
  /** Ended with an error that `Errors` counts. */
  failed: number
  timedOut: number
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

/** One of the concurrent batches of a shard, as it stands. */
export interface LaneTruth {
  shardId: string
  /** Records that wait. */
  pending: number
  /** Since when the oldest of them waits, epoch ms; null where none does. */
  oldestWrittenMs: number | null
  /** When the last record of its present batch was written, epoch ms; null without a batch. */
  batchEndWrittenMs: number | null
  /** Tries of the present batch that failed. */
  attempts: number
}

/** The pipeline that matters, from inside of the simulation: nothing of it went through CloudWatch. Reading it changes nothing. */
export interface LabTruth {
  nowMs: number
  startMs: number
  mapping: Readonly<LabMapping>
  function: Readonly<LabFunction> | null
  table: Readonly<LabTable>
  /** Processes that read each shard now. */
  readers: number
  lanes: LaneTruth[]
  accountLimit: number
  /** Whether the execution role lets the poller read the stream. */
  mayRead: boolean
  /** Where the records of the mapping went, from its start on. */
  counts: Readonly<Counts>
  /** ARNs of the queues, topics and buckets that exist. */
  destinations: string[]
  /** EventBridge Pipes of the account, by name. */
  pipes: string[]
  /** Over [fromMs, toMs), by the start of the invocations. */
  invocations(fromMs: number, toMs: number): InvokedInAll
  /** Records that were written to the table in [fromMs, toMs). */
  written(fromMs: number, toMs: number): number
  /** Writes that a partition at its limit refused in [fromMs, toMs). */
  refusedWrites(fromMs: number, toMs: number): number
  /** A version of the function writes to the table that it reads. */
  writesBack: boolean
}

function laneTruth(lane: Lane, nowMs: number): LaneTruth {
  const {partition, shard} = lane.reader
  const pending = pendingOf(lane, nowMs)
  const {batch} = lane
  return {
    shardId: shard.lab.shardId,
    pending,
    oldestWrittenMs: pending === 0 || lane.cursor >= writtenBy(partition, nowMs) ? null : writtenAt(partition, lane.cursor),
    batchEndWrittenMs: batch.count === 0 || batch.to > writtenBy(partition, nowMs) ? null : writtenAt(partition, batch.to - 1),
    attempts: batch.attempts,
  }
}

const meanOf = (list: readonly number[]): number | null =>
  list.length === 0 ? null : list.reduce((sum, value) => sum + value, 0) / list.length

/** Not by spreading the list: there can be hundreds of thousands. */
const extremeOf = (list: readonly number[], of: (a: number, b: number) => number): number | null =>
  list.length === 0 ? null : list.reduce((found, value) => of(found, value))

const failed: ReadonlySet<Invoked['ending']> = new Set(['threw', 'timed-out', 'exited', 'not-started'])

/** The truth of this world at its virtual now; null where its main mapping is gone. */
export function truthOf(world: World): LabTruth | null {
  const simulation = simulationOf(world)
  const table = world.tables.get(tableName)
  const mapping = [...simulation.mappings.values()].find(({lab}) => lab.functionArn.split(':')[6] === functionName)
  if (mapping === undefined || table === undefined) return null
  const run = simulation.functions.get(functionName)
  const lanes = mapping.readers.flatMap(reader => reader.lanes)
  const second = Math.floor((world.nowMs - simulation.startMs) / 1000)
  const {mappings, others} = readersOf(mapping.stream)
  const partitions = simulation.tables.get(tableName)?.partitions ?? []
  return {
    nowMs: world.nowMs,
    startMs: simulation.startMs,
    mapping: mapping.lab,
    function: run?.lab ?? null,
    table,
    readers: mappings.filter(({polling, mayRead}) => polling && mayRead).length + others(second),
    lanes: lanes.map(lane => laneTruth(lane, world.nowMs)),
    accountLimit: world.concurrencyLimit,
    mayRead: mapping.mayRead,
    counts: mapping.counts,
    destinations: [world.queues, world.topics, world.buckets].flatMap(kind => [...kind.values()].map(({arn}) => arn)),
    pipes: [...world.pipes.keys()],
    invocations(fromMs, toMs) {
      const list: Invoked[] = []
      for (let i = run?.log.indexFrom(fromMs) ?? 0; run && i < run.log.count && run.log.sentMs(i) < toMs; i++) list.push(run.log.at(i))
      const ages = list.flatMap(({iteratorAgeMs}) => (iteratorAgeMs === null ? [] : [iteratorAgeMs / 1000]))
      const durations = list.map(({durationMs}) => durationMs).sort((a, b) => a - b)
      return {
        count: list.length,
        failed: list.filter(({ending}) => failed.has(ending)).length,
        timedOut: list.filter(({ending}) => ending === 'timed-out').length,
        medianMs: durations[durations.length >> 1] ?? null,
        longestMs: durations.at(-1) ?? null,
        meanMs: meanOf(durations),
        recordsEach: meanOf(list.map(({records}) => records)),
        starts: list.filter(({start}) => start !== 'warm').length,
        startMs: list.reduce((sum, {initMs}) => sum + initMs, 0),
        workMs: durations.reduce((sum, ms) => sum + ms, 0),
        oldestSeconds: extremeOf(ages, Math.max),
        youngestSeconds: extremeOf(ages, Math.min),
        sizesMb: [...new Set(list.map(({memoryMb}) => memoryMb))],
        mostMb: list.reduce((most, {usedMb}) => Math.max(most, usedMb), 0),
        errors: [...new Set(list.flatMap(({failure}) => (failure === null ? [] : [`${failure.type} ${failure.message}`])))],
        laneUse: durations.reduce((sum, ms) => sum + ms, 0) / Math.max(1, lanes.length * (toMs - fromMs)),
      }
    },
    written: (fromMs, toMs) =>
      partitions.reduce(
        (sum, one) => sum + one.arrivals.countBy(toMs - simulation.startMs) - one.arrivals.countBy(fromMs - simulation.startMs),
        0,
      ),
    refusedWrites: (fromMs, toMs) => {
      const secondOf = (ms: number) => Math.max(0, Math.floor((ms - simulation.startMs) / 1000))
      return partitions.reduce((sum, one) => sum + one.arrivals.throttledIn(secondOf(fromMs), secondOf(toMs)), 0)
    },
    writesBack: [...(run?.behaviours.values() ?? [])].some(({writesBack}) => writesBack > 0),
  }
}
