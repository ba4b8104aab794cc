import {ofLag} from '../../../bench/accuracy/claims/lag.ts'
import {judgesAll, lane, minuteMs, minutesAgo, nowMs, type Row, realityOf} from '../../support/lab-truth.ts'

const table = realityOf().truth.table
const [stream] = table.streams
const [shard] = stream?.shards ?? []
const openedAt = (minutes: number) =>
  stream && shard ? {table: {streams: [{...stream, shards: [{...shard, openedMs: nowMs - minutes * minuteMs}]}]}} : {}

/** Ages that change by so much, seconds per second. */
const sloping = (slope: number) => {
  const {invocations} = realityOf().truth
  return {
    invocations: (fromMs: number, toMs: number) => ({
      ...invocations(fromMs, toMs),
      oldestSeconds: 3600 + (slope * (fromMs - nowMs)) / 1000,
    }),
  }
}

/** No invocation since so many minutes ago. */
const stoppedFor = (minutes: number) => {
  const {invocations} = realityOf().truth
  return {
    invocations: (fromMs: number, toMs: number) => invocations(fromMs, Math.max(fromMs, Math.min(toMs, nowMs - minutes * minuteMs))),
  }
}

const rows: Row[] = [
  ['The other shards are current: their youngest batch is 1 s old.', {lanes: [lane(600), lane(61)]}, 'true'],
  ['The other shards are current: their youngest batch is 1 s old.', {lanes: [lane(600), lane(62)]}, 'false'],
  ['All shards lag, not one alone: the youngest batch is 6 s old.', {lanes: [lane(600), lane(6)]}, 'true'],
  ['All shards lag, not one alone: the youngest batch is 6 s old.', {lanes: [lane(600), lane(5)]}, 'false'],
  ['All shards lag, not one alone.', {lanes: []}, 'false'],
  ['Records have been written for 20 min and none was delivered.', stoppedFor(19), 'true'],
  ['Records have been written for 20 min and none was delivered.', stoppedFor(18), 'false'],
  [`The first of them expires at ${minutesAgo(-23 * 60 - 3)}.`, {lanes: [lane(3600)]}, 'true'],
  [`The first of them expires at ${minutesAgo(-23 * 60 - 4)}.`, {lanes: [lane(3600)]}, 'false'],
  [
    'The slowest shard is 11 min behind and processes 0.5 s of records per second; the youngest batch is 1 s old.',
    {lanes: [lane(600), lane(1)]},
    'true',
  ],
  [
    'The slowest shard is 12 min behind and processes 0.5 s of records per second; the youngest batch is 1 s old.',
    {lanes: [lane(600), lane(1)]},
    'false',
  ],
  ['Records are up to 17 s old when they are delivered, in the newest published minute.', {since: {oldestSeconds: 15}}, 'true'],
  ['Records are up to 18 s old when they are delivered, in the newest published minute.', {since: {oldestSeconds: 15}}, 'false'],
  ['In the newest published minute (11:57Z) the oldest batch is 16 s old; 16 s is usual.', {since: {oldestSeconds: 14}}, 'true'],
  ['In the newest published minute (11:57Z) the oldest batch is 17 s old; 14 s is usual.', {since: {oldestSeconds: 14}}, 'false'],
  ['In the newest published minute (11:57Z) the oldest batch is 14 s old; 17 s is usual.', {since: {oldestSeconds: 14}}, 'false'],
  ['The spike was over within 120 s, and the age has been low since.', {lanes: [lane(59)]}, 'true'],
  ['The spike was over within 120 s, and the age has been low since.', {lanes: [lane(60)]}, 'false'],
  [`A shard was created at ${minutesAgo(40)}, and the spike came at ${minutesAgo(39)}.`, openedAt(41), 'true'],
  [`A shard was created at ${minutesAgo(40)}, and the spike came at ${minutesAgo(39)}.`, openedAt(42), 'false'],
  ['Lag: the age has reached the limit at which records are lost.', {lanes: [lane(54)], settings: {MaximumRecordAgeInSeconds: 60}}, 'true'],
  [
    'Lag: the age has reached the limit at which records are lost.',
    {lanes: [lane(53)], settings: {MaximumRecordAgeInSeconds: 60}},
    'false',
  ],
  [
    'Lag: the age has reached the limit at which records are lost.',
    {lanes: [lane(77_759)], settings: {MaximumRecordAgeInSeconds: -1}},
    'false',
  ],
  [
    'Lag: the age has reached the limit at which records are lost.',
    {lanes: [lane(77_760)], settings: {MaximumRecordAgeInSeconds: -1}},
    'true',
  ],
  ['Lag: records are written and no batch is started.', stoppedFor(3), 'true'],
  ['Lag: records are written and no batch is started.', stoppedFor(2), 'false'],
  ['Lag: the age grows by 0.55 s per second.', sloping(0.5), 'true'],
  ['Lag: the age grows by 0.60 s per second.', sloping(0.5), 'false'],
  ['Lag: the age shrinks by 0.55 s per second.', sloping(-0.5), 'true'],
  ['Lag: the age shrinks by 0.50 s per second.', sloping(0.5), 'false'],
  [`The backlog is gone at about ${minutesAgo(-11)}.`, {lanes: [lane(60, 0, 3000)], writes: [600, 300]}, 'true'],
  [`The backlog is gone at about ${minutesAgo(-14)}.`, {lanes: [lane(60, 0, 3000)], writes: [600, 300]}, 'false'],
  [`The backlog is gone at about ${minutesAgo(-11)}.`, {lanes: [lane(60, 0, 3000)], writes: [600, 700]}, 'false'],
]

judgesAll('the lag', ofLag, rows)
