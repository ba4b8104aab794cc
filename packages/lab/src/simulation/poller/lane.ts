import type {Behaviour} from '../function/behaviour.ts'
import {returnEnvironment} from '../function/environments.ts'
import {behaviourOf, type FunctionRun, unmetWish, versionOf} from '../function/functions.ts'
import {invoke} from '../function/invoke.ts'
import {wake} from '../function/wake.ts'
import {writtenAt} from '../table/partitions.ts'
import {readAnswer} from './answers.ts'
import {availableAt, batchLimit, failingIn, gather, owns, sentIn} from './batches.ts'
import {backoffMs, emittedBy, type Lane, type MappingRun, type Reader} from './mapping-run.ts'
import {countEmptyPolls, countEvents, countPolls, nextPoll, readFrom} from './polls.ts'
import {drained, goOn, stop, wait} from './progress.ts'
import {reportResult} from './report-result.ts'
import {discardExpired, failed} from './retries.ts'
import {throttledUntil} from './stream-readers.ts'

export function createLane(reader: Reader, number: number, cursor: number, nowMs: number): Lane {
  const {schedule} = reader.mapping.simulation
  return {
    reader,
    number,
    phase: 'polling',
    cursor,
    batch: {from: cursor, to: cursor, count: 0, attempts: 0},
    rest: [],
    throttled: 0,
    pollingSinceMs: nowMs,
    available: cursor,
    cursorSecond: 0,
    invocation: {sentMs: 0, durationMs: 0, result: 'succeeded', version: '$LATEST', poisonedAt: -1, answer: 'right', environment: null},
    at: nextPoll(reader, nowMs),
    order: schedule.nextOrder(),
    place: 0,
    run(now) {
      // Past the end of its shard or stopped, until someone wakes it.
      this.at = Number.POSITIVE_INFINITY
      if (this.phase === 'polling') poll(this, now)
      else if (this.phase === 'waiting') send(this, now)
      else if (this.phase === 'invoking') finish(this, now)
    },
  }
}

/** Second (since the start) in which the lane's record is written; `limit` if later. Never searches backwards. */
function secondOf(lane: Lane, index: number, limit: number): number {
  const {arrivals} = lane.reader.partition
  lane.cursorSecond = arrivals.secondOf(lane.cursor, lane.cursorSecond, limit)
  return index === lane.cursor ? lane.cursorSecond : arrivals.secondOf(index, lane.cursorSecond, limit)
}

function poll(lane: Lane, nowMs: number): void {
  const {reader} = lane
  if (!reader.mapping.polling) {
    stop(lane)
    return
  }
  // Woken when the role may read again.
  if (!reader.mapping.mayRead) return
  const throttledMs = throttledUntil(reader, nowMs)
  if (throttledMs > nowMs) {
    countEmptyPolls(reader, lane.pollingSinceMs, nowMs)
    reader.polledUntilMs = throttledMs
    lane.at = readFrom(reader, throttledMs)
    return
  }
  lane.available = availableAt(reader, nowMs)
  const read = gather(lane, batchLimit(lane))
  if (lane.batch.count === 0) {
    countPolls(reader, lane.pollingSinceMs, nowMs, 0)
    if (reader.shard.end !== null && lane.cursor >= reader.shard.end) {
      drained(lane, nowMs)
      return
    }
    lane.at = readFrom(reader, Math.max(nowMs + 1, nextArrivalMs(lane, nowMs)))
    return
  }
  const sendMs = sendAt(lane, nowMs)
  if (sendMs > nowMs) {
    lane.at = sendMs
    return
  }
  countPolls(reader, lane.pollingSinceMs, nowMs, read, read - lane.batch.count)
  send(lane, nowMs)
}

/** When the next record of the lane arrives, or how long it is known that none does. */
function nextArrivalMs(lane: Lane, nowMs: number): number {
  const {partition} = lane.reader
  const limit = Math.floor((nowMs + partition.foreseenMs - partition.startMs) / 1000)
  let index = lane.cursor
  if (lane.reader.lanes.length > 1) {
    const known = partition.arrivals.countBy(limit * 1000)
    while (index < known && !owns(lane, index)) index++
  }
  const second = secondOf(lane, index, limit)
  return partition.startMs + (second >= limit ? limit * 1000 : partition.arrivals.offsetIn(index, second))
}

/**
 * When the batch is complete: it is full, or the window is over. The window starts when the last invocation ended (Lambda
 * Developer Guide) and, when nothing came, starts again.
 */
function sendAt(lane: Lane, nowMs: number): number {
  const {reader, pollingSinceMs: since} = lane
  const windowMs = reader.mapping.lab.settings.MaximumBatchingWindowInSeconds * 1000
  const limit = batchLimit(lane)
  if (windowMs === 0 || lane.batch.count >= limit) return nowMs
  const windowEnd = since + Math.max(1, Math.ceil((nowMs - since) / windowMs)) * windowMs
  if (windowEnd <= nowMs) return nowMs
  const {partition} = reader
  const lookMs = Math.min(windowEnd, nowMs + partition.foreseenMs)
  const known = partition.arrivals.countBy(lookMs - partition.startMs)
  const full = lane.cursor + limit - 1
  if (full >= known) return lookMs
  return Math.min(windowEnd, readFrom(reader, Math.max(nowMs + 1, writtenAt(partition, full, lane.cursorSecond))))
}

