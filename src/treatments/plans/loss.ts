import {gettingOf} from '../../model/failed-batches.ts'
import type {Settings} from '../../model/plan.ts'
import {between, total} from '../../model/series.ts'
import {count, duration, number} from '../../model/units.ts'
import {pauseSeconds, writesPerMinute} from './pause.ts'
import type {PipelineInHand} from './pipeline.ts'

const isBounded = (value: unknown): boolean => typeof value === 'number' && value >= 0
/** The ARN of the on-failure destination, or nothing. */
export const destinationOf = (settings: Settings): string =>
  (settings.DestinationConfig as {OnFailure?: {Destination?: string}} | undefined)?.OnFailure?.Destination ?? ''

/** What records a change of the mapping would lose, each with its number; nothing is lost where the list is empty. */
export function lossesOf(hand: PipelineInHand, before: Settings, after: Settings): string[] {
  return [
    ...byAge(hand, before, after),
    ...byRetries(hand, before, after),
    ...byGoodRecords(hand, before, after),
    ...byDestination(before, after),
  ]
}

/** A lower age limit discards what is older, at once; while AWS applies it, everything gets older. */
function byAge(hand: PipelineInHand, before: Settings, after: Settings): string[] {
  const [was, limit] = [before.MaximumRecordAgeInSeconds, after.MaximumRecordAgeInSeconds]
  if (typeof limit !== 'number' || limit < 0 || (isBounded(was) && Number(was) <= limit)) return []
  const age = hand.lag?.ageSeconds ?? null
  if (age === null && hand.lag?.state !== 'idle')
    return [
      `The iterator age is not known, so it is not known how many records MaximumRecordAgeInSeconds=${limit} would discard: any number.`,
    ]
  const oldest = (age ?? 0) + pauseSeconds
  if (oldest <= limit) return []
  const now = (age ?? 0) > limit ? `, ${writtenBetween(hand, age ?? 0, limit)} of them at once` : ''
  return [
    `The oldest record waits for ${duration(age ?? 0)}, and gets older while AWS applies the change. MaximumRecordAgeInSeconds=${limit} discards what is over ${limit} s: up to ${writtenBetween(hand, age ?? 0, limit - pauseSeconds)}${now}.`,
  ]
}

/** Records written between these ages (seconds before now); what the metrics do not reach is reckoned at the rate of now. */
function writtenBetween(hand: PipelineInHand, olderSeconds: number, youngerSeconds: number): string {
  const perMinute = writesPerMinute(hand)
  const {tableMetrics, nowMs} = hand
  if (tableMetrics === null || perMinute === null) return 'an unknown number of records'
  const series = tableMetrics['ConsumedWriteCapacityUnits.Sum']
  const [fromMs, toMs] = [nowMs - olderSeconds * 1000, nowMs - youngerSeconds * 1000]
  const published = between(series, fromMs, toMs)
  const minutes = Math.max(1, (toMs - fromMs) / 60_000)
  const records = total(published) + Math.max(0, minutes - published.length) * perMinute
  return count(Math.max(1, Math.round(records)), 'record')
}

/** Bounded retries without a destination drop the whole batch that fails to the end. */
function byRetries(hand: PipelineInHand, before: Settings, after: Settings): string[] {
  if (isBounded(before.MaximumRetryAttempts) || !isBounded(after.MaximumRetryAttempts) || destinationOf(after) !== '') return []
  const size = Number(after.BatchSize ?? hand.mapping.batchSize ?? 100)
  const errors =
    hand.functionMetrics === null ? null : total(between(hand.functionMetrics['Errors.Sum'], hand.nowMs - 15 * 60_000, hand.nowMs))
  const seen = errors === null ? '' : ` There were ${count(errors, 'error')} in the last 15 minutes.`
  return [
    `Without an on-failure destination, MaximumRetryAttempts=${after.MaximumRetryAttempts} drops a batch of up to ${count(size, 'record')} for good each time its last retry fails.${seen}`,
  ]
}

/** Fewer retries while good records fail give those up, one batch after the other. */
function byGoodRecords({goodRecordsFail}: PipelineInHand, before: Settings, after: Settings): string[] {
  const [was, limit] = [before.MaximumRetryAttempts, after.MaximumRetryAttempts]
  if (goodRecordsFail === null || !isBounded(limit) || (isBounded(was) && Number(was) <= Number(limit))) return []
  const destination = destinationOf(after)
  return [
    `MaximumRetryAttempts=${limit} gives up good records: ${goodRecordsFail}.${destination === '' ? '' : ` ${destination} gets ${gettingOf(destination)}.`}`,
  ]
}

/** Taking the destination away where retries or age are bounded drops what fails from now on. */
function byDestination(before: Settings, after: Settings): string[] {
  if (destinationOf(before) === '' || destinationOf(after) !== '') return []
  if (!isBounded(after.MaximumRetryAttempts) && !isBounded(after.MaximumRecordAgeInSeconds)) return []
  return [
    `Without its on-failure destination, what the mapping gives up is dropped for good: up to ${number(Number(after.BatchSize ?? 100))} records each time.`,
  ]
}
