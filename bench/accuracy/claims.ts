import type {LabTruth} from '../../src/lab/entrance.ts'

/** What a claim is held against: the simulation itself, and when the trouble began (epoch ms). */
export interface Reality {
  truth: LabTruth
  onsetMs: number
}

interface Claim {
  pattern: RegExp
  /** Undefined where the simulation does not tell. */
  holds: (reality: Reality, groups: Record<string, string>) => boolean | undefined
}

const minuteMs = 60_000
const newestMs = 15 * minuteMs

/** CloudWatch rounds to minutes and lacks one point in twenty: ratios and counts may be off by 15 %. */
const ratioTolerance = 0.15
const near = (said: number, real: number, slack = 0): boolean => Math.abs(said - real) <= Math.max(ratioTolerance * Math.abs(real), slack)
const toNumber = (text = ''): number => Number(text.replace(/,/g, ''))
const msOf = (instant = ''): number => Date.parse(instant.length === 17 ? `${instant.slice(0, 16)}:00Z` : instant)

const unitSeconds: Record<string, number> = {s: 1, min: 60, h: 3600, d: 86_400}
/** "1 h 20 min" in seconds. */
const secondsOf = (text = ''): number =>
  [...text.matchAll(/([\d.,]+) (s|min|h|d)\b/g)].reduce((sum, [, n, unit]) => sum + toNumber(n) * (unitSeconds[unit ?? ''] ?? 0), 0)

/** Newest published minutes lie a few minutes back. */
const lately = ({truth}: Reality) => truth.invocations(truth.nowMs - newestMs, truth.nowMs)
const before = ({truth, onsetMs}: Reality) => truth.invocations(truth.startMs, onsetMs)
const perMinute = ({truth}: Reality, fromMs: number, toMs: number): number => truth.written(fromMs, toMs) / ((toMs - fromMs) / minuteMs)

/** The calm that a cause compares with lies in one of these windows; what it says has to fit one of them. */
const fitsSome = (said: number, candidates: readonly (number | null)[], slack = 0): boolean =>
  candidates.some(real => real !== null && near(said, real, slack))
const backwards = [6, 10, 15, 30] as const

/** Errors ÷ invocations since a minute, as of its start and its end, also where the newest minutes are not published. */
const shareSince = ({truth}: Reality, sinceMs: number): number[] =>
  [sinceMs, sinceMs + minuteMs].flatMap(fromMs =>
    [0, 2, 4].map(minutes => {
      const {failed, count} = truth.invocations(fromMs, Math.max(fromMs + minuteMs, truth.nowMs - minutes * minuteMs))
      return count === 0 ? 0 : failed / count
    }),
  )

/** When records of a shard began to wait, as its oldest one tells. */
const ages = ({truth}: Reality): number[] =>
  truth.lanes.map(({oldestWrittenMs}) => (oldestWrittenMs === null ? 0 : truth.nowMs - oldestWrittenMs) / 1000)

const openShards = ({truth}: Reality): number =>
  truth.table.streams.find(({arn}) => arn === truth.mapping.eventSourceArn)?.shards.filter(({closedMs}) => closedMs === null).length ?? 0

/** Dates of AWS that the tool may name as a change of the function. */
const functionDates = ({truth}: Reality): number[] => [
  truth.function?.lastModifiedMs ?? 0,
  ...[...(truth.function?.versions.values() ?? [])].map(({publishedMs}) => publishedMs),
]
const isNearOne = (said: number, dates: readonly number[]): boolean => dates.some(date => Math.abs(said - date) <= minuteMs)

const isFew = (reality: Reality): boolean => {
  const {failed, count} = lately(reality)
  return failed <= 0.06 * Math.max(1, count)
}

/** Sentences that tell how AWS works, and nothing of this incident. */
const documented = /^(DynamoDB supports 2 readers|Lambda does not detect such loops|No batch stands still, and errors are few\.$)/

