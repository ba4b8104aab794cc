import {destinationChoice} from '../advice/failed-batches.ts'
import {formerVersion} from '../advice/former-version.ts'
import {destinationPlaceholder} from '../advice/mapping-settings.ts'
import {isEndless, untilExpiry} from '../aws-facts/limits.ts'
import {mappingDefaults} from '../aws-facts/mapping-defaults.ts'
import {defineCause, type Present, ruledOut} from '../model/cause.ts'
import type {Fix} from '../model/check.ts'
import {precedes} from '../model/derived/changes.ts'
import {maybe} from '../model/derived/derived.ts'
import type {Failures} from '../model/derived/failures.ts'
import type {Lag} from '../model/derived/lag.ts'
import type {LambdaFunction, Mapping, MappingMetrics, Version} from '../model/evidence/evidence.ts'
import {between, points, total} from '../model/evidence/series.ts'
import {count, duration, isoMinute, number} from '../text/units.ts'
import {failingLine, loggedLines, releasedAtOnset} from './parts/failure-evidence.ts'
import {holdRecords} from './parts/hold-records.ts'
import {known, lagLines, when} from './parts/lines.ts'
import {rollBack} from './parts/roll-back.ts'

const text = {
  title: 'Records are discarded silently',
  harm: 'the records of discarded batches are lost for good',
  summary: {
    byAge: (limitSeconds: number) =>
      `Lambda drops records that are ${duration(limitSeconds)} old, and the oldest batch has reached that age.`,
    byRetries: (attempts: number) => `Lambda discards failed batches after ${count(attempts, 'attempt')}, and their records are lost.`,
    counted: 'The mapping discards records.',
    before: (records: number, fromMs: number, untilMs: number) =>
      `Lambda discarded ${count(records, 'record')} between ${isoMinute(fromMs)} and ${isoMinute(untilMs)}; none since.`,
  },
  /** Of records that were dropped earlier. */
  headlineBefore: 'Records were discarded, and no destination received them',
  harmBefore: 'these records were not processed; they are in the stream until 24 hours after they were written',
  because: {
    noDestination: 'The mapping has no on-failure destination: discarded records leave no pointer.',
    counted: (records: number) => `DroppedEventCount counts ${count(records, 'record')} in half an hour.`,
    countedBefore: (records: number, fromMs: number, untilMs: number) =>
      `DroppedEventCount counts ${count(records, 'record')} from ${isoMinute(fromMs)} to ${isoMinute(untilMs)}.`,
    ageLimit: (limitSeconds: number, ageSeconds: number) =>
      `MaximumRecordAgeInSeconds is ${limitSeconds}, and the oldest batch is ${duration(ageSeconds)} old.`,
    together: (errors: number, attempts: number) =>
      `Errors come ${number(errors)} at a time: a batch that never succeeds gets ${count(attempts, 'attempt')}.`,
  },
  against: 'Some of the errors may be batches that succeed at their next retry.',
  settledBy: 'The EventCount metrics of the mapping: DroppedEventCount counts the discarded records.',
  fix: {
    nameDestination: `Name an on-failure destination that the execution role may write to. ${destinationChoice} Then fix the cause of the failures or of the lag. Dropped records stay in the stream for 24 hours, without a pointer to them.`,
    keepLonger: (limitSeconds: number) =>
      `Let records wait until the stream's own retention of 24 h: the limit of ${duration(limitSeconds)} discards them now.`,
    keepLongerAndWiden: (limitSeconds: number, factor: number) =>
      `Let records wait until the stream's own retention of 24 h: the limit of ${duration(limitSeconds)} discards them now. Run up to ${count(factor, 'batch', 'batches')} of a shard at once in the same update, so that the backlog shrinks. Make sure that the function's concurrency and downstream services can handle that.`,
    halveAndName: `Let Lambda halve each batch that fails, which uses up no retry. Name an on-failure destination that the execution role may write to. Good records then pass, and the destination keeps the others. ${destinationChoice} Then fix the cause of the failures.`,
  },
}

