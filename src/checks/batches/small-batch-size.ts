import {payloadBytes} from '../../aws-facts/limits.ts'
import {defineCheck, fail, undecidable} from '../../model/check.ts'
import {maybe} from '../../model/derived/derived.ts'
import type {TableMetrics} from '../../model/evidence/evidence.ts'
import {ratio} from '../../model/evidence/ratio.ts'
import {points, total} from '../../model/evidence/series.ts'
import {count, duration, percent} from '../../text/units.ts'

/** Records as JSON are about a third longer than GetRecords counts them (our estimate). */
const jsonFactor = 1.35

/** Mean size of a record as the stream returns it, or null. */
function recordBytes(metrics: TableMetrics): number | null {
  const records = total(points(metrics['ReturnedRecordsCount.Sum']))
  const bytes = total(points(metrics['ReturnedBytes.Sum']))
  return records > 0 && bytes > 0 ? ratio(bytes, records) : null
}

export const smallBatchSize = defineCheck({
  id: 'small-batch-size',
  severity: 'low',
  needs: ['mapping', 'load', 'function', 'tableMetrics'],
  wants: ['failures'],
  run: ({mapping: {batchSize}, load: {now}, function: target, tableMetrics}, wanted, {thresholds}) => {
    const timeout = target?.timeoutSeconds ?? null
    if (now === null || !batchSize || !timeout || batchSize >= thresholds.batchSizeAdvised) return []
    const {batchFill, millisecondsPerRecord} = now
    if (batchFill === null || millisecondsPerRecord === null) return undecidable('the fill of the batches could not be read')
    // Batches that are not full end because records are missing: a bigger one would be as empty.
    if (batchFill < thresholds.batchFillHigh) return []
    if (now.errorShare > thresholds.errorRate || maybe(wanted.failures)?.hidden)
      return undecidable('batches fail, so the time per record is not known')
    const byTime = ratio((timeout * 1000) / 2, millisecondsPerRecord) ?? thresholds.batchSizeHighest
    const bytes = recordBytes(tableMetrics)
    const byPayload = bytes === null ? thresholds.batchSizeAdvised : payloadBytes / (bytes * jsonFactor)
    const advised = Math.floor(Math.min(byTime, byPayload, thresholds.batchSizeHighest) / 100) * 100
    if (advised < 2 * batchSize) return []
    return [
      fail(
        {
          batchSize,
          batchFill: Math.min(1, batchFill),
          advised,
          fullBatchSeconds: Math.round((advised * millisecondsPerRecord) / 1000),
          recordBytes: bytes && Math.round(bytes),
        },
        {
          change: {BatchSize: Math.min(advised, thresholds.batchSizeAdvised)},
        },
      ),
    ]
  },
  text: {
    title: 'Batches could be larger',
    why: 'Each invocation is billed and has an overhead: bigger batches raise the throughput of a shard and cost less.',
    found: ({batchSize, batchFill, advised, fullBatchSeconds}) =>
      `Batches of at most ${count(batchSize, 'record')} are ${percent(batchFill)} full. A batch of ${count(advised, 'record')} would take about ${duration(fullBatchSeconds)}.`,
    fix: ({advised}) =>
      `Raise BatchSize in steps: up to ${count(advised, 'record')} fit into half the timeout and into 6 MB. Turn on bisect or partial batch responses first, because a failed batch retries all of its records.`,
  },
})
