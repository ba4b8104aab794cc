import type {LambdaFunction, LogGroup, Mapping} from '../model/evidence/evidence.ts'
import {ddbstreamCommand, option, shellWord} from '../text/shell.ts'
import {regionFlag} from './region-flag.ts'

/**
 * The command that shows the errors in the function's log, in whatever format it logs: no filter pattern finds all of them. `since` reaches
 * back to the lines that are spoken of.
 */
export function errorsInLog(target: LambdaFunction | null | undefined, mapping: Mapping | undefined, since: '15m' | '1h' = '15m'): string {
  const name = target?.functionName ?? mapping?.functionName ?? 'FUNCTION'
  const at = regionFlag(target?.functionArn ?? mapping?.functionArn ?? '')
  return ddbstreamCommand('errors', name, `${at} --since ${since}`)
}

/** The newest lines of a quarter of an hour: Logs Insights takes groups that `aws logs tail` refuses. */
const newestLines = (at: string, group: string): string =>
  `aws logs get-query-results${at} --query-id "$(aws logs start-query${at}${group} --start-time "$(($(date +%s) - 900))" --end-time "$(date +%s)" --query-string 'fields @timestamp, @message | sort @timestamp desc | limit 200' --query queryId --output text && sleep 10)"`

/**
 * The command that shows the newest lines of the function's log. `aws logs tail` calls FilterLogEvents, which reads groups of the class
 * Standard alone (CloudWatch Logs User Guide, "Log classes"); a group of the class Delivery only passes its lines on.
 */
export function newestInLog(
  target: LambdaFunction | null | undefined,
  mapping: Mapping | undefined,
  logGroup: LogGroup | null | undefined,
): string {
  const name = target?.logGroup ?? `/aws/lambda/${target?.functionName ?? mapping?.functionName ?? 'FUNCTION'}`
  const [at, group] = [regionFlag(target?.functionArn ?? mapping?.functionArn ?? ''), option('log-group-name', name)]
  const logClass = logGroup?.logGroupClass ?? 'STANDARD'
  // `tail` would take a name with a leading dash for an option.
  if (logClass === 'STANDARD' && !name.startsWith('-')) return `aws logs tail${at} ${shellWord(name)} --since 15m`
  return logClass === 'DELIVERY' ? `aws logs describe-subscription-filters${at}${group}` : newestLines(at, group)
}