const windowMs = 30 * 60_000

const nameDestination = {
  summary: text.fix.nameDestination,
  change: {DestinationConfig: destinationPlaceholder},
}

const present = (confidence: number, summary: string, because: string[], against: string[] = []): Present => ({
  kind: 'present',
  confidence,
  summary,
  because: [...because, text.because.noDestination],
  against,
  settledBy: confidence < 0.9 ? text.settledBy : null,
  fixes: [nameDestination],
})

/** Records that the mapping counts as dropped; null where it does not count. */
function dropped(metrics: MappingMetrics, nowMs: number): number | null {
  const list = between(metrics['DroppedEventCount.Sum'], nowMs - windowMs, nowMs)
  return list.length ? total(list) : null
}

/**
 * Records that were dropped earlier in the window: the age never showed it, and nothing shows it now. Null where nothing was, or it goes on.
 */
function droppedBefore(metrics: MappingMetrics, nowMs: number): Present | null {
  const minutes = between(metrics['DroppedEventCount.Sum'], 0, nowMs - windowMs).filter(({value}) => value > 0)
  const [first, last] = [minutes[0], minutes.at(-1)]
  if (first === undefined || last === undefined) return null
  const counted = [total(minutes), first.atMs, last.atMs] as const
  return {
    ...present(0.9, text.summary.before(...counted), [text.because.countedBefore(...counted)]),
    headline: text.headlineBefore,
    harm: text.harmBefore,
    loses: false,
  }
}

/** Age limit reached: older records are dropped, so that the age stays there. */
function byAge(lag: Lag, mapping: Mapping): Present {
  const limitSeconds = mapping.maximumRecordAgeSeconds ?? 0
  return {
    ...present(0.95, text.summary.byAge(limitSeconds), [text.because.ageLimit(limitSeconds, lag.ageSeconds ?? 0), ...lagLines(lag)]),
    fixes: [keepLonger(mapping, limitSeconds), nameDestination],
  }
}

/** The limit away, and where the concurrent batches can be more, those as well: one update, and one pause. */
function keepLonger(mapping: Mapping, limitSeconds: number): Fix {
  // The discarded records hide how much the writes exceed the capacity.
  const factor = Math.min(10, (mapping.parallelizationFactor ?? mappingDefaults.parallelizationFactor) * 4)
  const isWider = factor > (mapping.parallelizationFactor ?? mappingDefaults.parallelizationFactor)
  return {
    summary: isWider ? text.fix.keepLongerAndWiden(limitSeconds, factor) : text.fix.keepLonger(limitSeconds),
    change: {MaximumRecordAgeInSeconds: untilExpiry, ...(isWider ? {ParallelizationFactor: factor} : {})},
  }
}

/** From this share of failing minutes on, failures are too many for it to tell how many belong together. */
const crowded = 0.95
/** Errors of a batch that never passes come together; this share of all its tries is enough, because a minute can end between them. */
const together = 0.6
const single = 1.25

/**
 * How many errors belong together: those of a minute that fails, over the count if each came by itself (Poisson). Null when
 * nearly all minutes fail.
 */
function errorsTogether({errors, failingMinutes, minutes}: Failures): number | null {
  const share = failingMinutes / Math.max(1, minutes)
  if (share === 0 || share > crowded) return null
  return errors / failingMinutes / (-Math.log(1 - share) / share)
}

/**
 * Retries used up: a batch that cannot be processed makes 1 + MaximumRetryAttempts errors within a minute or two. Failures that pass
 * when they are tried again come one by one.
 */
