import type {Series} from '../engine/metric-store.ts'
import type {Random} from '../engine/random.ts'
import type {Actor} from '../engine/schedule.ts'
import type {Simulation} from '../engine/simulation.ts'
import type {LabMapping, MappingSettings} from '../engine/world.ts'
import type {Answer} from '../function/behaviour.ts'
import type {Environment} from '../function/environments.ts'
import {type FunctionRun, type InvocationMetrics, metricsOf} from '../function/functions.ts'
import type {Partition, PartitionShard} from '../table/partitions.ts'
import type {RecordMaker} from '../table/records.ts'
import type {LabRecord, LabStream} from '../table/table-shapes.ts'

/**
 * How long the poller waits before it tries again: the first wait, and the longest. AWS documents neither for streams (unverified), so
 * both are drawn from the seed among plausible values; how one grows to the other is a law (`laws.ts`).
 */
export interface Backoff {
  baseMs: number
  capMs: number
}

/** The outcomes of the records of a mapping; each record is counted once. */
export interface Counts {
  processed: number
  filtered: number
  /** Gone without a trace but a metric: out of retries, over the record age limit, or not deliverable to the destination. */
  dropped: {retries: number; age: number; delivery: number}
  destination: number
  trimmed: number
  /** Never read, because a mapping that starts at LATEST began behind them. */
  skipped: number
}

/** The opt-in metrics of a mapping (EventCount). */
export interface EventMetrics {
  polled: Series
  filteredOut: Series
  invoked: Series
  failedInvoke: Series
  dropped: Series
  delivered: Series
}

/** The metrics of reading a stream. */
export interface ReadMetrics {
  records: Series
  bytes: Series
  latency: Series
}

/** The function, version or alias that a mapping invokes; `run` is null when there is no such function. */
export interface Target {
  run: FunctionRun | null
  qualifier: string | null
}

/** Part of a lane's records: `count` of those in [from, to) that belong to the lane. */
export interface Batch {
  from: number
  to: number
  count: number
  /** Invocations that failed with this batch. */
  attempts: number
}

/** Progress of lanes before the parallelization factor changed: their finished records are not processed again. */
export interface FormerLanes {
  count: number
  cursors: number[]
  upTo: number
}

export type LanePhase = 'polling' | 'invoking' | 'waiting' | 'drained' | 'stopped'

/** One of the parallel batches of a shard: an actor that polls, invokes and waits in turn. */
export interface Lane extends Actor {
  reader: Reader
  number: number
  phase: LanePhase
  /** The checkpoint: all of the lane's records before it are dealt with. */
  cursor: number
  batch: Batch
  /** The batches that follow after a split. */
  rest: Batch[]
  /** Tries that were throttled, in a row. */
  throttled: number
  /** Since when it waits for records; the batching window counts from here. */
  pollingSinceMs: number
  /** Records before this index were there at the last poll. */
  available: number
  /** A second (since the start) not later than that of the cursor. */
  cursorSecond: number
  invocation: Invocation
}

/** The invocation that runs, or ran last. */
export interface Invocation {
  sentMs: number
  durationMs: number
  result: 'succeeded' | 'threw' | 'timed-out' | 'reported'
  version: string
  /** Index of the first poisoned record, −1 for none. */
  poisonedAt: number
  /** In which words it reports failed records, if it does. */
  answer: Answer
  environment: Environment | null
}

/** Reads one partition for one mapping, shard after shard. */
export interface Reader {
  mapping: MappingRun
  partition: Partition
  shard: PartitionShard
  /** The shape of the records of its stream. */
  maker: RecordMaker
  lanes: Lane[]
  former: FormerLanes[]
  /** The first record that the mapping has to deliver. */
  startIndex: number
  /** GetRecords calls are counted up to here. */
  polledUntilMs: number
  /** Records that were handed over but are not in the metrics yet: they go with the next poll. */
  unreported: number
  unreportedFiltered: number
  /** Polls fall on these milliseconds of each quarter of a second. */
  phaseMs: number
  hasCheckpoint: boolean
  /** Which records pass the mapping's filters, by index, as far as it was asked. */
  judged: {by: MappingRun['filter']; verdicts: Map<number, boolean>}
  /** The reader of the shard that this one's was split off: parents first. null once that is read to its end. */
  waitsFor: Reader | null
}

/** An event source mapping while the simulation runs. */
export interface MappingRun {
  simulation: Simulation
  lab: LabMapping
  stream: LabStream
  readers: Reader[]
  target: Target
  /** Where invocations by the target are counted, by the version they run on. */
  emitted: Map<string, InvocationMetrics>
  polling: boolean
  /** The result of the newest attempt, where LastProcessingResult does not show it at once. */
  newestResult?: string
  /** Whether the execution role lets the poller read the stream. */
  mayRead: boolean
  /** null: no filters. */
  filter: ((record: LabRecord) => boolean) | null
  /** Settings that take effect when the present transition ends; null outside of one. */
  pending: {settings: MappingSettings; functionArn: string} | null
  random: Random
  errorBackoff: Backoff
  throttleBackoff: Backoff
  /** How long it takes to find the child of a closed shard, ms. */
  discoveryMs: () => number
  counts: Counts
  eventMetrics: EventMetrics | null
  readMetrics: ReadMetrics
}

export const noCounts = (): Counts => ({
  processed: 0,
  filtered: 0,
  dropped: {retries: 0, age: 0, delivery: 0},
  destination: 0,
  trimmed: 0,
  skipped: 0,
})

/** The wait before try number `tries` + 1. */
export const backoffMs = ({simulation, random}: MappingRun, backoff: Backoff, tries: number): number =>
  simulation.laws.retryWaitMs(backoff, tries, random)

/** Whether the opt-in metrics are on. */
export const countsEvents = ({lab}: MappingRun): boolean => lab.settings.Metrics.includes('EventCount')

/** The metrics of invocations by this mapping that run on this version. */
export function emittedBy(mapping: MappingRun, run: FunctionRun, version: string): InvocationMetrics {
  const known = mapping.emitted.get(version)
  if (known !== undefined) return known
  const made = metricsOf(run, mapping.simulation.metrics, mapping.target.qualifier, version)
  mapping.emitted.set(version, made)
  return made
}
