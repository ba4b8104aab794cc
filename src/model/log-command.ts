import type {LambdaFunction, Mapping} from './evidence.ts'
import {regionFlag} from './region-flag.ts'
import {shellWord} from './shell.ts'

/**
 * The command that shows the errors in the function's log, in whatever format it logs: no filter pattern finds all of them. `since` reaches
 * back to the lines that are spoken of.
 */
export function errorsInLog(target: LambdaFunction | null | undefined, mapping: Mapping | undefined, since: '15m' | '1h' = '15m'): string {
  const name = target?.functionName ?? mapping?.functionName ?? 'FUNCTION'
  const at = regionFlag(target?.functionArn ?? mapping?.functionArn ?? '')
  return `ddbstream errors ${shellWord(name)}${at} --since ${since}`
}
