import {configureFunction, fixCommand} from '../advice/fix-command.ts'
import {formerVersion, isPublished} from '../advice/former-version.ts'
import {regionFlag} from '../advice/region-flag.ts'
import {mayBeRefused, mostMemoryMb} from '../aws-facts/limits.ts'
import {defineCause, ruledOut} from '../model/cause.ts'
import type {Fix} from '../model/check.ts'
import {maybe} from '../model/derived/derived.ts'
import type {Failures} from '../model/derived/failures.ts'
import type {LambdaFunction, Mapping, Version} from '../model/evidence/evidence.ts'
import {shellWord} from '../text/shell.ts'
import {count, number, percent} from '../text/units.ts'
import {failingLine, loggedLines, releasedAtOnset, releaseLines} from './parts/failure-evidence.ts'
import {holdRecords} from './parts/hold-records.ts'
import {rollBack} from './parts/roll-back.ts'

const scopes = ['all', 'one-of-one', 'passing']

function fix(target: LambdaFunction | null | undefined, mapping: Mapping | undefined): Fix {
  const functionName = target?.functionName ?? mapping?.functionName ?? 'FUNCTION'
  const functionArn = target?.functionArn ?? mapping?.functionArn ?? ''
  const has = target?.memoryMb ?? null
  // Its memory is not known, or is the most: a size given here could be less, or change nothing.
  if (has === null || has >= mostMemoryMb(target)) return lessAtOnce(has, mapping, {functionName, functionArn})
  const raised = Math.min(mostMemoryMb(target), Math.max(256, has * 2))
  const flags = ['--memory', String(raised)]
  const published = mapping?.qualifier && mapping.qualifier !== '$LATEST'
  return {
    settings: [{name: 'MemorySize', before: has, after: raised}],
    carries: {like: 'before'},
    summary: `Raise the memory above peak use; the batches succeed at their next retry. It costs in proportion, and the function computes faster.${mayBeRefused(raised)}${published ? ` A version keeps its memory, so a new one of the same code is published, and ${mapping.qualifier} makes way for it.` : ''}`,
    command: mapping ? fixCommand('configure', mapping, flags) : configureFunction({functionName, functionArn}, flags),
  }
}

/** A smaller batch needs less memory. */
function lessAtOnce(
  memoryMb: number | null,
  mapping: Mapping | undefined,
  {functionName, functionArn}: Pick<LambdaFunction, 'functionName' | 'functionArn'>,
): Fix {
  const most =
    memoryMb === null ? 'The memory of the function could not be read.' : 'The function already has the most memory that Lambda allows.'
  const half = Math.ceil((mapping?.batchSize ?? 1) / 2)
  if (half > 1 || mapping?.batchSize === 2)
    return {
      summary: `${most} Until the code needs less, send smaller batches: ${half} of ${count(mapping?.batchSize ?? 0, 'record')}.`,
      change: {BatchSize: half},
    }
  return {
    summary: `${most} ${memoryMb === null ? 'Check the memory and double it.' : 'The code must use less.'}`,
    command: `aws lambda get-function-configuration${regionFlag(functionArn)} --function-name ${shellWord(functionName)} --query MemorySize`,
  }
}

/** The function was changed just before: back to the version before, where there is one. */
function back(
  target: LambdaFunction | null | undefined,
  mapping: Mapping | undefined,
  versions: Version[] | undefined,
  failures: Failures,
): Fix[] {
  if (!target || !releasedAtOnset(target, failures) || formerVersion(target, mapping, versions) === null) return []
  return isPublished(mapping) ? [rollBack(target, mapping, versions)] : []
}

export const memoryExhausted = defineCause({
  id: 'memory-exhausted',
  title: 'The function runs out of memory',
  harm: 'out of memory: Lambda kills each invocation and retries its batch; the shards are blocked',
  harmful: true,
  needs: ['failures'],
  wants: ['function', 'mapping'],
  onDemand: ['logErrors', 'logReports'],
  advises: ['versions'],
  weigh: ({failures}, wanted) => {
    const {scope, kind, share} = failures
    if (failures.young) return {kind: 'open', because: failures.young}
    if (!scopes.includes(scope) || kind === 'timeout') return ruledOut
    if (wanted.logErrors.state === 'missing' && wanted.logReports.state === 'missing') return {kind: 'open'}
    if (kind !== 'memory') return ruledOut
    const target = maybe(wanted.function)
    const mapping = maybe(wanted.mapping)
    const reports = maybe(wanted.logReports)
    const used = reports?.usedMemoryMaximumMb ?? null
    const size = reports?.memorySizeMb ?? target?.memoryMb ?? null
    const full = used !== null && size !== null && used >= 0.99 * size
    return {
      kind: 'present',
      confidence: scope === 'all' ? (full ? 0.97 : 0.92) : 0.9,
      summary: `${percent(share)} of the invocations fail because the function runs out of memory.`,
      because: [
        failingLine(failures),
        ...loggedLines(failures),
        ...(used === null || size === null ? [] : [`Up to ${number(used)} MB of ${number(size)} MB were in use.`]),
        ...releaseLines(target, failures),
      ],
      against: used !== null && !full ? ['The log does not show that all memory was in use.'] : [],
      settledBy: null,
      fixes: [...back(target, mapping, maybe(wanted.versions), failures), fix(target, mapping), ...holdRecords(mapping, failures)],
    }
  },
})
