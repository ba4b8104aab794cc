import type {Claim, Reality} from './claim.ts'
import {fitsSome, near, toNumber} from './said.ts'
import {backwards, before, inNewestMinutes, isFew, lately, minuteMs, newestMinutes, recently} from './windows.ts'

const hours = [1, 2, 3] as const
const hoursBack = ({truth}: Reality) => hours.map(h => truth.invocations(truth.nowMs - h * 3_600_000, truth.nowMs))

/** Share of BatchSize. */
const fill = ({truth}: Reality, recordsEach: number | null): number | null =>
  recordsEach === null ? null : Math.min(1, recordsEach / truth.mapping.settings.BatchSize)

/** The lanes' time that the function worked, also in the newest minute alone. */
const useLately = ({truth}: Reality): number[] =>
  [
    ...backwards.map(minutes => truth.invocations(truth.nowMs - (minutes + 3) * minuteMs, truth.nowMs - minuteMs)),
    ...inNewestMinutes({truth, onsetMs: 0}),
  ].map(({laneUse}) => Math.min(1, laneUse))

/**
 * How many times as long an invocation takes as before. A larger batch takes longer: batches of about the same size are compared, and
 * all of them where there were none before. Undefined without invocations.
 */
function slowdownOf(reality: Reality): number | undefined {
  const {truth, onsetMs} = reality
  const {recordsEach, medianMs} = lately(reality)
  if (recordsEach === null || medianMs === null) return undefined
  const alike = [0.8 * recordsEach, 1.2 * recordsEach] as const
  const [now, then] = [truth.invocations(truth.nowMs - 15 * minuteMs, truth.nowMs, alike), truth.invocations(truth.startMs, onsetMs, alike)]
  if (now.medianMs !== null && then.medianMs !== null) return now.medianMs / then.medianMs
  const former = before(reality).medianMs
  return former === null ? undefined : medianMs / former
}

