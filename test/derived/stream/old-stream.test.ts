import {describe, expect, it} from 'vitest'
import {lookupOf} from '../../../src/diagnosis/lookup.ts'
import type {OldStream} from '../../../src/model/derived/polling.ts'
import {
  evidence,
  functionMetrics,
  lambdaFunction,
  mapping,
  moment,
  nowMs,
  type Parts,
  published,
  stream,
  table,
  tableMetrics,
} from '../../support/evidence.ts'
import {denied} from '../../support/weigh.ts'

const minuteMs = 60_000
const madeAgo = (minutes: number) =>
  table({
    latestStreamArn: `${mapping().eventSourceArn.split('/stream/')[0]}/stream/${new Date(nowMs - minutes * minuteMs).toISOString().slice(0, -1)}`,
  })
const closed = stream(0, {streamStatus: 'DISABLED'})
const readUntil = (minutes: number) => tableMetrics(() => 600, {'ReturnedRecordsCount.Sum': published(ago => (ago >= minutes ? 600 : 0))})
/** Replaced an hour ago; read to its end at once, and nothing has failed since. */
const drained: Partial<Parts> = {stream: closed, table: madeAgo(60), tableMetrics: readUntil(58), functionMetrics: functionMetrics(() => 1)}

function judge(parts: Partial<Parts>, gone: (keyof Parts)[] = []): OldStream | null {
  const all = evidence({...drained, ...parts}, Object.fromEntries(gone.map(key => [key, denied])))
  const item = lookupOf(all, all.pipelines[0]!, moment)('oldStream')
  if (item.state === 'missing') throw new Error('missing')
  return item.value
}

describe('the old stream', () => {
  it('has drained where nothing was read and nothing failed for long enough', () => expect(judge({})).toMatchObject({kind: 'drained'}))
  it('is gone', () => expect(judge({stream: null})).toEqual({kind: 'gone'}))
  it("is none while it is the table's", () => expect(judge({stream: stream(), table: table()})).toBeNull())

  it.each<[string, Partial<Parts>, RegExp | null]>([
    // A window of 15 minutes, and four minutes until CloudWatch has published.
    ['replaced 19 minutes ago', {table: madeAgo(19)}, null],
    ['replaced 18 minutes ago', {table: madeAgo(18)}, /CloudWatch can show it after/],
    ['read 20 minutes ago', {tableMetrics: readUntil(20)}, null],
    ['read 19 minutes ago', {tableMetrics: readUntil(19)}, /were read from the old stream/],
    ['a failure 20 minutes ago', {functionMetrics: functionMetrics(() => 1, {'Errors.Sum': published(ago => (ago === 20 ? 1 : 0))})}, null],
    [
      'a failure 19 minutes ago',
      {functionMetrics: functionMetrics(() => 1, {'Errors.Sum': published(ago => (ago === 19 ? 1 : 0))})},
      /wait for its retry/,
    ],
    [
      'a throttle',
      {functionMetrics: functionMetrics(() => 1, {'Throttles.Sum': published(ago => (ago === 5 ? 1 : 0))})},
      /wait for its retry/,
    ],
    // A batch that runs as long as the timeout allows is seen at its end: 10 + 5 minutes are no more than 15.
    ['a timeout of 10 minutes', {table: madeAgo(19), function: lambdaFunction({timeoutSeconds: 600})}, null],
    ['a longer one', {table: madeAgo(19), function: lambdaFunction({timeoutSeconds: 601})}, /CloudWatch can show it after/],
    ['an open shard', {stream: stream(1, {streamStatus: 'DISABLED'})}, /open shards/],
    ['a stream that is being disabled', {stream: stream(0, {streamStatus: 'DISABLING'})}, /DISABLING/],
    ['a mapping that is off', {mapping: mapping({state: 'Disabled'})}, /Disabled/],
    ['a mapping that was changed a moment ago', {mapping: mapping({lastModifiedMs: nowMs - minuteMs})}, /may not read it/],
    ['a problem', {mapping: mapping({lastProcessingResult: 'PROBLEM: denied'})}, /PROBLEM: denied/],
    ['a function that is gone', {function: null}, /does not exist/],
    ['a function that failed', {function: lambdaFunction({state: 'Failed'})}, /Failed/],
    ['a reserve of 0', {function: lambdaFunction({reservedConcurrency: 0})}, /is 0/],
    ['a function of which the state is not known', {function: lambdaFunction({state: null})}, null],
    ['a reserve of 1', {function: lambdaFunction({reservedConcurrency: 1})}, null],
    ['a timeout that is not known', {table: madeAgo(39), function: lambdaFunction({timeoutSeconds: null})}, null],
    [
      'and the stream was replaced later',
      {table: madeAgo(38), function: lambdaFunction({timeoutSeconds: null})},
      /can show it after 2026-11-23T03:01Z/,
    ],
    [
      'a stream that was replaced later',
      {table: madeAgo(10)},
      /created at 2026-11-23T02:50Z: CloudWatch can show it after 2026-11-23T03:09Z/,
    ],
    ['a latest stream without a date', {table: table({latestStreamArn: 'arn:new'})}, /time of the last record/],
    [
      'the newest minute of the table is a quarter of an hour old',
      {tableMetrics: tableMetrics(ago => (ago >= 15 ? 600 : null), {'ReturnedRecordsCount.Sum': published(() => 0)})},
      null,
    ],
    [
      'older',
      {tableMetrics: tableMetrics(ago => (ago >= 16 ? 600 : null), {'ReturnedRecordsCount.Sum': published(() => 0)})},
      /does not show the newest minutes/,
    ],
    [
      'one failure',
      {functionMetrics: functionMetrics(() => 1, {'Errors.Sum': published(ago => (ago === 10 ? 1 : 0))})},
      /^1 invocation failed or was throttled in the last 19 min/,
    ],
    [
      'a failure and a throttle',
      {
        functionMetrics: functionMetrics(() => 1, {
          'Errors.Sum': published(ago => (ago === 10 ? 1 : 0)),
          'Throttles.Sum': published(ago => (ago === 9 ? 1 : 0)),
        }),
      },
      /^2 invocations failed or were throttled/,
    ],
    ['two reads', {tableMetrics: readUntil(10)}, /at 2026-11-23T02:50Z/],
    [
      'failures that are reported',
      {
        mapping: mapping({functionResponseTypes: ['ReportBatchItemFailures']}),
        stream: stream(2, {streamStatus: 'DISABLED', shards: stream(2).shards.map(s => ({...s, open: false}))}),
        functionMetrics: functionMetrics(ago => (ago > 20 ? 1 : (21 - ago) * 60)),
      },
      /one of the old stream may wait for its retry/,
    ],
    ['no minute of the table', {tableMetrics: tableMetrics(() => null)}, /does not show the newest minutes/],
  ])('%s', (_, parts, why) =>
    expect(judge(parts)).toMatchObject(why === null ? {kind: 'drained'} : {kind: 'unproven', why: expect.stringMatching(why)}),
  )

  it('says since when nothing was read', () => {
    expect(judge({})).toMatchObject({because: expect.stringContaining('Since 2026-11-23T02:41Z no read')})
  })

  it.each<keyof Parts>(['stream', 'function', 'functionMetrics', 'tableMetrics'])('has not drained where %s could not be read', key =>
    expect(judge({}, [key])).toMatchObject({kind: 'unproven'}),
  )
})