/** Sends the lane's batch to the function, if the function may run once more. */
export function send(lane: Lane, nowMs: number): void {
  const {reader, batch, invocation} = lane
  const {mapping} = reader
  if (!mapping.polling) {
    stop(lane)
    return
  }
  discardExpired(lane, nowMs)
  if (batch.count === 0) {
    goOn(lane, nowMs)
    return
  }
  const {run, qualifier} = mapping.target
  const version = run === null || !isInvocable(mapping, run) ? null : versionOf(run, qualifier)
  if (run === null || version === null) {
    refused(lane)
    return
  }
  const {account, metrics} = mapping.simulation
  const emitted = emittedBy(mapping, run, version)
  if (!account.admits(run, nowMs)) {
    metrics.add(emitted.throttles, nowMs, nowMs, 1)
    wait(lane, nowMs + backoffMs(mapping, mapping.throttleBackoff, ++lane.throttled))
    return
  }
  lane.throttled = 0
  lane.phase = 'invoking'
  run.inFlight++
  const iteratorAgeMs = Math.max(0, nowMs - lastWrittenMs(lane))
  metrics.add(emitted.iteratorAge, nowMs, nowMs, iteratorAgeMs)
  metrics.add(emitted.concurrent, nowMs, nowMs, run.inFlight)
  countEvents(mapping, 'invoked', nowMs, batch.count)
  invocation.poisonedAt = failingIn(lane, batch, behaviourOf(run, version))
  const before = invocation.poisonedAt < 0 ? -1 : sentIn(lane, batch.from, invocation.poisonedAt)
  const outcome = invoke(run, version, {count: batch.count, poisonedAt: before, iteratorAgeMs}, nowMs)
  invocation.sentMs = nowMs
  invocation.version = version
  invocation.durationMs = outcome.durationMs
  invocation.result = outcome.result
  invocation.answer = outcome.answer
  invocation.environment = outcome.environment
  lane.at = nowMs + outcome.initMs + outcome.durationMs
}

/** ApproximateCreationDateTime of the batch's last record: its write time, rounded down to the second (Streams API reference). */
function lastWrittenMs(lane: Lane): number {
  const second = secondOf(lane, lane.batch.to - 1, Number.MAX_SAFE_INTEGER)
  return lane.reader.partition.startMs + second * 1000
}

/** A function that was deleted, that is not Active, or that wants more of its caller takes no invocations of a mapping. */
const isInvocable = ({simulation, target: {qualifier}}: MappingRun, {lab}: FunctionRun): boolean =>
  lab.state === 'Active' && simulation.world.functions.get(lab.name) === lab && unmetWish(lab, qualifier) === null

/** There is no such function or version: the call fails before it, which is no attempt. */
function refused(lane: Lane): void {
  const {mapping} = lane.reader
  const {world} = mapping.simulation
  const {nowMs} = world
  if (mapping.target.run !== null) wake(world, mapping.target.run.lab)
  reportResult(mapping, 'PROBLEM: Function call failed')
  countEvents(mapping, 'failedInvoke', nowMs, lane.batch.count)
  wait(lane, nowMs + backoffMs(mapping, mapping.errorBackoff, ++lane.throttled))
}

function finish(lane: Lane, nowMs: number): void {
  const {reader, batch, invocation} = lane
  const {mapping} = reader
  const {run} = mapping.target
  const {metrics} = mapping.simulation
  const {sentMs, durationMs, version} = invocation
  if (run !== null) {
    run.inFlight--
    if (invocation.environment !== null) returnEnvironment(run.environments, version, invocation.environment, nowMs)
    const emitted = emittedBy(mapping, run, version)
    const threw = invocation.result === 'threw' || invocation.result === 'timed-out'
    metrics.add(emitted.invocations, sentMs, nowMs, 1)
    metrics.add(emitted.errors, sentMs, nowMs, threw ? 1 : 0)
    metrics.add(emitted.throttles, sentMs, nowMs, 0)
    metrics.add(emitted.duration, sentMs, nowMs, durationMs)
  }
  const {result, answer} = invocation
  const isHeard = result === 'reported' && readAnswer(answer, mapping.lab.settings.FunctionResponseTypes) !== 'all succeeded'
  if (result === 'succeeded' || (result === 'reported' && !isHeard)) {
    reportResult(mapping, 'OK')
    mapping.counts.processed += batch.count
    if (run !== null) writeBack(reader, behaviourOf(run, version), batch.count)
    goOn(lane, nowMs)
  } else failed(lane, nowMs)
}

/** The handler has written to its own table: to the items that it was given, so that the records come to the same partition. */
function writeBack({partition, mapping}: Reader, {writesBack}: Behaviour, records: number): void {
  if (writesBack > 0 && !partition.isSplit) partition.arrivals.write(Math.floor(records * writesBack + mapping.random.next()))
}
