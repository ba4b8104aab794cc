import {configureFunction, fixCommand} from '../advice/fix-command.ts'
import {formerVersion, isPublished} from '../advice/former-version.ts'
import {regionFlag} from '../advice/region-flag.ts'
import {mayBeRefused, mostMemoryMb} from '../aws-facts/limits.ts'
import {defineCause, ruledOut} from '../model/cause.ts'
import type {Fix} from '../model/check.ts'
import {maybe} from '../model/derived/derived.ts'
import type {Failures} from '../model/derived/failures.ts'
import type {LambdaFunction, Mapping, Version} from '../model/evidence/evidence.ts'
import {option} from '../text/shell.ts'
import {count, number, percent} from '../text/units.ts'
import {failingLine, loggedLines, releasedAtOnset, releaseLines} from './parts/failure-evidence.ts'
import {holdRecords} from './parts/hold-records.ts'
import {when} from './parts/lines.ts'
import {rollBack} from './parts/roll-back.ts'

const unread = 'The memory of the function could not be read.'
const most = 'The function already has the most memory that Lambda allows.'

const smaller = (records: number, batchSize: number) =>
  `Until the code needs less, send smaller batches: ${records} of ${count(batchSize, 'record')}.`

const text = {
  title: 'The function runs out of memory',
  harm: 'Lambda ends each invocation at the memory limit and retries its batch; the shards are blocked',
  harmOfOneShard: 'Lambda ends each invocation of one batch at the memory limit and retries it; its shard is blocked',
  harmOfHeap: 'the process ends at the limit of its heap; Lambda retries the batch, which blocks its shard',
  heap: {
    v8: 'The heap of V8 is full, and the memory of the function is not: the heap has a limit of its own. NODE_OPTIONS=--max-old-space-size sets it, in MB.',
    jvm: 'The heap of the JVM is full, and the memory of the function is not: the heap has a limit of its own. -Xmx in JAVA_TOOL_OPTIONS sets it.',
    metaspace:
      'The metaspace of the JVM is full, and the memory of the function is not: it has a limit of its own. -XX:MaxMetaspaceSize in JAVA_TOOL_OPTIONS sets it.',
  },
  heapDoubt: 'A limit of the heap that is set in the environment variables does not grow with the memory: raise it as well.',
  summary: (share: number) => `${percent(share)} of the invocations fail because the function runs out of memory.`,
  because: (usedMb: number, sizeMb: number) => `Up to ${number(usedMb)} MB of ${number(sizeMb)} MB were in use.`,
  against: 'The log does not show that all memory was in use.',
  fix: {
    raise: (quota: string) =>
      `Raise the memory above peak use; the batches succeed at their next retry. Cost and CPU grow with the memory.${quota}`,
    raiseManaged: (quota: string) =>
      `Raise the memory above peak use; the batches succeed at their next retry. On managed instances AWS bills the EC2 instances and no GB-seconds. Larger environments may need more instances.${quota}`,
    newVersion: (raise: string, qualifier: string) =>
      `${raise} A version keeps its memory: the command publishes a new one of the same code, which replaces ${qualifier}.`,
    unread: `${unread} Check the memory and double it.`,
    unreadSmaller: (records: number, batchSize: number) => `${unread} ${smaller(records, batchSize)}`,
    perhapsOne: 'If the batch still fails with more memory, one record may be too large. Run the doctor again.',
    most: `${most} The code must use less.`,
    mostSmaller: (records: number, batchSize: number) => `${most} ${smaller(records, batchSize)}`,
  },
}

/** A batch of one shard that is too large for the memory blocks it, while smaller ones pass: no record need be bad. */
const scopes = ['all', 'one-of-one', 'passing', 'one-lane']