/** The sentences that causes print under *Because*, and when each is true. */
const claims: readonly Claim[] = [
  {
    pattern: /^[\d,]+ errors? in [\d,]+ invocations? \((?<share>[\d.]+) %\), in .* since (?<since>\d{4}-[\dT:-]+Z)/,
    holds: (reality, {share, since}) => {
      const said = toNumber(share) / 100
      return shareSince(reality, msOf(since)).some(real => near(said, real, 0.03))
    },
  },
  {
    pattern: /^The same batch is sent again and again: in .* its last record is the one written at (?<at>\S+Z)\.$/,
    holds: ({truth}, {at}) =>
      truth.lanes.some(({batchEndWrittenMs: end, attempts}) => end !== null && attempts > 0 && Math.abs(end - msOf(at)) <= 2 * minuteMs),
  },
  {
    pattern: /^The other shards are current: their youngest batch is (?<age>.*) old\.$/,
    holds: (reality, {age}) => Math.min(...ages(reality)) <= secondsOf(age) + 60,
  },
  {
    pattern: /^All shards lag, not one alone(?:: the youngest batch is (?<age>.*) old)?\.$/,
    holds: reality => {
      const waiting = reality.truth.lanes.filter(({pending}) => pending > 0)
      return (
        waiting.length > 0 && Math.min(...waiting.map(({oldestWrittenMs: ms}) => reality.truth.nowMs - (ms ?? reality.truth.nowMs))) > 5000
      )
    },
  },
  {
    pattern:
      /^Writes to the table are at (?<share>[\d.,]+) % of what they were\.$|^Writes are back at (?<back>[\d.,]+) % of what they were before\.$/,
    holds: (reality, {share, back}) => {
      const {nowMs, startMs} = reality.truth
      const now = backwards.map(minutes => perMinute(reality, nowMs - (minutes + 3) * minuteMs, nowMs - 2 * minuteMs))
      const calm = [
        perMinute(reality, startMs, reality.onsetMs),
        ...backwards.map(m => perMinute(reality, reality.onsetMs - (m + 15) * minuteMs, reality.onsetMs)),
      ]
      const said = toNumber(share ?? back) / 100
      return fitsSome(
        said,
        now.flatMap(value => calm.map(base => (base === 0 ? null : value / base))),
        0.05,
      )
    },
  },
  {
    pattern: /^A median invocation takes (?<now>[\d.,]+) ms, and took (?<then>[\d.,]+) ms before\.$/,
    holds: (reality, {now, then}) => {
      const {truth} = reality
      const medians = backwards.map(minutes => truth.invocations(truth.nowMs - (minutes + 3) * minuteMs, truth.nowMs).medianMs)
      return fitsSome(toNumber(now), medians, 5) && near(toNumber(then), before(reality).medianMs ?? 0, 5)
    },
  },
  {
    pattern: /^The function was changed at (?<at>\S+Z)/,
    holds: (reality, {at}) => isNearOne(msOf(at), functionDates(reality)),
  },
  {pattern: /^GetRecords was throttled [\d.,]+ times\.$/, holds: ({truth}) => truth.readers > 2},
  {
    pattern: /^[\d.,]+ throttles? beside (?<count>[\d.,]+) invocations? in the last 15 minutes\.$/,
    holds: ({truth}, {count}) => {
      const said = toNumber(count)
      return [0, 1, 2, 3, 4].some(late => near(said, truth.invocations(truth.nowMs - newestMs, truth.nowMs - late * minuteMs).count, 3))
    },
  },
  {
    pattern: /^It is the .*reserved concurrency.*: [\d.,]+ of (?<limit>[\d.,]+) in use\.$/,
    holds: ({truth}, {limit}) => truth.function?.reservedConcurrency === toNumber(limit),
  },
  {
    pattern: /^The shards ask for up to [\d.,]+ at once: (?<shards>[\d.,]+) open shards? × parallelization factor (?<factor>\d+)\.$/,
    holds: (reality, {shards, factor}) =>
      openShards(reality) === toNumber(shards) && reality.truth.mapping.settings.ParallelizationFactor === toNumber(factor),
  },
  {
    pattern: /^The stream has (?<shards>\d+) open shards, one for each partition\.$/,
    holds: (reality, {shards}) => openShards(reality) === toNumber(shards),
  },
  {
    pattern: /^MaximumRetryAttempts is (?<retries>-?\d+)/,
    holds: ({truth}, {retries}) => truth.mapping.settings.MaximumRetryAttempts === Number(retries),
  },
  {pattern: /^AWS gives the state (?<state>\w+)/, holds: ({truth}, {state}) => truth.mapping.state === state},
  {pattern: /^The mapping reads (?<arn>arn:\S+)\.$/, holds: ({truth}, {arn}) => truth.mapping.eventSourceArn === arn},
  {pattern: /^The table's latest stream is (?<arn>arn:\S+)\.$/, holds: ({truth}, {arn}) => truth.table.streams.at(-1)?.arn === arn},
  {
    pattern: /^Records have been written for (?<time>.*) and none was delivered\.$/,
    holds: ({truth}, {time}) => {
      const fromMs = truth.nowMs - secondsOf(time) * 1000
      return truth.invocations(fromMs + minuteMs, truth.nowMs).count === 0
    },
  },
  {
    pattern: /^The longest invocations take (?<seconds>[\d.,]+) s: the timeout itself\.$/,
    holds: (reality, {seconds}) =>
      near(toNumber(seconds), reality.truth.function?.timeoutSeconds ?? 0, 0.1) && lately(reality).timedOut > 0,
  },
  {
    pattern: /^Before it began, the slowest took (?<seconds>[\d.,]+) s\.$/,
    holds: (reality, {seconds}) => toNumber(seconds) <= ((before(reality).longestMs ?? 0) / 1000) * 1.15 + 0.1,
  },
  {
    pattern: /busy for (?<use>[\d.,]+) % of the time/,
    holds: ({truth}, {use}) =>
      fitsSome(
        toNumber(use) / 100,
        backwards.map(minutes => Math.min(1, truth.invocations(truth.nowMs - (minutes + 3) * minuteMs, truth.nowMs - minuteMs).laneUse)),
        0.1,
      ),
  },
  {pattern: /^Errors is 0\.$/, holds: reality => lately(reality).failed === 0},
  {
    pattern: /the function is as fast as before|The function is as fast as before/,
    holds: reality => {
      const [now, then] = [lately(reality).medianMs, before(reality).medianMs]
      return now === null || then === null ? undefined : now <= 1.6 * then && isFew(reality)
    },
  },
  {pattern: /^Errors and throttles are few/, holds: isFew},
  {
    pattern: /^Writes rose from (?<from>[\d.,]+) to (?<to>[\d.,]+) units a minute/,
    holds: (reality, {from, to}) => {
      const {startMs, nowMs} = reality.truth
      const said = toNumber(to) / Math.max(1, toNumber(from))
      const calm = [perMinute(reality, startMs, reality.onsetMs), perMinute(reality, reality.onsetMs - newestMs, reality.onsetMs)]
      const high = [10, 20, 30].map(m => perMinute(reality, reality.onsetMs, Math.min(nowMs, reality.onsetMs + m * minuteMs)))
      return calm.some(base => high.some(value => near(said, value / Math.max(base, 1e-9), 0.5)))
    },
  },
  {
    pattern: /^(?<count>\d+) mappings? of Lambda reads? the stream/,
    holds: ({truth}, {count}) => toNumber(count) <= Math.max(1, truth.readers),
  },
  {
    pattern: /^Records are (?<age>.*) old when they are handed over\.$/,
    holds: (reality, {age}) => secondsOf(age) <= (reality.truth.nowMs - reality.truth.startMs) / 1000,
  },
]

export type ClaimState = 'true' | 'false' | 'unchecked' | 'documented'

/** Holds one sentence against what is really so. */
export function judgeClaim(sentence: string, reality: Reality): ClaimState {
  if (documented.test(sentence)) return 'documented'
  for (const {pattern, holds} of claims) {
    const match = pattern.exec(sentence)
    if (match === null) continue
    const answer = holds(reality, match.groups ?? {})
    return answer === undefined ? 'unchecked' : answer ? 'true' : 'false'
  }
  return 'unchecked'
}
