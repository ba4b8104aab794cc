import {defineCheck, fail} from '../../model/check.ts'
import {count} from '../../text/units.ts'

export const noBatchingWindow = defineCheck({
  id: 'no-batching-window',
  title: 'Many invocations carry few records each',
  severity: 'low',
  why: 'Each of them has a price and takes a place in the concurrency; a window of a second gathers the records.',
  needs: ['mapping', 'load'],
  run: ({mapping, load: {now}}, _wanted, {thresholds}) => {
    const records = now?.recordsPerInvocation ?? null
    const invocations = now?.invocationsPerMinute ?? 0
    const few = records !== null && records < thresholds.recordsPerInvocationLow && invocations > thresholds.invocationsPerMinuteHigh
    return mapping.maximumBatchingWindowSeconds === 0 && (mapping.batchSize ?? 0) > 1 && few
      ? [
          fail(
            {recordsPerInvocation: records, invocationsPerMinute: invocations, maximumBatchingWindowSeconds: 0},
            {
              summary: 'Wait for a second before a batch is sent that is not full. Each record then waits up to that second more.',
              change: {MaximumBatchingWindowInSeconds: 1},
            },
          ),
        ]
      : []
  },
  say: ({recordsPerInvocation, invocationsPerMinute}) =>
    `${count(invocationsPerMinute, 'invocation')} a minute carry ${count(recordsPerInvocation, 'record')} each, and MaximumBatchingWindowInSeconds is 0.`,
})
