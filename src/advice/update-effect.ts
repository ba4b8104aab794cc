import {mappingDefaults} from '../aws-facts/mapping-defaults.ts'
import type {Lag} from '../model/derived/lag.ts'
import type {FunctionMetrics, Mapping, MappingMetrics, Stream, TableMetrics} from '../model/evidence/evidence.ts'
import {between, type Series, total, valueAt} from '../model/evidence/series.ts'
import {minuteFloor, minuteMs} from '../text/minutes.ts'
import {count, duration, iso} from '../text/units.ts'

/** AWS: an update may take "several minutes to stop and restart polling". This many seconds are reckoned with for each. */
export const pauseSeconds = 5 * 60

/** Newer minutes of CloudWatch are not complete. */
const publicationMs = 4 * 60_000

/** The known facts of a pipeline before its mapping is updated; a value that could not be read is null. Times are epoch milliseconds. */
export interface BeforeUpdate {
  nowMs: number
  mapping: Mapping
  lag: Lag | null
  functionMetrics: FunctionMetrics | null
  mappingMetrics: MappingMetrics | null
  tableMetrics: TableMetrics | null
  stream: Stream | null
  /** When the journal last saw records flow through this mapping; null when it never did. */
  checkpointSeenMs: number | null
}

/** The effect of an update on the polling. */
export interface Update {
  /** How many updates follow one another. */
  pauses: number
  /** Undefined where the update leaves it as it is. */
  enabled?: boolean | undefined
  /** MaximumRecordAgeInSeconds after the update; undefined where it stays. */
  recordAgeSeconds?: number | undefined
  /** The update makes Lambda discard records. */
  discards?: boolean
}

/**
 * Whether the mapping surely has a position to go on from. A mapping that starts at LATEST and has not yet dealt with a batch begins again
 * after every update, behind the records that were written meanwhile (Lambda Developer Guide, "Polling and stream starting positions"). AWS does not
 * tell an update from the creation: a batch of before counts only where it is the mapping's own.
 */
export function hasCheckpoint(before: Omit<BeforeUpdate, 'tableMetrics'>): boolean {
  const {mapping, checkpointSeenMs} = before
  if (mapping.startingPosition !== 'LATEST' || checkpointSeenMs !== null || ownSuccess(before)) return true
  const sinceMs = mapping.lastModifiedMs
  return sinceMs !== null && (succeededSince(before, sinceMs) || goesOn(before, sinceMs))
}

/** Each shard has a position of its own. After so many successes for each of them, hardly one is without. */
const successesPerShard = 10

type Proven = Pick<BeforeUpdate, 'stream'>

const coversShards = (count: number, {stream}: Proven): boolean =>
  count >= successesPerShard * Math.max(1, stream?.shards.filter(({open}) => open).length ?? 1)

/** The successes of each minute: all that came, without those that failed. */
const successes = (all: Series, failed: Series, fromMs: number, toMs: number): number =>
  between(all, fromMs, toMs).reduce((sum, {atMs, value}) => sum + Math.max(0, value - (valueAt(failed, atMs) ?? 0)), 0)

/** The metrics of a mapping are its own for good: they have its UUID as a dimension. */
function ownSuccess(before: Pick<BeforeUpdate, 'mappingMetrics' | 'nowMs'> & Proven): boolean {
  const {mappingMetrics: own, nowMs} = before
  return own !== null && coversShards(successes(own['InvokedEventCount.Sum'], own['FailedInvokeEventCount.Sum'], 0, nowMs), before)
}

type Checked = Pick<BeforeUpdate, 'functionMetrics' | 'lag' | 'nowMs'> & Proven

/** Batches succeeded after the last change. The function's metrics prove it only where no other mapping shares them. */
function succeededSince(before: Checked, sinceMs: number): boolean {
  const {functionMetrics: metrics, lag, nowMs} = before
  if (metrics === null || lag === null || lag.sharedBy > 0) return false
  return coversShards(successes(metrics['Invocations.Sum'], metrics['Errors.Sum'], sinceMs, nowMs), before)
}

/**
 * The batch that is tried ends with a record that had waited when it was first tried, after the last change. A mapping that was created
 * then would begin at LATEST, with records that are tried at once; one that was updated goes on from its position. `floorSeconds` covers
 * the wait of a batch by its settings.
 */
function goesOn({functionMetrics, lag, nowMs}: Checked, sinceMs: number): boolean {
  if (functionMetrics === null || lag === null || lag.sharedBy > 0) return false
  const changedMs = minuteFloor(sinceMs)
  const [first] = between(functionMetrics['Errors.Sum'], changedMs, nowMs).filter(({value}) => value > 0)
  // A throttled batch waits as well, wherever the mapping began.
  if (first === undefined || total(between(functionMetrics['Throttles.Sum'], changedMs, first.atMs + minuteMs)) > 0) return false
  const positions = lag.series.flatMap(({atMs, max}) => (atMs >= sinceMs && max !== null ? [atMs + minuteMs - max * 1000] : []))
  return positions.some(positionMs => positionMs < first.atMs - lag.floorSeconds * 1000)
}

