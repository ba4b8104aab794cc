import {mayChangeTo, runtimeOf} from '../aws-facts/runtimes.ts'
import type {Fix} from '../model/check.ts'
import {precedes, precedingMs, timeBefore} from '../model/derived/changes.ts'
import type {RuntimeUpdate} from '../model/derived/runtime-update.ts'
import type {LambdaFunction, Mapping} from '../model/evidence/evidence.ts'
import {minuteMs} from '../text/minutes.ts'
import {option} from '../text/shell.ts'
import {iso} from '../text/units.ts'
import {isPublished} from './former-version.ts'
import {regionFlag} from './region-flag.ts'

/**
 * Whether a runtime update can have caused a symptom that began at `onsetMs`. The log dates it by the starts of environments: it lies between the last
 * with the version before and the first with the new one, which a failure at the start follows within minutes.
 */
export const updatePrecedes = ({lastBeforeMs, firstMs}: RuntimeUpdate, onsetMs: number): boolean =>
  precedes(firstMs, onsetMs) || (lastBeforeMs < onsetMs + minuteMs && firstMs >= onsetMs && firstMs <= onsetMs + precedingMs)

/** "The runtime version changed from nodejs:22.v34 to nodejs:22.v35 at …, 2 min before it began." */
export function updateWords({isSet, from, to, lastBeforeMs, firstMs}: RuntimeUpdate, onsetMs: number): string {
  const when =
    firstMs < onsetMs + minuteMs
      ? `at ${iso(firstMs)}, ${timeBefore(firstMs, onsetMs)}`
      : `between ${iso(lastBeforeMs)} and ${iso(firstMs)}, when it began`
  return `The runtime${isSet ? '' : ' version'} changed from ${from} to ${to} ${when}.`
}

/**
 * The way back to the runtime of before; null where the way is closed: the log names no ARN, AWS refuses the earlier runtime, or a published version is invoked, whose
 * configuration is fixed. Sources: Lambda API reference, "PutRuntimeManagementConfig", "UpdateFunctionConfiguration"; Developer Guide, "runtime-management-rollback".
 */
export function formerRuntime(update: RuntimeUpdate, target: LambdaFunction | null | undefined, mapping: Mapping | undefined): Fix | null {
  if (update.isSet) return formerSetting(update, target, mapping)
  const {from, fromArn, version} = update
  const name = target?.functionName ?? mapping?.functionName
  if (fromArn === null || name === undefined || target?.packageType === 'Image') return null
  const qualifier = version === null || version === '$LATEST' ? '' : option('qualifier', version)
  return {
    summary: `Restore the runtime version ${from}. The function keeps it until its update mode is Auto again: fix the code first, and then set that mode. The mapping keeps its position in the stream.`,
    command: `aws lambda put-runtime-management-config${regionFlag(target?.functionArn ?? mapping?.functionArn ?? '')}${option('function-name', name)}${qualifier} --update-runtime-on Manual${option('runtime-version-arn', fromArn)}`,
    carries: {like: 'before'},
  }
}

function formerSetting(
  {from, to, firstMs}: RuntimeUpdate,
  target: LambdaFunction | null | undefined,
  mapping: Mapping | undefined,
): Fix | null {
  const [before, after] = [runtimeOf(from), runtimeOf(to)]
  if (!target || target.packageType === 'Image' || isPublished(mapping) || before === null) return null
  // A runtime that was changed since then is not known here.
  if (after !== target.runtime || !mayChangeTo(before, iso(firstMs).slice(0, 10))) return null
  return {
    summary: `Restore the runtime ${before}. Test the code and its libraries on ${after} before you change to it again. The mapping keeps its position in the stream.`,
    command: `aws lambda update-function-configuration${regionFlag(target.functionArn)}${option('function-name', target.functionName)}${option('runtime', before)}`,
    settings: [{name: 'Runtime', before: after, after: before}],
    carries: {like: 'before'},
  }
}
