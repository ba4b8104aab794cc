import type {Claim, Reality} from './claim.ts'
import {fitsSome, near, toNumber, toRatio} from './said.ts'
import {backwards, minuteMs, newestMinutes, writtenPerMinute} from './windows.ts'

/** Every way of dividing one by the other. */
const ratios = (above: readonly number[], below: readonly number[]): (number | null)[] =>
  above.flatMap(value => below.map(base => (base === 0 ? null : value / base)))

/** Written a minute in the windows that now may mean, and in those that the calm may mean. */
const now = (reality: Reality): number[] =>
  backwards.map(minutes => writtenPerMinute(reality, reality.truth.nowMs - (minutes + 3) * minuteMs, reality.truth.nowMs - 2 * minuteMs))
const calm = (reality: Reality): number[] => {
  const {
    truth: {startMs},
    onsetMs,
  } = reality
  return [
    writtenPerMinute(reality, startMs, onsetMs),
    ...[15, 30, 60].map(m => writtenPerMinute(reality, startMs, startMs + m * minuteMs)),
    ...backwards.map(m => writtenPerMinute(reality, onsetMs - (m + 15) * minuteMs, onsetMs)),
  ]
}

/** ConsumedThroughputUnits are three for each write unit (DynamoDB Developer Guide, "Contributor Insights"). */
const unitsOfAWrite = 3

/** How much is written, beside how much was. */
export const ofWrites: readonly Claim[] = [
  {
    pattern: /^Writes (?:to the table are|are back) at (?<ratio>[\d.,]+ (?:% of|×)) the earlier rate/,
    holds: (reality, {ratio}) => fitsSome(toRatio(ratio), ratios(now(reality), calm(reality)), 0.05),
  },
  {
    pattern: /^Writes are at (?<ratio>[\d.,]+ (?:% of|×)) the rate before the change\.$/,
    holds: (reality, {ratio}) => {
      const {nowMs, startMs, mapping} = reality.truth
      const changedMs = mapping.lastModifiedMs
      const since = [...backwards, 60].map(minutes => writtenPerMinute(reality, Math.max(changedMs, nowMs - minutes * minuteMs), nowMs))
      const until = [startMs, ...[15, 30, 60].map(m => changedMs - m * minuteMs)].map(from => writtenPerMinute(reality, from, changedMs))
      return fitsSome(toRatio(ratio), ratios(since, until), 0.05)
    },
  },
  {
    pattern: /^Writes (?:to the table )?are at (?<ratio>[\d.,]+ (?:% of|×)) the usual rate\.$/,
    holds: (reality, {ratio}) => {
      const usual = writtenPerMinute(reality, reality.truth.startMs, reality.onsetMs)
      const minutes = newestMinutes(reality).map(fromMs => writtenPerMinute(reality, fromMs, fromMs + minuteMs))
      return fitsSome(toRatio(ratio), ratios(minutes, [usual]), 0.2)
    },
  },
  {
    pattern: /^Writes rose from (?<from>[\d.,]+) to (?<to>[\d.,]+) units a minute/,
    holds: (reality, {from, to}) => {
      const {truth, onsetMs} = reality
      const said = toNumber(to) / Math.max(1, toNumber(from))
      const earlier = [truth.startMs, onsetMs - 15 * minuteMs].map(fromMs => writtenPerMinute(reality, fromMs, onsetMs))
      const high = [10, 20, 30].map(m => writtenPerMinute(reality, onsetMs, Math.min(truth.nowMs, onsetMs + m * minuteMs)))
      return fitsSome(said, ratios(high, earlier), 0.5)
    },
  },
  {
    pattern: /^Table writes track the function's throughput minute by minute\.$/,
    holds: ({truth}) => truth.writesBack,
  },
  {
    pattern: /^Key-range throttles occurred in \d+ of the last 15 minutes/,
    holds: ({truth}) => truth.refusedWrites(truth.nowMs - 20 * minuteMs, truth.nowMs) > 0,
  },
  {
    pattern: /^In the newest published minutes the age still grows: their records were written in the burst/,
    holds: reality => {
      const {truth} = reality
      const lately = writtenPerMinute(reality, truth.nowMs - 3 * minuteMs, truth.nowMs)
      // Some newest minute that is older than the one before, and its records were written when clearly more was than is now.
      return newestMinutes(reality).some(atMs => {
        const [former, age] = [atMs - minuteMs, atMs].map(fromMs => truth.invocations(fromMs, fromMs + minuteMs).oldestSeconds)
        if (former == null || age == null || age <= former) return false
        const positionMs = atMs + minuteMs - age * 1000
        return writtenPerMinute(reality, positionMs - minuteMs, positionMs + minuteMs) > 1.2 * lately
      })
    },
  },
  {
    pattern:
      /^Contributor Insights counts up to (?<most>[\d.,]+) throughput units a minute for the busiest key(?:, (?<least>more than )?(?<times>[\d.,]+) times the next)?\.$/,
    holds: ({truth}, {most, least, times}) => {
      const minutes = Array.from({length: 60}, (_, i) => (Math.floor(truth.nowMs / minuteMs) - i - 1) * minuteMs)
      const units = minutes.map(fromMs => truth.busiestKeys(fromMs, fromMs + minuteMs))
      const [highest, next] = [0, 1].map(place => unitsOfAWrite * Math.max(...units.map(list => list[place] ?? 0))) as [number, number]
      const real = highest / Math.max(1, next)
      const [said, fits] = [toNumber(times), near(toNumber(most), highest, 5)]
      return fits && (times === undefined || (least === undefined ? near(said, real, 1) : real > said))
    },
  },
]
