import {defineCheck, fail} from '../../model/check.ts'
import {count} from '../../text/units.ts'

export const noBatchingWindow = defineCheck({
  id: 'no-batching-window',
  severity: 'low',
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
              change: {MaximumBatchingWindowInSeconds: 1},
            },
          ),
        ]
      : []
  },
  text: {
    title: 'Many invocations process few records each',
    why: 'Each invocation is billed and uses concurrency; a window of a second gathers the records.',
    found: ({recordsPerInvocation, invocationsPerMinute}) =>
      `${count(invocationsPerMinute, 'invocation')} a minute process ${count(recordsPerInvocation, 'record')} each, and MaximumBatchingWindowInSeconds is 0.`,
    fix: () => 'Set a batching window of one second. A record then waits up to one second longer.',
  },
})
