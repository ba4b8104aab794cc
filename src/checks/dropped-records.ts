import {defineCheck, fail, undecidable} from '../model/check.ts'
import type {FunctionMetrics, Mapping} from '../model/evidence.ts'
import {retentionSeconds, untilExpiry} from '../model/limits.ts'
import {destinationPlaceholder} from '../model/mapping-change.ts'
import {between, points, total} from '../model/series.ts'
import {count, iso} from '../model/units.ts'

/** Whether Lambda gives records up before the stream does, with nowhere to send them. */
function givesUp({maximumRetryAttempts, maximumRecordAgeSeconds: age, onFailureDestination}: Mapping): boolean {
  const bounded = maximumRetryAttempts !== untilExpiry || (age !== null && age > 0 && age < retentionSeconds)
  return bounded && onFailureDestination === null
}

/** Something that can make Lambda give a batch up was seen, or the destination took nothing. */
const signs = (metrics: FunctionMetrics, mapping: Mapping): boolean =>
  mapping.onFailureDestination === null
    ? total(points(metrics['Errors.Sum'])) > 0
    : total(points(metrics['DestinationDeliveryFailures.Sum'])) > 0

export const droppedRecords = defineCheck({
  id: 'dropped-records',
  title: 'Records are dropped',
  severity: 'high',
  why: 'A dropped record is never processed, and nobody is told.',
  needs: ['mapping', 'mappingMetrics', 'functionMetrics'],
  run: ({mapping, mappingMetrics, functionMetrics}, _wanted, {startMs, nowMs}) => {
    const dropped = between(mappingMetrics['DroppedEventCount.Sum'], startMs, nowMs).filter(p => p.value > 0)
    const [first, last] = [dropped[0], dropped.at(-1)]
    if (first && last)
      return [
        fail(
          {dropped: total(dropped), firstAt: iso(first.atMs), lastAt: iso(last.atMs), onFailureDestination: mapping.onFailureDestination},
          mapping.onFailureDestination === null
            ? {
                summary:
                  'Name an on-failure destination that the execution role may write to. What was dropped stays in the stream until 24 hours after it was written.',
                change: {DestinationConfig: destinationPlaceholder},
              }
            : null,
        ),
      ]
    // A destination that fails makes Lambda drop what it gave up, like none at all.
    const possible = givesUp(mapping) || mapping.onFailureDestination !== null
    return possible && !mapping.metrics.includes('EventCount') && signs(functionMetrics, mapping)
      ? undecidable('batches fail and may be given up, and the EventCount metrics that would count dropped records are off')
      : []
  },
  say: ({dropped, firstAt, lastAt, onFailureDestination}) =>
    `Lambda gave up ${count(dropped, 'record')} between ${firstAt} and ${lastAt}${onFailureDestination === null ? ', and the mapping has no on-failure destination' : ' and could not deliver them to the on-failure destination'}.`,
})