/** How much the function does, and how long it takes. */
export const ofLoad: readonly Claim[] = [
  {
    pattern: /^A median invocation takes (?<now>[\d.,]+) ms, and took (?<then>[\d.,]+) ms before\.$/,
    holds: (reality, {now, then}) =>
      fitsSome(
        toNumber(now),
        recently(reality).map(({medianMs}) => medianMs),
        5,
      ) && near(toNumber(then), before(reality).medianMs ?? 0, 5),
  },
  {
    pattern: /^An invocation takes (?<now>[\d.,]+) ms on average, and took (?<then>[\d.,]+) ms: the function is not slower\.$/,
    holds: (reality, {now, then}) =>
      fitsSome(
        toNumber(now),
        recently(reality, [...backwards, 60]).map(({meanMs}) => meanMs),
        5,
      ) && near(toNumber(then), before(reality).meanMs ?? 0, 5),
  },
  {
    pattern: /^An invocation takes (?<ms>[\d.,]+) ms on average in the newest minute/,
    holds: (reality, {ms}) =>
      fitsSome(
        toNumber(ms),
        inNewestMinutes(reality).map(({meanMs}) => meanMs),
        5,
      ),
  },
  {
    pattern: /^In that minute the shards are busy for (?<use>[\d.,]+) % of the time\.$/,
    holds: (reality, {use}) =>
      fitsSome(
        toNumber(use) / 100,
        inNewestMinutes(reality).map(({laneUse}) => Math.min(1, laneUse)),
        0.1,
      ),
  },
  {
    pattern: /^The log has (?<count>[\d.,]+) invocations? of (?<ms>[\d.,]+) ms on average at (?<at>\d\d:\d\d)Z, a minute that CloudWatch/,
    holds: (reality, {count, ms, at}) =>
      newestMinutes(reality)
        .filter(fromMs => new Date(fromMs).toISOString().slice(11, 16) === at)
        // The log dates an invocation by its end.
        .flatMap(fromMs => [fromMs, fromMs - minuteMs / 2])
        .map(fromMs => reality.truth.invocations(fromMs, fromMs + minuteMs))
        .some(real => near(toNumber(count), real.count, 3) && real.meanMs !== null && near(toNumber(ms), real.meanMs, 5)),
  },
  {pattern: /^Fuller batches explain the time that an invocation takes, and errors and throttles are few\.$/, holds: isFew},
  {
    pattern: /busy for (?<use>[\d.,]+) % of the time/,
    holds: (reality, {use}) => fitsSome(toNumber(use) / 100, useLately(reality), 0.1),
  },
  {
    pattern: /the function is as fast as before/i,
    holds: reality => {
      const slowdown = slowdownOf(reality)
      return slowdown === undefined ? undefined : slowdown <= 1.6 && isFew(reality)
    },
  },
  {
    pattern: /^Batches are (?<now>[\d.,]+) % full(?:, and were (?<then>[\d.,]+) %)?\.$/,
    holds: (reality, {now, then}) => {
      const recent = recently(reality).map(({recordsEach}) => fill(reality, recordsEach))
      const {truth, onsetMs} = reality
      const earlier = [before(reality), truth.invocations(onsetMs - 30 * minuteMs, onsetMs)].map(one => fill(reality, one.recordsEach))
      return fitsSome(toNumber(now) / 100, recent, 0.1) && (then === undefined || fitsSome(toNumber(then) / 100, earlier, 0.1))
    },
  },
  {
    pattern: /^Lambda invokes the function (?<now>[\d.,]+) times a minute \(before: (?<then>[\d.,]+)\)/,
    holds: (reality, {now, then}) => {
      const {truth, onsetMs} = reality
      const recent = recently(reality).map(({count}, i) => count / ((backwards[i] ?? 0) + 3))
      const earlier = [
        before(reality).count / ((onsetMs - truth.startMs) / minuteMs),
        truth.invocations(onsetMs - 30 * minuteMs, onsetMs).count / 30,
      ]
      return fitsSome(toNumber(now), recent, 2) && fitsSome(toNumber(then), earlier, 2)
    },
  },
  {
    pattern: /^(?<throttles>[\d.,]+) throttles? beside (?<count>[\d.,]+) invocations? in the last 15 minutes\.$/,
    holds: ({truth}, {throttles, count}) => {
      const fromMs = truth.nowMs - 15 * minuteMs
      const ends = [0, 1, 2, 3, 4].map(late => truth.nowMs - late * minuteMs)
      return (
        fitsSome(
          toNumber(count),
          ends.map(toMs => truth.invocations(fromMs, toMs).count),
          3,
        ) &&
        fitsSome(
          toNumber(throttles),
          ends.map(toMs => truth.throttles(fromMs, toMs)),
          3,
        )
      )
    },
  },
  {
    pattern: /^[\d.,]+ cold starts? in (?<count>[\d.,]+) invocations?;/,
    holds: (reality, {count}) =>
      fitsSome(
        toNumber(count),
        hoursBack(reality).map(one => one.count),
        2,
      ),
  },
  {
    pattern: /^All starts took (?<starts>[\d.,]+) s, all work (?<work>[\d.,]+) s\./,
    holds: (reality, {starts, work}) =>
      hoursBack(reality).some(one => near(toNumber(starts), one.startMs / 1000, 1) && near(toNumber(work), one.workMs / 1000, 1)),
  },
  {
    pattern: /^Traffic is so sparse that execution environments are recycled between batches\.$/,
    holds: ({truth}) => {
      const {starts, count} = truth.invocations(truth.startMs, truth.nowMs)
      return starts > 0.3 * count
    },
  },
  {
    pattern: /^(?<count>[\d.,]+) throttles? in the last 15 minutes\.$/,
    holds: ({truth}, {count}) =>
      fitsSome(
        toNumber(count),
        [0, 1, 2, 3, 4].map(late => truth.throttles(truth.nowMs - 15 * minuteMs, truth.nowMs - late * minuteMs)),
        3,
      ),
  },
]