function fix(target: LambdaFunction | null | undefined, mapping: Mapping | undefined): Fix {
  const functionName = target?.functionName ?? mapping?.functionName ?? 'FUNCTION'
  const functionArn = target?.functionArn ?? mapping?.functionArn ?? ''
  const has = target?.memoryMb ?? null
  // Its memory is not known, or is the most: a size given here could be less, or change nothing.
  if (has === null || has >= mostMemoryMb(target)) return lessAtOnce(has, mapping, {functionName, functionArn})
  const raised = Math.min(mostMemoryMb(target), Math.max(256, has * 2))
  const flags = [['memory', String(raised)]] as const
  const qualifier = mapping?.qualifier ?? null
  const summary = text.fix[target?.managedInstances ? 'raiseManaged' : 'raise'](mayBeRefused(raised))
  return {
    settings: [{name: 'MemorySize', before: has, after: raised}],
    carries: {like: 'before'},
    summary: qualifier === null || qualifier === '$LATEST' ? summary : text.fix.newVersion(summary, qualifier),
    command: mapping ? fixCommand('configure', mapping, flags) : configureFunction({functionName, functionArn}, flags),
  }
}

/** A smaller batch needs less memory. */
function lessAtOnce(
  memoryMb: number | null,
  mapping: Mapping | undefined,
  {functionName, functionArn}: Pick<LambdaFunction, 'functionName' | 'functionArn'>,
): Fix {
  const isKnown = memoryMb !== null
  const batchSize = mapping?.batchSize ?? 1
  const half = Math.ceil(batchSize / 2)
  if (batchSize >= 2) return {summary: text.fix[isKnown ? 'mostSmaller' : 'unreadSmaller'](half, batchSize), change: {BatchSize: half}}
  return {
    summary: isKnown ? text.fix.most : text.fix.unread,
    command: `aws lambda get-function-configuration${regionFlag(functionArn)}${option('function-name', functionName)} --query MemorySize`,
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

type Heap = keyof typeof text.heap

/** The part of the process whose own limit the error names; null where it names none. */
function heapIn(logged: Failures['logged']): Heap | null {
  const words = `${logged?.type ?? ''} ${logged?.sample ?? ''}`
  if (/Metaspace/.test(words)) return 'metaspace'
  if (/Java heap space|GC overhead limit|OutOfMemoryError/.test(words)) return 'jvm'
  return /heap limit|heap out of memory/.test(words) ? 'v8' : null
}

function doubtOf(isOneShard: boolean, heap: Heap | null): {doubt?: string} {
  const doubts = [...when(isOneShard, text.fix.perhapsOne), ...when(heap !== null, text.heapDoubt)]
  return doubts.length === 0 ? {} : {doubt: doubts.join(' ')}
}

export const memoryExhausted = defineCause({
  id: 'memory-exhausted',
  text,
  harmful: true,
  needs: ['failures'],
  wants: ['function', 'mapping'],
  onDemand: ['logErrors', 'logReports'],
  advises: ['versions'],
  weigh: ({failures}, wanted) => {
    const {scope, kind, share} = failures
    if (failures.young) return {kind: 'open', because: failures.young}
    if (!scopes.includes(scope) || kind === 'timeout') return ruledOut
    // One batch that fails is a poison record until the log, which that cause reads, names the memory.
    if (scope === 'one-lane' && kind !== 'memory') return ruledOut
    if (wanted.logErrors.state === 'missing' && wanted.logReports.state === 'missing') return {kind: 'open'}
    if (kind !== 'memory') return ruledOut
    const target = maybe(wanted.function)
    const mapping = maybe(wanted.mapping)
    const reports = maybe(wanted.logReports)
    const used = reports?.usedMemoryMaximumMb ?? null
    const size = reports?.memorySizeMb ?? target?.memoryMb ?? null
    const full = used !== null && size !== null && used >= 0.99 * size
    const heap = used !== null && !full ? heapIn(failures.logged) : null
    return {
      kind: 'present',
      confidence: scope === 'all' || scope === 'one-lane' ? (full ? 0.97 : 0.92) : 0.9,
      ...(heap !== null ? {harm: text.harmOfHeap} : scope === 'one-lane' ? {harm: text.harmOfOneShard} : {}),
      summary: text.summary(share),
      because: [
        failingLine(failures),
        ...loggedLines(failures),
        ...(used === null || size === null ? [] : [text.because(used, size)]),
        ...(heap === null ? [] : [text.heap[heap]]),
        ...releaseLines(target, failures),
      ],
      against: when(used !== null && !full && heap === null, text.against),
      settledBy: null,
      fixes: [
        ...back(target, mapping, maybe(wanted.versions), failures),
        {...fix(target, mapping), ...doubtOf(scope === 'one-lane', heap)},
        ...holdRecords(mapping, failures),
      ],
    }
  },
})
