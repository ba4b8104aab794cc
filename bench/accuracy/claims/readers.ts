import type {Claim} from './claim.ts'
import {fitsSome, toNumber} from './said.ts'
import {minuteMs} from './windows.ts'

/** Who reads the stream. */
export const ofReaders: readonly Claim[] = [
  {pattern: /^GetRecords was throttled [\d.,]+ times\.$/, holds: ({truth}) => truth.readers > 2},
  {
    pattern: /^(?<count>\d+) Lambda mappings? reads? the stream/,
    holds: ({truth}, {count}) => toNumber(count) <= Math.max(1, truth.readers),
  },
  {
    pattern: /^\d+ EventBridge pipes? reads? it: (?<names>.*)\.$/,
    holds: ({truth}, {names = ''}) => names.split(', ').every(name => truth.pipes.includes(name)),
  },
  {
    pattern: /^GetRecords returned each record (?<times>[\d.,]+) times\.$/,
    holds: ({truth}, {times}) => {
      // Published minutes alone are counted, of both.
      const windows = [3, 5, 8, 15].flatMap(length =>
        [3, 4, 5].map(late => [truth.nowMs - (length + late) * minuteMs, truth.nowMs - late * minuteMs] as const),
      )
      return fitsSome(
        toNumber(times),
        windows.map(([fromMs, toMs]) => truth.returned(fromMs, toMs) / Math.max(1, truth.written(fromMs, toMs))),
      )
    },
  },
  {
    pattern: /^GetRecords is called as often as (?<pollers>[\d.,]+) pollers/,
    // Calls that are throttled are counted apart.
    holds: ({truth}, {pollers}) => toNumber(pollers) <= 1.15 * truth.readers,
  },
  {pattern: /^At least \d+ more readers? (?:is|are) in no AWS list/, holds: ({truth}) => truth.readers > 2},
]
