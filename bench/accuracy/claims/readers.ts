import type {Claim} from './claim.ts'
import {near, toNumber} from './said.ts'

/** Who reads the stream. */
export const ofReaders: readonly Claim[] = [
  {pattern: /^GetRecords was throttled [\d.,]+ times\.$/, holds: ({truth}) => truth.readers > 2},
  {
    pattern: /^(?<count>\d+) mappings? of Lambda reads? the stream/,
    holds: ({truth}, {count}) => toNumber(count) <= Math.max(1, truth.readers),
  },
  {
    pattern: /^\d+ pipes? of EventBridge reads? it: (?<names>.*)\.$/,
    holds: ({truth}, {names = ''}) => names.split(', ').every(name => truth.pipes.includes(name)),
  },
  {
    pattern: /^GetRecords returned each record (?<times>[\d.,]+) times\.$/,
    holds: ({truth}, {times}) => near(toNumber(times), truth.readers, 0.5),
  },
  {
    pattern: /^GetRecords is called as often as (?<pollers>[\d.,]+) pollers/,
    // Calls that are throttled are counted apart.
    holds: ({truth}, {pollers}) => toNumber(pollers) <= 1.15 * truth.readers,
  },
  {pattern: /^At least \d+ readers? more (?:is|are) in no list/, holds: ({truth}) => truth.readers > 2},
]
