import type {FailureKind, FailureScope} from '../../model/derived/failures.ts'
import type {Load} from '../../model/derived/load.ts'
import type {LambdaFunction, Mapping} from '../../model/evidence/evidence.ts'

interface Failing {
  scope: FailureScope
  kind: FailureKind | null
}

/**
 * Law 10. How long a full batch would take, in seconds, where that is too long. A shard that has fallen behind gets full batches, others get
 * the records that are there: the same code passes on them and runs into the timeout here. The time per record is that of before, when all passed.
 */
export function fullBatchSeconds(
  {scope, kind}: Failing,
  {before}: Load,
  mapping: Mapping | undefined,
  target: LambdaFunction | null | undefined,
): number | null {
  const [perRecordMs, batchSize, timeoutSeconds] = [before?.millisecondsPerRecord, mapping?.batchSize, target?.timeoutSeconds]
  if (scope !== 'one-lane' || kind !== 'timeout' || perRecordMs == null || !batchSize || batchSize < 2 || timeoutSeconds == null)
    return null
  const seconds = (perRecordMs * batchSize) / 1000
  return seconds >= timeoutSeconds ? seconds : null
}
