import {mappingDefaults} from '../../aws-facts/mapping-defaults.ts'
import {defineCheck, fail} from '../../model/check.ts'
import {maybe} from '../../model/derived/derived.ts'
import {count, number, percent} from '../../text/units.ts'

const short = ['slow', 'behind', 'losing']

export const parallelizationTooLow = defineCheck({
  id: 'parallelization-too-low',
  severity: 'medium',
  needs: ['mapping', 'load', 'lag'],
  wants: ['function', 'accountSettings'],
  run: ({mapping, load: {now, lanes, workRatio}, lag}, wanted, {thresholds}) => {
    const factor = mapping.parallelizationFactor || mappingDefaults.parallelizationFactor
    const full = (now?.batchFill ?? 0) >= thresholds.batchFillFull && (now?.laneUse ?? 0) >= thresholds.laneUseFull
    // Failing and throttled batches gain nothing from more concurrency, and a function that became slow must be fixed first.
    const hindered =
      (now?.errorShare ?? 0) > thresholds.errorRate ||
      (now?.throttleShare ?? 0) > thresholds.throttleShare ||
      (workRatio ?? 1) >= thresholds.durationRatio
    if (now === null || lanes === null || factor >= thresholds.parallelizationAdvised || !full || !short.includes(lag.state) || hindered)
      return []
    const advised = Math.min(thresholds.parallelizationAdvised, factor * 2)
    const reservedConcurrency = maybe(wanted.function)?.reservedConcurrency ?? null
    const lanesThen = (lanes / factor) * advised
    return [
      fail(
        {
          parallelizationFactor: factor,
          lanes,
          lanesThen,
          batchFill: Math.min(1, now.batchFill ?? 0),
          laneUse: Math.min(1, now.laneUse ?? 0),
        },
        {
          change: {ParallelizationFactor: advised},
          values: {
            advised,
            reservedConcurrency,
            unreservedConcurrency: maybe(wanted.accountSettings)?.unreservedConcurrentExecutions ?? null,
          },
        },
      ),
    ]
  },
  text: {
    title: 'Too few concurrent batches per shard',
    why: 'By default each shard has one batch at a time. If batches are full and the iterator age grows, more concurrent batches help.',
    found: ({parallelizationFactor, lanes, batchFill, laneUse}) =>
      `The shards can run ${count(lanes, 'batch', 'batches')} at once (ParallelizationFactor ${parallelizationFactor}) and are ${percent(laneUse)} busy. Batches are ${percent(batchFill)} full, and the iterator age does not fall.`,
    fix: ({advised, lanesThen, reservedConcurrency, unreservedConcurrency}) => {
      const reserved = reservedConcurrency === null ? '' : `, and its reserved concurrency is ${number(reservedConcurrency)}`
      const unreserved =
        unreservedConcurrency === null ? '' : `, and the account has an unreserved concurrency of ${number(unreservedConcurrency)}`
      const isTooLow = lanesThen > (reservedConcurrency ?? unreservedConcurrency ?? lanesThen)
      return [
        `Raise ParallelizationFactor to ${advised}.`,
        `The function then runs up to ${count(lanesThen, 'batch', 'batches')} at once${reserved || unreserved}.`,
        ...(isTooLow ? ['Raise that concurrency first, or invocations are throttled.'] : []),
        'The new environments start cold.',
        'Make sure that downstream services can take the extra load.',
        'Order is kept per item, no longer per shard.',
      ].join(' ')
    },
  },
})
