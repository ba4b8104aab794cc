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
const backwards = [2, 4, 6, 10, 15, 30] as const

/** Starts of the whole minutes of which one is the newest that CloudWatch shows. */
const newestMinutes = ({truth}: Reality): number[] =>
  Array.from({length: 7}, (_, i) => Math.floor(truth.nowMs / minuteMs) * minuteMs - (i + 1) * minuteMs)

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

/** Whether the name that the mapping invokes is one of the function. */
function isQualifierThere({function: code, mapping}: LabTruth): boolean {
  const qualifier = mapping.functionArn.split(':')[7]
  return (
    qualifier === undefined || qualifier === '$LATEST' || code?.aliases.has(qualifier) === true || code?.versions.has(qualifier) === true
  )
}

const isFew = (reality: Reality): boolean => {
  const {failed, count} = lately(reality)
  return failed <= 0.06 * Math.max(1, count)
}

/** Sentences that tell how AWS works, and nothing of this incident. */
const documented =
  /^(DynamoDB supports 2 readers|Lambda does not detect such loops|Shards live about four hours|A pattern is compared exactly|`[^`]+`: The stream carries numbers as strings)/

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
        ...[15, 30, 60].map(m => perMinute(reality, startMs, startMs + m * minuteMs)),
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
    pattern: /^In that minute the shards are busy for (?<use>[\d.,]+) % of the time\.$/,
    holds: (reality, {use}) => {
      const uses = newestMinutes(reality).map(fromMs => Math.min(1, reality.truth.invocations(fromMs, fromMs + minuteMs).laneUse))
      return fitsSome(toNumber(use) / 100, uses, 0.1)
    },
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
  {
    pattern: /^Writes are at (?<share>[\d.,]+) % of what they were before the change\.$/,
    holds: (reality, {share}) => {
      const {nowMs, startMs, mapping} = reality.truth
      const now = [...backwards, 60].map(minutes => perMinute(reality, Math.max(mapping.lastModifiedMs, nowMs - minutes * minuteMs), nowMs))
      const calm = [startMs, ...[15, 30, 60].map(m => mapping.lastModifiedMs - m * minuteMs)].map(from =>
        perMinute(reality, from, mapping.lastModifiedMs),
      )
      return fitsSome(
        toNumber(share) / 100,
        now.flatMap(value => calm.map(base => (base === 0 ? null : value / base))),
        0.05,
      )
    },
  },
  {
    pattern: /^Batches are (?<now>[\d.,]+) % full(?:, and were (?<then>[\d.,]+) %)?\.$/,
    holds: (reality, {now, then}) => {
      const {truth} = reality
      const fill = (records: number | null) => (records === null ? null : Math.min(1, records / truth.mapping.settings.BatchSize))
      const recent = backwards.map(minutes => fill(truth.invocations(truth.nowMs - (minutes + 3) * minuteMs, truth.nowMs).recordsEach))
      const earlier = [before(reality), truth.invocations(reality.onsetMs - 30 * minuteMs, reality.onsetMs)].map(one =>
        fill(one.recordsEach),
      )
      return fitsSome(toNumber(now) / 100, recent, 0.1) && (then === undefined || fitsSome(toNumber(then) / 100, earlier, 0.1))
    },
  },
  {
    pattern: /^An invocation takes (?<now>[\d.,]+) ms on average, and took (?<then>[\d.,]+) ms: the function is not slower\.$/,
    holds: (reality, {now, then}) => {
      const {truth} = reality
      const recent = [...backwards, 60].map(minutes => truth.invocations(truth.nowMs - (minutes + 3) * minuteMs, truth.nowMs).meanMs)
      return fitsSome(toNumber(now), recent, 5) && near(toNumber(then), before(reality).meanMs ?? 0, 5)
    },
  },
  {
    pattern: /^The event source mapping was (?:updated|created) at (?<at>\S+Z)/,
    holds: ({truth}, {at}) => isNearOne(msOf(at), [truth.mapping.lastModifiedMs]),
  },
  {
    pattern: /^ParallelizationFactor is (?<now>\d+), and was \d+/,
    holds: ({truth}, {now}) => truth.mapping.settings.ParallelizationFactor === Number(now),
  },
  {pattern: /^BatchSize is (?<now>\d+), and was about \d+/, holds: ({truth}, {now}) => truth.mapping.settings.BatchSize === Number(now)},
  {
    pattern: /^The age still grows because what is read now was written in the burst/,
    holds: reality => {
      const {truth} = reality
      const oldest = Math.min(...truth.lanes.map(({oldestWrittenMs}) => oldestWrittenMs ?? truth.nowMs))
      return perMinute(reality, oldest - minuteMs, oldest + minuteMs) > 1.2 * perMinute(reality, truth.nowMs - 3 * minuteMs, truth.nowMs)
    },
  },
  {
    pattern: /^Up to (?<used>[\d.,]+) MB of (?<size>[\d.,]+) MB were in use\.$/,
    holds: ({truth}, {used, size}) => {
      // The log is read over more than the newest minutes, and the memory may have been changed in them.
      const seen = [...backwards, 60, 120].map(minutes => truth.invocations(truth.nowMs - minutes * minuteMs, truth.nowMs))
      return seen.some(({mostMb, sizesMb}) => near(toNumber(used), mostMb) && sizesMb.includes(toNumber(size)))
    },
  },
  {
    pattern: /^Logged in [\d.,]+ (?:requests?|lines?): (?<words>.*)$/s,
    holds: ({truth}, {words = ''}) =>
      (/time-?out|timed out/i.test(words) && truth.invocations(truth.startMs, truth.nowMs).timedOut > 0) ||
      truth.invocations(truth.startMs, truth.nowMs).errors.some(error => {
        const known = error.split(/[^\p{L}\d.]+/u).filter(word => word.length > 4)
        const said = known.filter(word => words.includes(word))
        return said.length >= Math.min(3, known.length)
      }),
  },
  {pattern: /^The destination is (?<arn>arn:\S+)\.$/, holds: ({truth}, {arn}) => truth.mapping.settings.OnFailureDestination === arn},
  {
    pattern: /^The mapping has no on-failure destination/,
    holds: ({truth}) => truth.mapping.settings.OnFailureDestination === '',
  },
  {
    pattern: /^MaximumRecordAgeInSeconds is (?<age>\d+)/,
    holds: ({truth}, {age}) => truth.mapping.settings.MaximumRecordAgeInSeconds === Number(age),
  },
  {
    pattern: /^[\d.,]+ cold starts? in (?<count>[\d.,]+) invocations?;/,
    holds: ({truth}, {count}) =>
      [1, 2, 3].some(hours => near(toNumber(count), truth.invocations(truth.nowMs - hours * 3_600_000, truth.nowMs).count, 2)),
  },
  {
    pattern: /^All starts took (?<starts>[\d.,]+) s, all work (?<work>[\d.,]+) s\./,
    holds: ({truth}, {starts}) =>
      [1, 2, 3].some(hours => near(toNumber(starts), truth.invocations(truth.nowMs - hours * 3_600_000, truth.nowMs).startMs / 1000, 1)),
  },
  {
    pattern: /^A shard was made at (?<at>\S+Z), and the spike came at/,
    holds: ({truth}, {at}) =>
      isNearOne(
        msOf(at),
        truth.table.streams.flatMap(({shards}) => shards.map(({openedMs}) => openedMs)),
      ),
  },
  {
    pattern: /^AWS says that arn:\S+ (?<what>.*)\.$/,
    holds: ({truth}) =>
      truth.function === null ||
      truth.function.state !== 'Active' ||
      truth.function.reservedConcurrency === 0 ||
      truth.function.isolatesTenants === true ||
      truth.function.durable === true ||
      !isQualifierThere(truth),
  },
  {
    pattern: /^The oldest batch is (?<age>.*) old and moves on at/,
    holds: (reality, {age}) => {
      const said = secondsOf(age)
      return (
        [0, 60, 120, 180, 240, 300].some(late => near(said, Math.max(...ages(reality)) - late, 60)) || Math.max(...ages(reality)) >= said
      )
    },
  },
  {
    pattern: /^Key-range throttles in \d+ of the last 15 minutes/,
    holds: reality => reality.truth.refusedWrites(reality.truth.nowMs - 20 * minuteMs, reality.truth.nowMs) > 0,
  },
  {
    pattern: /^Lag: nothing|^Nothing has been delivered|^Lag: no batch/i,
    holds: reality => lately(reality).count === 0,
  },
  {
    pattern: /^Minute by minute, the writes follow what the function works through\.$/,
    holds: ({truth}) => truth.writesBack,
  },
  {
    pattern: /^The stream is (?<status>DISABLED|DISABLING)/,
    holds: ({truth}, {status}) => truth.table.streams.find(({arn}) => arn === truth.mapping.eventSourceArn)?.status === status,
  },
  {
    pattern: /^Lambda invokes the function (?<now>[\d.,]+) times a minute, and did (?<then>[\d.,]+) times before/,
    holds: (reality, {now, then}) => {
      const {truth, onsetMs} = reality
      const recent = backwards.map(m => truth.invocations(truth.nowMs - (m + 3) * minuteMs, truth.nowMs).count / (m + 3))
      const earlier = [
        before(reality).count / ((onsetMs - truth.startMs) / minuteMs),
        truth.invocations(onsetMs - 30 * minuteMs, onsetMs).count / 30,
      ]
      return fitsSome(toNumber(now), recent, 2) && fitsSome(toNumber(then), earlier, 2)
    },
  },
  {
    pattern: /^Errors is [\d.,]+ in [\d.,]+ invocations? since \S+Z: the function reports failed records in its response/,
    holds: ({truth}) => truth.mapping.settings.FunctionResponseTypes.includes('ReportBatchItemFailures'),
  },
  {pattern: /^Lag: records are written and no batch is started\.$/, holds: reality => lately(reality).count === 0},
  {pattern: /^Lag: the stream is not read/, holds: ({truth}) => !truth.mayRead || truth.mapping.state !== 'Enabled'},
  {
    pattern: /^Lag: AWS reports for the mapping: "(?<words>.*)"\.$/,
    holds: ({truth}, {words = ''}) => truth.mapping.lastProcessingResult.startsWith(words.replace(/…$/, '')),
  },
  {pattern: /^Lag: the function is (?<state>\w+)\.$/, holds: ({truth}, {state}) => truth.function?.state === state},
  {
    pattern: /^It reads a stream that is not live: the stream is (?<status>\w+)\.$/i,
    holds: ({truth}, {status}) => truth.table.streams.find(({arn}) => arn === truth.mapping.eventSourceArn)?.status === status,
  },
  {pattern: /^dynamodb:Get\S+.* on arn:\S+\/stream\//, holds: ({truth}) => !truth.mayRead},
  {pattern: /^(?<arn>arn:\S+) does not exist\.$/, holds: ({truth}, {arn = ''}) => !truth.destinations.includes(arn)},
  {pattern: /^DestinationDeliveryFailures counts/, holds: ({truth}) => truth.counts.dropped.delivery > 0},
  {
    pattern: /^[\d.,]+ records? dropped in half an hour/,
    holds: ({truth}) => truth.counts.dropped.retries + truth.counts.dropped.age + truth.counts.dropped.delivery > 0,
  },
  {
    pattern: /read from the stream since (?<since>[^\s,]+),? (?:and none was handed over|were filtered out)\.$/,
    holds: ({truth}, {since}) => truth.counts.filtered > 0 && truth.invocations(msOf(since) + minuteMs, truth.nowMs).count === 0,
  },
  {
    pattern: /^The mapping has (?<count>\d+) filters?: /,
    holds: ({truth}, {count}) => truth.mapping.settings.FilterPatterns.length === Number(count),
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
  {pattern: /^It was over within .*, and the age is low since\.$/, holds: reality => Math.max(...ages(reality)) < 60},
  {
    pattern: /^The first of them is lost at (?<at>\S+Z)\.$/,
    holds: (reality, {at}) => Math.abs(reality.truth.nowMs - Math.max(...ages(reality)) * 1000 + 24 * 3_600_000 - msOf(at)) <= 3 * minuteMs,
  },
  {
    pattern: /^It is the account's concurrency limit: [\d.,]+ of (?<limit>[\d.,]+) in use\.$/,
    holds: ({truth}, {limit}) => toNumber(limit) === truth.accountLimit,
  },
  {
    pattern: /^Batches come so seldom that the environments between them are gone\.$/,
    holds: ({truth}) => {
      const {starts, count} = truth.invocations(truth.startMs, truth.nowMs)
      return starts > 0.3 * count
    },
  },
  {pattern: /^[\d.,]+ records? failed by the mapping's own count\.$/, holds: ({truth}) => truth.lanes.some(({attempts}) => attempts > 0)},
  {
    pattern: /^No batch stands still, and errors are few\.$/,
    holds: reality => isFew(reality) && reality.truth.lanes.every(({attempts}) => attempts < 3),
  },
  {
    pattern: /^Lag: the age has reached the limit at which records are lost\.$/,
    holds: reality => {
      const limit = reality.truth.mapping.settings.MaximumRecordAgeInSeconds
      return Math.max(...ages(reality)) >= 0.9 * (limit > 0 ? limit : 86_400)
    },
  },
  {pattern: /^Its role may write to /, holds: ({truth}) => (truth.writesBack ? true : undefined)},
  {
    pattern: /^Batches were started regularly until (?<at>[^\s,]+), and none since\.$/,
    holds: ({truth}, {at}) => truth.invocations(msOf(at) + minuteMs, truth.nowMs).count === 0,
  },
  {pattern: /^Lag: the function does not exist\.$/, holds: ({truth}) => truth.function === null || !isQualifierThere(truth)},
  {
    pattern: /^AWS gives a reserved concurrency of 0|^Lag: the reserved concurrency of the function is 0/,
    holds: ({truth}) => truth.function?.reservedConcurrency === 0,
  },
  {pattern: /^At least \d+ readers? more (?:is|are) in no list/, holds: ({truth}) => truth.readers > 2},
  {
    pattern: /^In the newest published minute \(\S+Z\) the oldest batch is (?<age>.*) old; .* is usual\.$/,
    holds: (reality, {age}) => Math.max(...ages(reality)) + 60 >= secondsOf(age),
  },
  {
    pattern: /^Writes to the table are at (?<share>[\d.,]+) % of the usual\.$/,
    holds: (reality, {share}) => {
      const usual = perMinute(reality, reality.truth.startMs, reality.onsetMs)
      return fitsSome(
        toNumber(share) / 100,
        newestMinutes(reality).map(fromMs => (usual === 0 ? null : perMinute(reality, fromMs, fromMs + minuteMs) / usual)),
        0.2,
      )
    },
  },
  {
    pattern: /^An invocation takes (?<ms>[\d.,]+) ms on average in the newest minute/,
    holds: (reality, {ms}) => {
      const means = newestMinutes(reality).map(fromMs => reality.truth.invocations(fromMs, fromMs + minuteMs).meanMs)
      return fitsSome(toNumber(ms), means, 5)
    },
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