function byRetries(failures: Failures, {maximumRetryAttempts: retries}: Mapping): Present | null {
  if (retries === null || isEndless(retries) || failures.scope === 'none' || failures.scope === 'one-lane') return null
  const perFailure = errorsTogether(failures)
  const nothingPasses = failures.scope === 'all' || failures.scope === 'one-of-one'
  if (retries > 0 && perFailure !== null && perFailure < single) return null
  const lasting = nothingPasses || (perFailure !== null && perFailure >= Math.max(single, together * (retries + 1)))
  return present(
    retries === 0 ? 0.96 : lasting ? 0.92 : 0.6,
    text.summary.byRetries(retries + 1),
    [
      failingLine(failures),
      ...known(retries > 0 ? perFailure : null, together => text.because.together(together, retries + 1)),
      ...loggedLines(failures),
    ],
    when(retries > 0 && !lasting, text.against),
  )
}

/** Halves of a batch and a destination, in one update: good records pass, and the bad one is kept. */
const halveAndName: Fix = {
  summary: text.fix.halveAndName,
  change: {BisectBatchOnFunctionError: true, DestinationConfig: destinationPlaceholder},
}

interface Around {
  mapping: Mapping
  failures: Failures
  target: LambdaFunction | null | undefined
  versions: Version[] | undefined
  /** When the first record was dropped, by the mapping's own count; null where it does not count, or dropped some all along. */
  firstDropMs: number | null
}

/** The first minute that drops a record, after minutes that dropped none. */
function firstDrop(metrics: MappingMetrics | undefined): number | null {
  const counted = metrics ? points(metrics['DroppedEventCount.Sum']) : []
  const first = counted.findIndex(({value}) => value > 0)
  return first > 0 ? (counted[first]?.atMs ?? null) : null
}

/** The version before a release that came just before the loss: its batches succeed, so that nothing is discarded and no shard waits. */
function back({mapping, failures, target, versions, firstDropMs}: Around): Fix[] {
  const releasedMs = target?.lastModifiedMs ?? null
  if (!target || releasedMs === null || versions === undefined || formerVersion(target, mapping, versions) === null) return []
  const began = firstDropMs !== null && precedes(releasedMs, firstDropMs)
  return began || releasedAtOnset(target, failures) ? [rollBack(target, mapping, versions)] : []
}

/** Where good records fail, keeping them comes first: a destination would get all of them. */
function holding(found: Present, around: Around): Present {
  const {mapping, failures} = around
  const isHalvable = failures.halvingKeepsThem && found.fixes.length === 1 && found.fixes[0] === nameDestination
  if (isHalvable) return {...found, fixes: [halveAndName]}
  const hold = holdRecords(mapping, failures)
  return {...found, fixes: [...(hold.length > 0 ? back(around) : []), ...hold, ...found.fixes]}
}

export const silentLoss = defineCause({
  id: 'silent-loss',
  text,
  harmful: true,
  loses: true,
  needs: ['mapping', 'lag', 'failures'],
  wants: ['mappingMetrics', 'function'],
  onDemand: ['logErrors'],
  advises: ['versions'],
  weigh: ({mapping, lag, failures}, wanted, {nowMs}) => {
    if (mapping.onFailureDestination) return ruledOut
    const metrics = maybe(wanted.mappingMetrics)
    const around = {
      mapping,
      failures,
      target: maybe(wanted.function),
      versions: maybe(wanted.versions),
      firstDropMs: firstDrop(metrics),
    }
    const lost = metrics ? dropped(metrics, nowMs) : null
    const reason = lag.state === 'losing' && lag.lossBy === 'age-limit' ? byAge(lag, mapping) : byRetries(failures, mapping)
    if (metrics && lost === 0 && lag.state !== 'losing') return droppedBefore(metrics, nowMs) ?? ruledOut
    if (!lost) return reason ? holding(reason, around) : ruledOut
    const counted = text.because.counted(lost)
    const found = reason
      ? {...reason, confidence: 0.97, because: [counted, ...reason.because], against: [], settledBy: null}
      : present(0.95, text.summary.counted, [counted, ...loggedLines(failures)])
    return holding(found, around)
  },
})
