import {mix} from '../engine/random.ts'
import type {Behaviour} from '../function/behaviour.ts'
import {writtenBy} from '../table/partitions.ts'
import type {Batch, Lane, Reader} from './mapping-run.ts'

/** Lambda's limit for a synchronous payload (Lambda quotas page), and GetRecords' limits for one answer (Streams API reference). */
const payloadBytes = 6 * 1024 * 1024
const recordsPerRead = 1000
const bytesPerRead = 1024 * 1024

/** One lane that gets everything: batches are ranges, and nothing is done per record. */
const isSimple = ({lanes, former, mapping}: Reader): boolean => lanes.length === 1 && former.length === 0 && mapping.filter === null

/** Whether the record is the lane's to deal with. Items are split over the lanes, so that the order of an item's records holds. */
export function owns({reader, number}: Lane, index: number): boolean {
  if (reader.lanes.length === 1 && reader.former.length === 0) return true
  const item = reader.maker.itemOf(index)
  if (item % reader.lanes.length !== number) return false
  return (
    reader.former.length === 0 || !reader.former.some(({count, cursors, upTo}) => index < upTo && index < (cursors[item % count] as number))
  )
}

/** Whether the record passes the mapping's filters: judged once, though it is asked while a batch is gathered, counted and cut. */
function passes({reader}: Lane, index: number): boolean {
  const {filter} = reader.mapping
  if (filter === null) return true
  const {judged} = reader
  if (judged.by !== filter || judged.verdicts.size >= mostJudged) reader.judged = {by: filter, verdicts: new Map()}
  const {verdicts} = reader.judged
  const known = verdicts.get(index)
  if (known !== undefined) return known
  const verdict = filter(reader.maker.make(index, 0, reader.partition.sequence.of(index)))
  verdicts.set(index, verdict)
  return verdict
}

/** Many more than wait between two checkpoints. */
const mostJudged = 100_000

/** Whether the lane sends the record to the function. */
export const sends = (lane: Lane, index: number): boolean => owns(lane, index) && passes(lane, index)

function countIn(lane: Lane, from: number, to: number, counts: (lane: Lane, index: number) => boolean): number {
  if (isSimple(lane.reader)) return Math.max(0, to - from)
  let count = 0
  for (let index = from; index < to; index++) if (counts(lane, index)) count++
  return count
}

/** How many of the records in [from, to) are the lane's. */
export const ownedIn = (lane: Lane, from: number, to: number): number => countIn(lane, from, to, owns)

/** How many of them it sends to the function. */
export const sentIn = (lane: Lane, from: number, to: number): number => countIn(lane, from, to, sends)

/** Moves the checkpoint; the records that it passes and the filters keep back are done. */
export function moveCursor(lane: Lane, to: number): void {
  const {mapping} = lane.reader
  if (to <= lane.cursor) return
  if (mapping.filter !== null) {
    const filtered = ownedIn(lane, lane.cursor, to) - sentIn(lane, lane.cursor, to)
    mapping.counts.filtered += filtered
    if (filtered > 0) lane.reader.hasCheckpoint = true
  }
  lane.cursor = to
}

/** The most records that one batch can hold. */
export function batchLimit({reader}: Lane): number {
  const {BatchSize, MaximumBatchingWindowInSeconds} = reader.mapping.lab.settings
  const {maker} = reader
  const limit = Math.min(BatchSize, Math.floor(payloadBytes / maker.averagePayloadBytes))
  // Without a window a batch is the content of one read.
  if (MaximumBatchingWindowInSeconds > 0) return Math.max(1, limit)
  return Math.max(1, Math.min(limit, recordsPerRead, Math.floor(bytesPerRead / maker.averageBytes)))
}

/** Records of the reader's shard that can be read at this instant: the end, as an index. */
export function availableAt({partition, shard}: Reader, nowMs: number): number {
  const written = writtenBy(partition, nowMs)
  return shard.end === null ? written : Math.min(written, shard.end)
}

/**
 * Gathers the available records into the lane's batch, up to the limit, and moves the checkpoint over the earlier ones that are not
 * to be sent. Answers how many of the lane's records lie in the batch, those that the filters keep back included.
 */
export function gather(lane: Lane, limit: number): number {
  const {batch} = lane
  batch.attempts = 0
  if (isSimple(lane.reader)) {
    batch.from = lane.cursor
    batch.to = Math.max(lane.cursor, Math.min(lane.available, lane.cursor + limit))
    batch.count = batch.to - batch.from
    return batch.count
  }
  let index = lane.cursor
  while (index < lane.available && !sends(lane, index)) index++
  const skipped = ownedIn(lane, lane.cursor, index)
  lane.reader.unreported += skipped
  lane.reader.unreportedFiltered += skipped
  moveCursor(lane, index)
  let read = 0
  batch.from = index
  batch.to = index
  batch.count = 0
  for (; index < lane.available && batch.count < limit; index++) {
    if (!owns(lane, index)) continue
    read++
    if (!passes(lane, index)) continue
    batch.count++
    batch.to = index + 1
  }
  return read
}

/** Cuts a batch into halves, at a record of the lane. Both keep the count of attempts: a split does not use one up. */
export function halves(lane: Lane, batch: Batch): [Batch, Batch] {
  const size = Math.ceil(batch.count / 2)
  let cut = batch.from
  for (let count = 0; count < size; cut++) if (sends(lane, cut)) count++
  return [
    {from: batch.from, to: cut, count: size, attempts: batch.attempts},
    {from: cut, to: batch.to, count: batch.count - size, attempts: batch.attempts},
  ]
}

/** Index of the lane's first record in the batch that code with this behaviour cannot deal with, −1 for none. */
export function failingIn(lane: Lane, batch: Batch, {failsOnShare}: Behaviour): number {
  const poisoned = poisonedIn(lane, batch)
  if (failsOnShare === 0) return poisoned
  const {key} = lane.reader.partition.shape
  const end = poisoned < 0 ? batch.to : poisoned
  for (let index = batch.from; index < end; index++) {
    // The same records each time, whatever batch they come in.
    if (mix(key ^ 0x5eed, index) < failsOnShare * 2 ** 32 && sends(lane, index)) return index
  }
  return poisoned
}

/** Index of the lane's first poisoned record in the batch, −1 for none. */
function poisonedIn(lane: Lane, {from, to}: Batch): number {
  const {poisoned} = lane.reader.partition
  if (poisoned.length === 0) return -1
  const found = poisoned.filter(index => index >= from && index < to && sends(lane, index))
  return found.length === 0 ? -1 : Math.min(...found)
}
