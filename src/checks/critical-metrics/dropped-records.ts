import {destinationChoice} from '../../advice/failed-batches.ts'
import {destinationPlaceholder} from '../../advice/mapping-settings.ts'
import {untilExpiry} from '../../aws-facts/limits.ts'
import {defineCheck, fail, undecidable} from '../../model/check.ts'
import {maybe} from '../../model/derived/derived.ts'
import type {Lag} from '../../model/derived/lag.ts'
import type {FunctionMetrics, Mapping} from '../../model/evidence/evidence.ts'
import {between, points, total} from '../../model/evidence/series.ts'
import {count, iso} from '../../text/units.ts'

const isBounded = (limit: number | null): limit is number => limit !== null && limit !== untilExpiry

/** Whether Lambda may have given records up with nowhere to send them: a batch is dropped after its last retry, or at the limit of its age. */
function mayHaveDropped(mapping: Mapping, metrics: FunctionMetrics, lag: Lag | undefined): boolean {
  const {maximumRetryAttempts: retries, maximumRecordAgeSeconds: age, onFailureDestination} = mapping
  // With a destination, a failed delivery to it is a finding of its own.
  if (onFailureDestination !== null) return false
  return (isBounded(retries) && total(points(metrics['Errors.Sum'])) > retries) || (isBounded(age) && lag?.state === 'losing')
}

export const droppedRecords = defineCheck({
  id: 'dropped-records',
  severity: 'high',
  needs: ['mapping', 'mappingMetrics', 'functionMetrics'],
  wants: ['lag'],
  run: ({mapping, mappingMetrics, functionMetrics}, wanted, {startMs, nowMs}) => {
    const dropped = between(mappingMetrics['DroppedEventCount.Sum'], startMs, nowMs).filter(p => p.value > 0)
    const [first, last] = [dropped[0], dropped.at(-1)]
    if (first && last)
      return [
        fail(
          {dropped: total(dropped), firstAt: iso(first.atMs), lastAt: iso(last.atMs), onFailureDestination: mapping.onFailureDestination},
          mapping.onFailureDestination === null
            ? {
                change: {DestinationConfig: destinationPlaceholder},
              }
            : null,
        ),
      ]
    return !mapping.metrics.includes('EventCount') && mayHaveDropped(mapping, functionMetrics, maybe(wanted.lag))
      ? undecidable('batches fail or reach the record age limit, and the EventCount metrics, which count dropped records, are off')
      : []
  },
  text: {
    title: 'Records are dropped',
    why: 'A dropped record is never processed, and no error is reported.',
    found: ({dropped, firstAt, lastAt, onFailureDestination}) => {
      const discarded = `Lambda discarded ${count(dropped, 'record')} between ${firstAt} and ${lastAt}`
      return onFailureDestination === null
        ? `${discarded}, and the mapping has no on-failure destination.`
        : `${discarded}, and could not deliver them to the on-failure destination.`
    },
    fix: () =>
      `Name an on-failure destination that the execution role may write to. ${destinationChoice} Dropped records stay in the stream until 24 hours after they were written.`,
  },
})
