import {isEndless} from '../../aws-facts/limits.ts'
import {defineDerived, maybe} from '../../model/derived/derived.ts'
import type {Discarding} from '../../model/derived/discarding.ts'
import type {Failures} from '../../model/derived/failures.ts'
import type {MappingMetrics} from '../../model/evidence/evidence.ts'
import {between, total} from '../../model/evidence/series.ts'
import {minuteMs} from '../../text/minutes.ts'
import {splitsOf} from './good-records-fail.ts'

/** One record in fifty, in at least half of the minutes of half an hour: that is no bad record now and then. Our choice. */
const considerable = 0.02
const windowMinutes = 30
const steadyShare = 0.5

interface Counted {
  discarded: number
  read: number
  /** Minutes that the mapping counts, and those of them that discard. */
  minutes: number
  discarding: number
}

/** What the mapping itself counts in the newest half hour; null where it does not. */
function counted(metrics: MappingMetrics | undefined, nowMs: number): Counted | null {
  if (!metrics) return null
  const lately = (name: keyof MappingMetrics) => between(metrics[name], nowMs - windowMinutes * minuteMs, nowMs)
  const given = [...lately('OnFailureDestinationDeliveredEventCount.Sum'), ...lately('DroppedEventCount.Sum')]
  const polled = lately('PolledEventCount.Sum')
  if (given.length === 0 || polled.length === 0) return null
  return {
    discarded: total(given),
    read: total(polled) - total(lately('FilteredOutEventCount.Sum')),
    minutes: polled.length,
    discarding: new Set(given.filter(({value}) => value > 0).map(({atMs}) => atMs)).size,
  }
}

/**
 * Without a count: a batch is discarded when all its attempts fail. Attempts that fail by chance make this share; those of a batch that never passes
 * make more of it.
 */
function likelyShare({scope, hidden, share, minutes, failingMinutes}: Failures, attempts: number): number {
  const isSteady = minutes >= windowMinutes && failingMinutes >= steadyShare * minutes
  return scope === 'passing' && !hidden && isSteady ? share ** attempts : 0
}

const leavesAt = (destination: string | null): Discarding['leaves'] =>
  destination === null ? 'nothing' : destination.split(':')[2] === 's3' ? 'records' : 'pointers'

/** Whether a considerable share of the records is discarded after the last retry, for half an hour or more; null where it is not, or not known. */
export const discarding = defineDerived({
  key: 'discarding',
  needs: ['failures', 'mapping'],
  wants: ['mappingMetrics'],
  compute: ({failures, mapping}, wanted, {nowMs}): Discarding | null => {
    const {maximumRetryAttempts: retries, bisectBatchOnFunctionError: bisect, batchSize, onFailureDestination} = mapping
    if (retries === null || isEndless(retries)) return null
    const attempts = retries + 1
    const count = counted(maybe(wanted.mappingMetrics), nowMs)
    const isSteady = count === null || (count.minutes >= windowMinutes / 2 && count.discarding >= steadyShare * count.minutes)
    const tries = attempts + (bisect ? splitsOf(batchSize) : 0)
    const share = count === null ? likelyShare(failures, tries) : count.discarded / Math.max(count.read, count.discarded, 1)
    if (!isSteady || share < considerable) return null
    return {
      share,
      recordsPerMinute: count === null ? null : count.discarded / count.minutes,
      attempts,
      leaves: leavesAt(onFailureDestination),
    }
  },
})
