import type {LambdaFunction, Mapping} from './evidence.ts'
import {regionFlag} from './region-flag.ts'
import {shellWord} from './shell.ts'

/** The command that shows the errors in the function's log. */
export function errorsInLog(target: LambdaFunction | null | undefined, mapping: Mapping | undefined): string {
  const group = target?.logGroup ?? `/aws/lambda/${target?.functionName ?? mapping?.functionName ?? 'FUNCTION'}`
  const at = regionFlag(target?.functionArn ?? mapping?.functionArn ?? '')
  return `aws logs tail${at} ${shellWord(group)} --since 15m --filter-pattern ERROR`
}
