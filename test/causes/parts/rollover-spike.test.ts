import {describe, expect, it} from 'vitest'
import {birthBefore, spikeOf} from '../../../src/causes/parts/rollover-spike.ts'
import type {Lag} from '../../../src/model/derived/lag.ts'
import {moment, nowMs, stream} from '../../support/evidence.ts'

const minuteMs = 60_000
/** Ages of the newest forty minutes. */
const spike = (age: (ago: number) => number | null) => {
  const series = Array.from({length: 37}, (_, i) => ({atMs: nowMs - (40 - i) * minuteMs, max: age(40 - i), p50: null, min: null}))
  const found = spikeOf({series, floorSeconds: 10} as unknown as Lag, moment)
  return found === null ? null : {from: (nowMs - found.from.atMs) / minuteMs, to: (nowMs - found.to.atMs) / minuteMs, isOver: found.isOver}
}

describe('the spike of a rollover', () => {
  it.each<[string, (ago: number) => number | null, object | null]>([
    ['one minute above the alarm', ago => (ago === 8 ? 31 : 1), {from: 8, to: 8, isOver: true}],
    ['a minute at the alarm', ago => (ago === 8 ? 30 : 1), null],
    ['four minutes', ago => (ago >= 8 && ago <= 11 ? 40 : 1), {from: 11, to: 8, isOver: true}],
    ['five minutes', ago => (ago >= 8 && ago <= 12 ? 40 : 1), null],
    ['one that goes on', ago => (ago <= 5 ? 40 : 1), {from: 5, to: 4, isOver: false}],
    ['100 s', ago => (ago === 8 ? 100 : 1), {from: 8, to: 8, isOver: true}],
    ['more', ago => (ago === 8 ? 101 : 1), null],
    ['half an hour ago', ago => (ago === 30 ? 40 : 1), {from: 30, to: 30, isOver: true}],
    ['longer ago', ago => (ago === 31 ? 40 : 1), null],
    ['the newest of two', ago => (ago === 8 || ago === 20 ? 40 : 1), {from: 8, to: 8, isOver: true}],
    ['the end of four that climb within twelve minutes', ago => ([8, 11, 14, 17].includes(ago) ? 80 - ago : 1), null],
    [
      'the end of four that climb within a little more',
      ago => ([8, 11, 14, 20].includes(ago) ? 80 - ago : 1),
      {from: 8, to: 8, isOver: true},
    ],
    ['the end of four that climb within just twelve minutes', ago => ([8, 11, 14, 19].includes(ago) ? 80 - ago : 1), null],
    ['two minutes, of which the first is the higher', ago => (ago === 8 ? 101 : ago === 7 ? 40 : 1), null],
    ['the end of three', ago => ([8, 11, 14].includes(ago) ? 80 - ago : 1), {from: 8, to: 8, isOver: true}],
    [
      'the end of four of which one is lower',
      ago => ([8, 11, 14, 17].includes(ago) ? (ago === 11 ? 50 : 80 - ago) : 1),
      {from: 8, to: 8, isOver: true},
    ],
  ])('%s', (_, age, expected) => {
    expect(spike(age)).toEqual(expected)
  })

  it.each([
    ['a shard that was made just before', 9, 'shardId-parent', true],
    ['one that was made three minutes before', 11, 'shardId-parent', true],
    ['one that was made a little more before', 11.1, 'shardId-parent', false],
    ['one that was made four minutes before', 12.1, 'shardId-parent', false],
    ['one without a parent', 9, null, false],
  ])('comes with %s', (_, bornAgo, parentShardId, isFound) => {
    const bornMs = nowMs - bornAgo * minuteMs
    const shards = [{shardId: `shardId-${String(bornMs).padStart(20, '0')}-abcdef01`, parentShardId, open: true}]
    expect(birthBefore(stream(1, {shards}), nowMs - 8 * minuteMs) !== null).toBe(isFound)
  })
})
