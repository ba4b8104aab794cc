import {childOf, writtenBy} from '../table/partitions.ts'
import {moveCursor, ownedIn} from './batches.ts'
import type {Lane, Reader} from './mapping-run.ts'
import {nextPoll, readFrom} from './polls.ts'

/** Makes the lane wait for records. */
export function startPolling(lane: Lane, nowMs: number, fromMs: number): void {
  lane.phase = 'polling'
  lane.pollingSinceMs = nowMs
  lane.throttled = 0
  lane.at = fromMs
}

/** Sends the same batch again at this instant. */
export function wait(lane: Lane, untilMs: number): void {
  lane.phase = 'waiting'
  lane.at = untilMs
}

/** The batch is done: moves the checkpoint behind it and takes the next one. */
export function goOn(lane: Lane, nowMs: number): void {
  const {reader, batch} = lane
  const {mapping} = reader
  moveCursor(lane, batch.to)
  reader.hasCheckpoint = true
  // Between two calls the poller takes some milliseconds (unverified).
  const readyMs = nowMs + 15 + Math.floor(mapping.random.next() * 50)
  const next = lane.rest.shift()
  if (next !== undefined) {
    Object.assign(batch, next)
    if (mapping.polling) {
      wait(lane, readyMs)
      return
    }
  }
  if (!mapping.polling) {
    stop(lane)
    return
  }
  startPolling(lane, nowMs, lane.available > lane.cursor ? readyMs : readFrom(reader, readyMs))
}

/** Forgets the batch; the checkpoint stays. */
export function stop(lane: Lane): void {
  lane.phase = 'stopped'
  lane.rest = []
  lane.batch = {from: lane.cursor, to: lane.cursor, count: 0, attempts: 0}
  lane.throttled = 0
  lane.at = Number.POSITIVE_INFINITY
}

/** The lane is at the end of its shard; when all are, the reader goes on with the shard's child, parents first. */
export function drained(lane: Lane, nowMs: number): void {
  const {reader} = lane
  lane.phase = 'drained'
  if (reader.lanes.some(other => other.phase !== 'drained')) return
  const child = childOf(reader.shard)
  if (child === undefined) {
    startChildren(reader, nowMs)
    return
  }
  const foundMs = Math.max(nowMs + 1, child.lab.openedMs + reader.mapping.discoveryMs())
  reader.shard = child
  for (const one of reader.lanes) {
    startPolling(one, foundMs, nextPoll(reader, foundMs))
    if (one !== lane) reader.mapping.simulation.schedule.moved(one)
  }
}

/** The shard was split: the readers of its children, which waited for it, begin. */
function startChildren(parent: Reader, nowMs: number): void {
  const {readers, simulation, polling, discoveryMs} = parent.mapping
  for (const reader of readers) {
    if (reader.waitsFor !== parent) continue
    reader.waitsFor = null
    if (!polling) continue
    const foundMs = Math.max(nowMs + 1, reader.shard.lab.openedMs + discoveryMs())
    reader.polledUntilMs = Math.max(reader.polledUntilMs, foundMs)
    for (const lane of reader.lanes) {
      startPolling(lane, foundMs, nextPoll(reader, foundMs))
      simulation.schedule.moved(lane)
    }
  }
}

/** Records of the lane that wait to be delivered. */
export function pendingOf(lane: Lane, nowMs: number): number {
  const {partition, shard} = lane.reader
  const {stream} = shard
  const shards = partition.shards.filter(one => one.stream === stream)
  const end = shards.at(-1)?.end ?? writtenBy(partition, nowMs)
  return ownedIn(lane, lane.cursor, end)
}
