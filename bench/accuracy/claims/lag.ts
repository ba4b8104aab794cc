import type {Claim, Reality} from './claim.ts'
import {median} from './median.ts'
import {fitsSome, isNearOne, msOf, near, secondsOf, toNumber} from './said.ts'
import {backwards, inNewestMinutes, minuteMs, recently} from './windows.ts'

/** How long records wait in each of the concurrent batches, seconds; 0 where none does. */
const waits = ({truth}: Reality): number[] =>
  truth.lanes.map(({oldestWrittenMs}) => (oldestWrittenMs === null ? 0 : truth.nowMs - oldestWrittenMs) / 1000)
const longest = (reality: Reality): number => Math.max(0, ...waits(reality))

/** No batch was started in the minutes that CloudWatch has not published yet. */
const isQuiet = ({truth}: Reality): boolean => truth.invocations(truth.nowMs - 3 * minuteMs, truth.nowMs).count === 0

/** The oldest age of each whole minute, oldest minute first; minutes without a batch are left out. */
const minuteAges = ({truth}: Reality, minutes: number): {atMs: number; age: number}[] =>
  Array.from({length: minutes}, (_, i) => Math.floor(truth.nowMs / minuteMs - minutes + i) * minuteMs).flatMap(atMs => {
    const age = truth.invocations(atMs, atMs + minuteMs).oldestSeconds
    return age === null ? [] : [{atMs, age}]
  })

/** How the age changes, in seconds per second: the median of all pairs of minutes, in each window that now may mean. */
const slopes = (reality: Reality): number[] => {
  const all = minuteAges(reality, 60)
  return [...backwards, 12, 60].flatMap(length =>
    [0, 1, 2, 3, 4].flatMap(late => {
      const list = all.slice(0, all.length - late).slice(-length - 1)
      const pairs = list.flatMap((from, i) => list.slice(i + 1).map(to => (1000 * (to.age - from.age)) / (to.atMs - from.atMs)))
      return pairs.length === 0 ? [] : [median(pairs)]
    }),
  )
}

/** The last time at which the clock was so, epoch ms. */
function lastTime({truth}: Reality, clock = ''): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  const dayMs = 24 * 3_600_000
  const atMs = Math.floor(truth.nowMs / dayMs) * dayMs + (hours * 60 + minutes) * minuteMs
  return atMs <= truth.nowMs ? atMs : atMs - dayMs
}

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
    pattern: /^The first of them expires at (?<at>\S+Z)\.$/,
    holds: (reality, {at}) => Math.abs(reality.truth.nowMs - longest(reality) * 1000 + 24 * 3_600_000 - msOf(at)) <= 3 * minuteMs,
  },
  {
    pattern: /^The slowest shard is (?<age>.*) behind and processes /,
    holds: (reality, {age}) => {
      const [said, real] = [secondsOf(age), longest(reality)]
      return real >= said || [0, 60, 120, 180, 240, 300].some(late => near(said, real - late, 60))
    },
  },
  {
    pattern: /^Records are up to (?<age>.*) old when they are delivered, in the newest published minute\.$/,
    holds: (reality, {age}) =>
      fitsSome(
        secondsOf(age),
        inNewestMinutes(reality).map(({oldestSeconds}) => oldestSeconds),
        1,
      ),
  },
  {
    pattern: /^In the newest published minute \((?<minute>[\d:]+)Z\) the oldest batch is (?<age>.*) old; (?<usual>.*) is usual\.$/,
    holds: (reality, {minute, age, usual}) => {
      const atMs = lastTime(reality, minute)
      const ages = minuteAges(reality, 60)
      const before = ages.filter(one => one.atMs >= atMs - 40 * minuteMs && one.atMs <= atMs - 3 * minuteMs)
      return (
        near(secondsOf(age), ages.find(one => one.atMs === atMs)?.age ?? 0, 1) &&
        near(secondsOf(usual), median(before.map(one => one.age)), 1)
      )
    },
  },
  {pattern: /^The spike was over within .*, and the age has been low since\.$/, holds: reality => longest(reality) < 60},
  {
    pattern: /^A shard was created at (?<at>\S+Z), and the spike came at/,
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
  {pattern: /^Lag: nothing|^Nothing has been delivered|^Lag: no batch|^Lag: records are written and no batch is started/i, holds: isQuiet},
  {
    pattern: /^Lag: the age (?<how>grows|shrinks) by (?<slope>[\d.]+) s per second\.$/,
    holds: (reality, {how, slope}) => fitsSome((how === 'grows' ? 1 : -1) * toNumber(slope), slopes(reality), 0.05),
  },
  {
    pattern: /^The backlog is gone at about (?<at>\S+Z)\.$/,
    holds: (reality, {at}) => {
      const {truth} = reality
      const waiting = truth.lanes.reduce((sum, {pending}) => sum + pending, 0)
      const said = (msOf(at) - truth.nowMs) / minuteMs
      // At the present rates: the records that come in meanwhile are processed as well.
      const real = recently(reality).flatMap(({count, failed, recordsEach}, i) => {
        const minutes = (backwards[i] ?? 0) + 3
        const worked = ((count - failed) * (recordsEach ?? 0)) / minutes
        const written = truth.written(truth.nowMs - minutes * minuteMs, truth.nowMs) / minutes
        return worked > written ? [waiting / (worked - written)] : []
      })
      return fitsSome(said, real, 3)
    },
  },
]
