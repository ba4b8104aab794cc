import type {Claim, Reality} from './claim.ts'
import {msOf, near, toNumber} from './said.ts'
import {backwards, before, isFew, lately, minuteMs} from './windows.ts'

/** Errors ÷ invocations since a minute, as of its start and its end, also where the newest minutes are not published. */
const shareSince = ({truth}: Reality, sinceMs: number): number[] =>
  [sinceMs, sinceMs + minuteMs].flatMap(fromMs =>
    [0, 2, 4].map(minutes => {
      const {failed, count} = truth.invocations(fromMs, Math.max(fromMs + minuteMs, truth.nowMs - minutes * minuteMs))
      return count === 0 ? 0 : failed / count
    }),
  )

const inAll = ({truth}: Reality) => truth.invocations(truth.startMs, truth.nowMs)

/** Words of an error that distinguish it from others. Words in quotation marks are of the record, and no report shows them. */
const tellingWords = (text: string): string[] =>
  text
    .replace(/"[^"]*"/g, '')
    .split(/[^\p{L}\d.]+/u)
    .filter(word => word.length > 4)

/** Whether these are the words of an error that the code logged. */
function isLogged(reality: Reality, words: string): boolean {
  const all = inAll(reality)
  return (
    (/time-?out|timed out/i.test(words) && all.timedOut > 0) ||
    all.errors.some(error => {
      const known = tellingWords(error)
      return known.filter(word => words.includes(word)).length >= Math.min(3, known.length)
    })
  )
}

/** Runs of failures within a minute: how many tries a batch gets that never passes. */
const triesOfABatch = ({truth}: Reality): number => truth.mapping.settings.MaximumRetryAttempts + 1

/** The claims about failures: their subject, their share, and their words. */
export const ofFailures: readonly Claim[] = [
  {
    pattern: /^[\d,]+ errors? in [\d,]+ invocations? \((?<share>[\d.]+) %\), in .* since (?<since>\d{4}-[\dT:-]+Z)/,
    holds: (reality, {share, since}) => shareSince(reality, msOf(since)).some(real => near(toNumber(share) / 100, real, 0.03)),
  },
  {
    pattern: /^The same batch is retried: for .* its last record has been the one written at (?<at>\S+Z)\.$/,
    holds: ({truth}, {at}) =>
      truth.lanes.some(({batchEndWrittenMs: end, attempts}) => end !== null && attempts > 0 && Math.abs(end - msOf(at)) <= 2 * minuteMs),
  },
  {
    pattern: /^Errors is [\d.,]+ in [\d.,]+ invocations? since \S+Z: the function reports failed records in its response/,
    holds: ({truth}) => truth.mapping.settings.FunctionResponseTypes.includes('ReportBatchItemFailures'),
  },
  {pattern: /^Errors is 0\.$/, holds: reality => lately(reality).failed === 0},
  {pattern: /^Errors and throttles are few/, holds: isFew},
  {
    pattern: /^FailedInvokeEventCount counts [\d.,]+ failed records? of this mapping\.$/,
    holds: ({truth}) => truth.lanes.some(({attempts}) => attempts > 0),
  },
  {
    pattern: /^No batch is stuck, and errors are few\.$/,
    holds: reality => isFew(reality) && reality.truth.lanes.every(({attempts}) => attempts < 3),
  },
  {
    pattern: /^The longest invocations take (?<seconds>[\d.,]+) s, as long as the timeout\.$/,
    holds: (reality, {seconds}) =>
      near(toNumber(seconds), reality.truth.function?.timeoutSeconds ?? 0, 0.1) && lately(reality).timedOut > 0,
  },
  {
    pattern: /^Before it began, the slowest took (?<seconds>[\d.,]+) s\.$/,
    holds: (reality, {seconds}) => toNumber(seconds) <= ((before(reality).longestMs ?? 0) / 1000) * 1.15 + 0.1,
  },
  {
    pattern: /^Up to (?<used>[\d.,]+) MB of (?<size>[\d.,]+) MB were in use\.$/,
    holds: ({truth}, {used, size}) => {
      // The log is read over more than the newest minutes, and the memory may have been changed in them.
      const seen = [...backwards, 60, 120].map(minutes => truth.invocations(truth.nowMs - minutes * minuteMs, truth.nowMs))
      return seen.some(({mostMb, sizesMb}) => near(toNumber(used), mostMb) && sizesMb.includes(toNumber(size)))
    },
  },
  {pattern: /^Logged in [\d.,]+ (?:requests?|lines?): (?<words>.*)$/s, holds: (reality, {words = ''}) => isLogged(reality, words)},
  {
    pattern: /^Errors come (?<together>[\d.,]+) at a time: a batch that never succeeds gets (?<tries>\d+) attempts?\.$/,
    holds: (reality, {together, tries}) => triesOfABatch(reality) === Number(tries) && toNumber(together) <= 1.6 * Number(tries),
  },
  {
    pattern: /^Initialization fails in (?<starts>[\d.,]+) starts?, phase init: (?<type>\S+)\.$/,
    holds: ({truth, onsetMs}, {starts, type = ''}) => {
      const {notStarted, errors} = truth.invocations(onsetMs - minuteMs, truth.nowMs)
      return toNumber(starts) <= notStarted && errors.some(error => error.startsWith(`${type} `))
    },
  },
  {
    pattern: /^The runtime version changed from \S+ to \S+ (?:at (?<at>\S+Z)|between (?<from>\S+Z) and (?<to>\S+Z)),/,
    holds: ({truth}, {at, from, to}) => {
      const updatedMs = truth.function?.runtimeUpdatedMs
      if (updatedMs === undefined) return false
      return at === undefined
        ? msOf(from) <= updatedMs && updatedMs <= msOf(to)
        : msOf(at) - updatedMs >= 0 && msOf(at) - updatedMs <= 10 * minuteMs
    },
  },
  {
    pattern: /^A service that the function calls throttles it: /,
    holds: reality => inAll(reality).errors.some(error => /throttl|throughput|rate exceeded|too many requests|429/i.test(error)),
  },
]
