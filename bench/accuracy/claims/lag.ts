import type {Claim, Reality} from './claim.ts'
import {isNearOne, msOf, near, secondsOf} from './said.ts'
import {lately, minuteMs} from './windows.ts'

/** How long records wait in each of the concurrent batches, seconds; 0 where none does. */
const waits = ({truth}: Reality): number[] =>
  truth.lanes.map(({oldestWrittenMs}) => (oldestWrittenMs === null ? 0 : truth.nowMs - oldestWrittenMs) / 1000)
const longest = (reality: Reality): number => Math.max(0, ...waits(reality))

/** How late the shards are. */
export const ofLag: readonly Claim[] = [
  {
    pattern: /^The other shards are current: their youngest batch is (?<age>.*) old\.$/,
    holds: (reality, {age}) => Math.min(...waits(reality)) <= secondsOf(age) + 60,
  },
  {
    pattern: /^All shards lag, not one alone(?:: the youngest batch is (?<age>.*) old)?\.$/,
    holds: reality => {
      const waiting = reality.truth.lanes.filter(({pending}) => pending > 0)
      const ages = waiting.map(({oldestWrittenMs: ms}) => reality.truth.nowMs - (ms ?? reality.truth.nowMs))
      return ages.length > 0 && Math.min(...ages) > 5000
    },
  },
  {
    pattern: /^Records have been written for (?<time>.*) and none was delivered\.$/,
    holds: ({truth}, {time}) => {
      const fromMs = truth.nowMs - secondsOf(time) * 1000
      return truth.invocations(fromMs + minuteMs, truth.nowMs).count === 0
    },
  },
  {
    pattern: /^The first of them is lost at (?<at>\S+Z)\.$/,
    holds: (reality, {at}) => Math.abs(reality.truth.nowMs - longest(reality) * 1000 + 24 * 3_600_000 - msOf(at)) <= 3 * minuteMs,
  },
  {
    pattern: /^The oldest batch is (?<age>.*) old and moves on at/,
    holds: (reality, {age}) => {
      const [said, real] = [secondsOf(age), longest(reality)]
      return real >= said || [0, 60, 120, 180, 240, 300].some(late => near(said, real - late, 60))
    },
  },
  {
    pattern: /^Records are (?<age>.*) old when they are handed over\.$/,
    holds: ({truth}, {age}) => secondsOf(age) <= (truth.nowMs - truth.startMs) / 1000,
  },
  {
    pattern: /^In the newest published minute \(\S+Z\) the oldest batch is (?<age>.*) old; .* is usual\.$/,
    holds: (reality, {age}) => longest(reality) + 60 >= secondsOf(age),
  },
  {pattern: /^It was over within .*, and the age is low since\.$/, holds: reality => longest(reality) < 60},
  {
    pattern: /^A shard was made at (?<at>\S+Z), and the spike came at/,
    holds: ({truth}, {at}) =>
      isNearOne(
        msOf(at),
        truth.table.streams.flatMap(({shards}) => shards.map(({openedMs}) => openedMs)),
      ),
  },
  {
    pattern: /^Lag: the age has reached the limit at which records are lost\.$/,
    holds: reality => {
      const limit = reality.truth.mapping.settings.MaximumRecordAgeInSeconds
      return longest(reality) >= 0.9 * (limit > 0 ? limit : 86_400)
    },
  },
  {pattern: /^Lag: nothing|^Nothing has been delivered|^Lag: no batch/i, holds: reality => lately(reality).count === 0},
  {pattern: /^Lag: records are written and no batch is started\.$/, holds: reality => lately(reality).count === 0},
]
