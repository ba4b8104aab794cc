import {describe, expect, it} from 'vitest'
import {batchSpanSeconds, firstRecordMs} from '../../../src/derived/lag/batch-span.ts'
import {mapping, nowMs, stream, tableMetrics} from '../../support/evidence.ts'

const ago = (minutes: number) => nowMs - minutes * 60_000
const writes = {at: () => 1200, now: 1200}
const around = (changes: Parameters<typeof mapping>[0]) => ({
  mapping: mapping(changes),
  stream: stream(),
  tableMetrics: tableMetrics(() => 1200),
})
const shards = stream().shards.filter(({open}) => open).length
const ofLane = (records: number) => (60 * records * shards) / 1200

describe('the span of a full batch', () => {
  it.each([
    ['a batch of 100 on one lane for each shard', {batchSize: 100, parallelizationFactor: 1}, ofLane(100)],
    ['on four', {batchSize: 100, parallelizationFactor: 4}, 4 * ofLane(100)],
    [
      'a large batch without a window: one read',
      {batchSize: 5000, maximumBatchingWindowSeconds: 0, parallelizationFactor: 1},
      ofLane(1000),
    ],
    ['a large batch with one', {batchSize: 5000, maximumBatchingWindowSeconds: 60, parallelizationFactor: 1}, ofLane(5000)],
  ])('%s', (_name, changes, seconds) => {
    expect(batchSpanSeconds(nowMs, around(changes), writes)).toBeCloseTo(seconds)
  })

  it.each<[string, () => number, number]>([
    ['a batch of one read', () => batchSpanSeconds(nowMs, around({batchSize: 1000}), writes), ofLane(1000)],
    ['a little larger', () => batchSpanSeconds(nowMs, around({batchSize: 1001}), writes), ofLane(1000)],
    [
      'a window of one second',
      () => batchSpanSeconds(nowMs, around({batchSize: 1001, maximumBatchingWindowSeconds: 1}), writes),
      ofLane(1001),
    ],
    ['a factor that is not known', () => batchSpanSeconds(nowMs, around({parallelizationFactor: null}), writes), ofLane(100)],
    ['a size that is not known', () => batchSpanSeconds(nowMs, around({batchSize: null}), writes), 0],
    ['the writes of then', () => batchSpanSeconds(nowMs, around({}), {at: () => 600, now: 1200}), 2 * ofLane(100)],
    ['the writes of now', () => batchSpanSeconds(nowMs, around({}), {at: () => null, now: 600}), 2 * ofLane(100)],
    ['nothing was written then', () => batchSpanSeconds(nowMs, around({}), {at: () => 0, now: 600}), 0],
    [
      'closed shards have no batch',
      () =>
        batchSpanSeconds(
          nowMs,
          {...around({}), stream: stream(2, {shards: stream(2).shards.map((s, i) => ({...s, open: i === 0}))})},
          writes,
        ),
      ofLane(100) / 4,
    ],
    ['one write a minute', () => batchSpanSeconds(nowMs, around({}), {at: () => 1, now: null}), 60 * 100 * shards],
  ])('%s', (_name, found, seconds) => {
    expect(found()).toBeCloseTo(seconds)
  })

  it('is not known without the mapping, the stream or the writes', () => {
    const {mapping: known, stream: shardsOf} = around({})
    const none = {mapping: undefined, stream: undefined, tableMetrics: undefined}
    expect(batchSpanSeconds(nowMs, {...none, stream: shardsOf}, writes)).toBe(0)
    expect(batchSpanSeconds(nowMs, {...none, mapping: known}, writes)).toBe(0)
    expect(batchSpanSeconds(nowMs, around({}), {at: () => null, now: null})).toBe(0)
  })
})

describe('the first record of a blocked batch', () => {
  const line = (minutes: number) => ({positionMs: ago(minutes), atMs: []})
  const of = (changedAgo: number, before: number | null) =>
    (nowMs -
      firstRecordMs(
        {
          around: around({batchSize: 100, parallelizationFactor: 1, lastModifiedMs: ago(changedAgo)}),
          nowMs,
          stuckBefore: before === null ? null : line(before),
        },
        line(60),
      )) /
    60_000
  it.each([
    ['is about as old as the last of a lane that was current', 1000, null, 60],
    ['is that of the line before the mapping was changed', 30, 75, 75],
    ['is that of a full batch where the line before is not seen', 30, null, 60 + ofLane(100) / 60],
    ['is about as old as the last where all that waited was taken', 59, null, 60],
    ['two minutes before the change', 58, null, 60],
    ['earlier', 57.99, null, 60 + ofLane(100) / 60],
    ['where the change came with it', 60, 75, 60],
    ['where it came later', 59.99, 75, 75],
    ['of a line before that is newer', 30, 50, 60],
  ])('%s', (_name, changedAgo, before, minutes) => {
    expect(of(changedAgo, before)).toBeCloseTo(minutes)
  })
})
