import type {Fix} from '../model/check.ts'
import {precedes, precedingMs, timeBefore} from '../model/derived/changes.ts'
import type {RuntimeUpdate} from '../model/derived/runtime-update.ts'
import type {LambdaFunction, Mapping} from '../model/evidence/evidence.ts'
import {minuteMs} from '../text/minutes.ts'
import {option} from '../text/shell.ts'
import {iso} from '../text/units.ts'
import {regionFlag} from './region-flag.ts'

/**
 * Whether a runtime update can have caused a symptom that began at `onsetMs`. The log dates it by the starts of environments: it lies between the last
 * with the version before and the first with the new one, which a failure at the start follows within minutes.
 */
export const updatePrecedes = ({lastBeforeMs, firstMs}: RuntimeUpdate, onsetMs: number): boolean =>
  precedes(firstMs, onsetMs) || (lastBeforeMs < onsetMs + minuteMs && firstMs >= onsetMs && firstMs <= onsetMs + precedingMs)

/** "The runtime version changed from nodejs:22.v34 to nodejs:22.v35 at …, 2 min before it began." */
export function updateWords({from, to, lastBeforeMs, firstMs}: RuntimeUpdate, onsetMs: number): string {
  const when =
    firstMs < onsetMs + minuteMs
      ? `at ${iso(firstMs)}, ${timeBefore(firstMs, onsetMs)}`
      : `between ${iso(lastBeforeMs)} and ${iso(firstMs)}, when it began`
  return `The runtime version changed from ${from} to ${to} ${when}.`
}

/** The way back to the runtime version of before; null where the log does not name its ARN. Sources: Lambda API reference, "PutRuntimeManagementConfig"; Developer Guide, "runtime-management-rollback". */
export function formerRuntime(
  {from, fromArn, version}: RuntimeUpdate,
  target: LambdaFunction | null | undefined,
  mapping: Mapping | undefined,
): Fix | null {
  const name = target?.functionName ?? mapping?.functionName
  if (fromArn === null || name === undefined || target?.packageType === 'Image') return null
  const qualifier = version === null || version === '$LATEST' ? '' : option('qualifier', version)
  return {
    summary: `Restore the runtime version ${from}. The function keeps it until its update mode is Auto again: fix the code first, and then set that mode. The mapping keeps its position in the stream.`,
    command: `aws lambda put-runtime-management-config${regionFlag(target?.functionArn ?? mapping?.functionArn ?? '')}${option('function-name', name)}${qualifier} --update-runtime-on Manual${option('runtime-version-arn', fromArn)}`,
    carries: {like: 'before'},
  }
}