/** Why an update may skip records, as a sentence; null where the position is kept. */
export function skipRisk(before: BeforeUpdate): string | null {
  if (hasCheckpoint(before)) return null
  const since = before.mapping.lastModifiedMs
  return `The mapping starts at LATEST, and too few batches are known to have succeeded since its last change${since === null ? '' : ` at ${iso(since)}`}. That change may have been its creation. Records written while AWS applies a change may be skipped for good.`
}

/** Write units to the table per minute of now: at least one for each record. null where no metric tells. */
export function writesPerMinute({tableMetrics, nowMs}: Pick<BeforeUpdate, 'tableMetrics' | 'nowMs'>): number | null {
  if (tableMetrics === null) return null
  const newest = between(tableMetrics['ConsumedWriteCapacityUnits.Sum'], 0, nowMs - publicationMs + 60_000).slice(-10)
  return newest.length === 0 ? null : total(newest) / newest.length
}

/** Records written between these ages (seconds before now); beyond the metrics the present rate counts. Null where no metric shows it. */
export function writtenBetween(
  before: Pick<BeforeUpdate, 'tableMetrics' | 'nowMs'>,
  olderSeconds: number,
  youngerSeconds: number,
): number | null {
  const perMinute = writesPerMinute(before)
  const {tableMetrics, nowMs} = before
  if (tableMetrics === null || perMinute === null) return null
  const series = tableMetrics['ConsumedWriteCapacityUnits.Sum']
  const [fromMs, toMs] = [nowMs - olderSeconds * 1000, nowMs - youngerSeconds * 1000]
  const published = between(series, fromMs, toMs)
  const minutes = Math.max(1, (toMs - fromMs) / 60_000)
  return Math.max(1, Math.round(total(published) + Math.max(0, minutes - published.length) * perMinute))
}

const notPolling = ['Disabled', 'Disabling', 'Deleting']

/** Whether records get older than the age limit while polling pauses. */
export const getsTooOld = ({mapping, lag}: Pick<BeforeUpdate, 'mapping' | 'lag'>, {pauses, recordAgeSeconds}: Update): boolean => {
  const limit = recordAgeSeconds ?? mapping.maximumRecordAgeSeconds ?? mappingDefaults.maximumRecordAgeSeconds
  return limit >= 0 && (lag?.ageSeconds ?? 0) + pauses * pauseSeconds > limit
}

/** "About 527 records a minute wait"; with `until`, for how long. */
function waitingWords(before: BeforeUpdate, until: string): string {
  const perMinute = writesPerMinute(before)
  return perMinute === null
    ? `Records that are written ${until === '' ? 'meanwhile wait' : `after that wait ${until}`}`
    : `About ${count(Math.round(perMinute), 'record')} a minute wait ${until}`.trim()
}

/** The mapping is enabled: the waiting records come at once. */
function startWords(before: BeforeUpdate): string {
  const age = before.lag?.ageSeconds ?? null
  const waiting = age === null ? null : writtenBetween(before, age, 0)
  const position = hasCheckpoint(before) ? ' from the same position' : ''
  const load =
    waiting === null
      ? 'Records that wait'
      : `About ${count(waiting, 'record')} that ${waiting === 1 ? 'waits' : `wait for up to ${duration(age ?? 0)}`}`
  return `Polling starts within several minutes${position}. ${load} then reach the function and its downstream services all at once.`
}

/**
 * The effect of a mapping's updates on its polling and on the records meanwhile, in one sentence or two; null where nothing changes for
 * them. The report and the plan of the same change print this, and `skipRisk` where records may be skipped.
 */
export function updateWords(before: BeforeUpdate, update: Update): string | null {
  const {pauses, enabled} = update
  const {state} = before.mapping
  if (enabled === true && state !== 'Enabled') return startWords(before)
  if (notPolling.includes(state)) return null
  if (enabled === false) return `Polling stops. ${waitingWords(before, 'until the mapping is enabled again')}.`
  const each = pauses === 1 ? 'Polling pauses for some minutes' : `Polling pauses for ${pauses} updates, for some minutes each`
  const waiting = waitingWords(before, '')
  if (!hasCheckpoint(before)) return `${each}. ${waiting}.`
  const discarded = update.discards || getsTooOld(before, update) ? '; those that Lambda does not discard are delivered afterwards' : ''
  return `${each}, then resumes from the same position. ${waiting}${discarded}.`
}
