import {defineCheck, fail} from '../../model/check.ts'
import {count} from '../../text/units.ts'

export const noBatchingWindow = defineCheck({
  id: 'no-batching-window',
  title: 'Many invocations process few records each',
  severity: 'low',
  why: 'Each invocation is billed and uses concurrency; a window of a second gathers the records.',
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
              summary: 'Wait for up to a second before a batch that is not full is sent. Each record then waits up to a second longer.',
              change: {MaximumBatchingWindowInSeconds: 1},
            },
          ),
        ]
      : []
  },
  say: ({recordsPerInvocation, invocationsPerMinute}) =>
    `${count(invocationsPerMinute, 'invocation')} a minute process ${count(recordsPerInvocation, 'record')} each, and MaximumBatchingWindowInSeconds is 0.`,
})
