import {expect, it} from 'vitest'
import {pausedNear} from '../../../src/derived/lag/pauses.ts'
import {mapping, nowMs, stream} from '../../support/evidence.ts'

const minutesBefore = (minutes: number) => nowMs - minutes * 60_000
const born = (minutes: number, parentShardId: string | null = 'shardId-parent') =>
  stream(1, {shards: [{shardId: `shardId-${String(minutesBefore(minutes)).padStart(20, '0')}-abcdef01`, parentShardId, open: true}]})

it.each([
  ['an update less than six minutes before', mapping({lastModifiedMs: minutesBefore(5.99)}), undefined, true],
  ['six minutes before', mapping({lastModifiedMs: minutesBefore(6)}), undefined, false],
  ['an update of which the time is not known', mapping({lastModifiedMs: null}), undefined, false],
  ['nothing known', undefined, undefined, false],
  ['a shard that was continued', undefined, born(5.9), true],
  ['earlier', undefined, born(6.1), false],
  ['a shard without a parent', undefined, born(1, null), false],
])('polling may have paused: %s', (_, given, shards, paused) => {
  expect(pausedNear(nowMs, given, shards)).toBe(paused)
})
