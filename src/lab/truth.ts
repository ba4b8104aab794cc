import {functionName, tableName} from './incidents/index.ts'
import type {Invoked} from './simulation/invocation-log.ts'
import type {Lane} from './simulation/mapping-run.ts'
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
  /** Over [fromMs, toMs), by the start of the invocations. */
  invocations(fromMs: number, toMs: number): InvokedInAll
  /** Records that were written to the table in [fromMs, toMs). */
  written(fromMs: number, toMs: number): number
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
    invocations(fromMs, toMs) {
      const list: Invoked[] = []
      for (let i = run?.log.indexFrom(fromMs) ?? 0; run && i < run.log.count && run.log.sentMs(i) < toMs; i++) list.push(run.log.at(i))
      const durations = list.map(({durationMs}) => durationMs).sort((a, b) => a - b)
      return {
        count: list.length,
        failed: list.filter(({ending}) => failed.has(ending)).length,
        timedOut: list.filter(({ending}) => ending === 'timed-out').length,
        medianMs: durations[durations.length >> 1] ?? null,
        longestMs: durations.at(-1) ?? null,
        laneUse: durations.reduce((sum, ms) => sum + ms, 0) / Math.max(1, lanes.length * (toMs - fromMs)),
      }
    },
    written: (fromMs, toMs) =>
      partitions.reduce(
        (sum, one) => sum + one.arrivals.countBy(toMs - simulation.startMs) - one.arrivals.countBy(fromMs - simulation.startMs),
        0,
      ),
  }
}
