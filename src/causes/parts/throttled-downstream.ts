import {errorsInLog} from '../../advice/log-command.ts'
import {regionFlag} from '../../advice/region-flag.ts'
import type {Fix} from '../../model/check.ts'
import type {Failures} from '../../model/derived/failures.ts'
import type {LambdaFunction, LoggedError, Mapping} from '../../model/evidence/evidence.ts'
import {logLine} from './failure-evidence.ts'
import {waitingWords} from './hold-records.ts'

const text = {
  throttled: 'A service that the function calls throttles it: the calls are retried, and the invocation waits for them or fails.',
  raiseTable:
    'Raise the capacity of the table that the function writes to, or switch it to on-demand mode. TARGET_TABLE stands for its name.',
  raiseService:
    'Raise the capacity or the request quota of the service that throttles the function; its log shows which call. Let the client back off exponentially, with jitter.',
  relieve: (factor: number, fewer: number) =>
    `Until then lower ParallelizationFactor from ${factor} to ${fewer}: fewer concurrent batches call the service.`,
}

/** A service that the function calls throttles it, in the words of the log. */
export function throttledLines({throttled, logged}: Failures): string[] {
  if (throttled === null) return []
  return throttled === logged ? [text.throttled] : [logLine(throttled), text.throttled]
}

/** A table of DynamoDB says so itself; a Kinesis stream uses the same type. */
const isTable = ({sample}: LoggedError): boolean => /throughput for the table/i.test(sample)

function raise(throttled: LoggedError, target: LambdaFunction | null | undefined, mapping: Mapping | undefined): Fix {
  const meanwhile = waitingWords(mapping)
  if (!isTable(throttled)) return {summary: `${text.raiseService}${meanwhile}`, command: errorsInLog(target, mapping)}
  return {
    summary: `${text.raiseTable}${meanwhile}`,
    command: `aws dynamodb update-table${regionFlag(target?.functionArn ?? mapping?.functionArn ?? '')} --table-name TARGET_TABLE --billing-mode PAY_PER_REQUEST`,
  }
}

/** Fewer concurrent batches of a shard; null where there is one. */
function relieve({parallelizationFactor: factor}: Mapping): Fix | null {
  if (factor === null || factor < 2) return null
  const fewer = Math.ceil(factor / 2)
  return {summary: text.relieve(factor, fewer), change: {ParallelizationFactor: fewer}}
}

/** The fixes where a service that the function calls throttles it: none of them discards records. */
export function throttledAdvice(throttled: LoggedError, target: LambdaFunction | null | undefined, mapping: Mapping | undefined): Fix[] {
  const fewer = mapping ? relieve(mapping) : null
  return [raise(throttled, target, mapping), ...(fewer ? [fewer] : [])]
}
