import {gettingOf} from '../../advice/failed-batches.ts'
import {pauseSeconds, writtenBetween} from '../../advice/update-effect.ts'
import {mappingDefaults} from '../../aws-facts/mapping-defaults.ts'
import {between, total} from '../../model/evidence/series.ts'
import type {Loss, Settings} from '../../model/plan/plan.ts'
import {count, duration, iso} from '../../text/units.ts'
import type {SelectedPipeline} from './pipeline.ts'

const isBounded = (value: unknown): boolean => typeof value === 'number' && value >= 0
/** The ARN of the on-failure destination, or nothing. */
export const destinationOf = (settings: Settings): string =>
  (settings.DestinationConfig as {OnFailure?: {Destination?: string}} | undefined)?.OnFailure?.Destination ?? ''

/** The records that a change of the mapping would lose, each with its number; nothing is lost where the list is empty. */
export function lossesOf(selected: SelectedPipeline, before: Settings, after: Settings): Loss[] {
  return [
    ...byAge(selected, before, after),
    ...byRetries(selected, before, after),
    ...byGoodRecords(selected, before, after),
    ...byDestination(before, after),
  ]
}

/** A lower age limit discards older records, at once; while AWS applies it, everything gets older. */
function byAge(selected: SelectedPipeline, before: Settings, after: Settings): Loss[] {
  const [was, limit] = [before.MaximumRecordAgeInSeconds, after.MaximumRecordAgeInSeconds]
  if (typeof limit !== 'number' || limit < 0 || (isBounded(was) && Number(was) <= limit)) return []
  const age = selected.lag?.ageSeconds ?? null
  if (age === null && selected.lag?.state !== 'idle')
    return [
      {
        words: `The iterator age is not known, so it is not known how many records MaximumRecordAgeInSeconds=${limit} would discard: any number.`,
        records: null,
        repeats: false,
      },
    ]
  const oldest = (age ?? 0) + pauseSeconds
  if (oldest <= limit) return []
  const now = (age ?? 0) > limit ? `, ${recordWords(writtenBetween(selected, age ?? 0, limit))} of them at once` : ''
  const records = writtenBetween(selected, age ?? 0, limit - pauseSeconds)
  return [
    {
      words: `The oldest record waits for ${duration(age ?? 0)}, and gets older while AWS applies the change. MaximumRecordAgeInSeconds=${limit} discards records over ${limit} s: up to ${recordWords(records)}${now}.`,
      records,
      repeats: false,
    },
  ]
}

const recordWords = (records: number | null): string => (records === null ? 'an unknown number of records' : count(records, 'record'))

/** The present failures, as a sentence; null where they are not known. */
function failuresSeen({reportsFailuresSinceMs: sinceMs, functionMetrics, nowMs}: SelectedPipeline): string | null {
  if (sinceMs !== null)
    return `Batches have failed since ${iso(sinceMs).slice(0, 16)}Z: the function reports failed records in its response, which Errors does not count.`
  if (functionMetrics === null) return null
  return `There were ${count(total(between(functionMetrics['Errors.Sum'], nowMs - 15 * 60_000, nowMs)), 'error')} in the last 15 minutes.`
}

/** Bounded retries without a destination drop the whole batch that fails to the end. */
function byRetries(selected: SelectedPipeline, before: Settings, after: Settings): Loss[] {
  if (isBounded(before.MaximumRetryAttempts) || !isBounded(after.MaximumRetryAttempts) || destinationOf(after) !== '') return []
  const size = Number(after.BatchSize ?? selected.mapping.batchSize ?? mappingDefaults.batchSize)
  const seen = failuresSeen(selected)
  return [
    {
      words: `Without an on-failure destination, MaximumRetryAttempts=${after.MaximumRetryAttempts} drops a batch of up to ${count(size, 'record')} for good each time its last retry fails.${seen === null ? '' : ` ${seen}`}`,
      records: size,
      repeats: true,
    },
  ]
}

/** Fewer retries while good records fail give those up, one batch after the other. */
function byGoodRecords({goodRecordsFail}: SelectedPipeline, before: Settings, after: Settings): Loss[] {
  const [was, limit] = [before.MaximumRetryAttempts, after.MaximumRetryAttempts]
  if (goodRecordsFail === null || !isBounded(limit) || (isBounded(was) && Number(was) <= Number(limit))) return []
  const destination = destinationOf(after)
  return [
    {
      words: `MaximumRetryAttempts=${limit} discards good records: ${goodRecordsFail}.${destination === '' ? '' : ` ${destination} gets ${gettingOf(destination)}.`}`,
      records: null,
      repeats: false,
    },
  ]
}

/** Taking the destination away where retries or age are bounded drops the records that fail from now on. */
function byDestination(before: Settings, after: Settings): Loss[] {
  if (destinationOf(before) === '' || destinationOf(after) !== '') return []
  if (!isBounded(after.MaximumRetryAttempts) && !isBounded(after.MaximumRecordAgeInSeconds)) return []
  const records = Number(after.BatchSize ?? mappingDefaults.batchSize)
  return [
    {
      words: `Without its on-failure destination, discarded batches are dropped for good: up to ${count(records, 'record')} each time.`,
      records,
      repeats: true,
    },
  ]
}
