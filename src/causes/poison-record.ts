import {absent, defineCause, ruledOut, type Weighed} from '../model/cause.ts'
import type {Treatment} from '../model/check.ts'
import {maybe} from '../model/derived.ts'
import type {FunctionMetrics, LambdaFunction, Mapping, MappingMetrics} from '../model/evidence.ts'
import type {Lag, StuckLine} from '../model/lag.ts'
import {untilExpiry} from '../model/limits.ts'
import {boundRetries, regionFlag} from '../model/mapping-change.ts'
import {between, total} from '../model/series.ts'
import {shellWord} from '../model/shell.ts'
import {thresholds} from '../model/thresholds.ts'
import {count, duration, iso, percent} from '../model/units.ts'

/** Errors and successes since the batch got stuck. Minutes without an invocation are not counted. */
interface Outcome {
  errors: number
  invocations: number
  throttles: number
  failingMinutes: number
  minutes: number
  failedRecords: number | null
}

function outcomeSince(fromMs: number, metrics: FunctionMetrics, mapping: MappingMetrics | undefined): Outcome {
  const since = (name: keyof FunctionMetrics) => between(metrics[name], fromMs, Number.POSITIVE_INFINITY)
  const failed = mapping ? between(mapping['FailedInvokeEventCount.Sum'], fromMs, Number.POSITIVE_INFINITY) : []
  return {
    errors: total(since('Errors.Sum')),
    invocations: total(since('Invocations.Sum')),
    throttles: total(since('Throttles.Sum')),
    failingMinutes: since('Errors.Sum').filter(p => p.value > 0).length,
    minutes: new Set([...since('Invocations.Sum'), ...since('Errors.Sum')].filter(p => p.value > 0).map(p => p.atMs)).size,
    failedRecords: failed.length ? total(failed) : null,
  }
}

/** How sure it is, from what fails: one lane with errors is a poison record; one shard of one cannot be told from a failing function. */
function confidenceOf(outcome: Outcome, lag: Lag, openShards: number | undefined, partial: boolean): number {
  const oneLane = lag.scope === 'one-shard' || lag.scope === 'some'
  const steady = outcome.minutes > 0 && outcome.failingMinutes >= 0.5 * outcome.minutes
  if (outcome.errors === 0) return partial || (outcome.failedRecords ?? 0) > 0 ? 0.88 : 0.3
  if (oneLane) return steady ? 0.96 : 0.85
  if (openShards === 1) return 0.6
  // As likely as a function that fails on everything; what that asks for, reading the log, does no harm and comes first.
  if (openShards === undefined) return 0.5
  return outcome.errors < 0.9 * outcome.invocations ? 0.7 : 0.2
}

/** What kind of failure the metrics show: a record can also time out. */
function kindOf(metrics: FunctionMetrics, target: LambdaFunction | null | undefined, fromMs: number): string[] {
  const timeoutMs = (target?.timeoutSeconds ?? Number.POSITIVE_INFINITY) * 1000
  const atTimeout = between(metrics['Duration.Maximum'], fromMs, Number.POSITIVE_INFINITY).filter(p => p.value >= 0.99 * timeoutMs).length
  return atTimeout >= 3 ? [`The batch runs into the function's timeout of ${duration(timeoutMs / 1000)}.`] : []
}

function explain(outcome: Outcome, lag: Lag, stuck: StuckLine, partial: boolean): string[] {
  const {errors, invocations, failingMinutes, minutes} = outcome
  const failing =
    errors > 0
      ? `${count(errors, 'error')} in ${failingMinutes} of ${count(minutes, 'minute')} since, ${percent(errors / Math.max(1, invocations))} of the invocations.`
      : partial
        ? 'Errors is 0: the function reports failed records in its response, which no Errors metric counts.'
        : 'Errors is 0.'
  const scope =
    lag.scope === 'one-shard' || lag.scope === 'some'
      ? [`The other shards are current: their youngest batch is ${duration(lag.minimumAgeSeconds ?? 0)} old.`]
      : []
  return [
    `The same batch is sent again and again: in ${count(stuck.atMs.length, 'minute')} its last record is the one written at ${iso(stuck.positionMs).slice(0, 16)}Z.`,
    failing,
    ...scope,
    ...(outcome.failedRecords ? [`${count(outcome.failedRecords, 'record')} failed by the mapping's own count.`] : []),
  ]
}

const unbounded = (mapping: Mapping): string[] =>
  mapping.maximumRetryAttempts === untilExpiry ? ['MaximumRetryAttempts is -1: Lambda tries until the record expires.'] : []

/** What should have ended the retries, and did not. */
const bounded = ({maximumRetryAttempts: retries}: Mapping): string[] =>
  retries === null || retries === untilExpiry
    ? []
    : [`MaximumRetryAttempts is ${retries}: Lambda should have given up on one batch by now.`]

function weigh(
  stuck: StuckLine,
  given: {metrics: FunctionMetrics; lag: Lag},
  around: {
    mapping: Mapping | undefined
    target: LambdaFunction | null | undefined
    openShards: number | undefined
    mappingMetrics: MappingMetrics | undefined
  },
): Weighed {
  const {metrics, lag} = given
  const {mapping, target, openShards} = around
  const outcome = outcomeSince(stuck.positionMs, metrics, around.mappingMetrics)
  // Throttled batches stand still as well, without failing.
  if (outcome.throttles > thresholds.throttleShare * (outcome.throttles + outcome.invocations) && outcome.errors < outcome.throttles)
    return ruledOut
  // The mapping's own count says that none of its records failed: then the blocked batch is another mapping's.
  if (lag.sharedBy > 0 && outcome.failedRecords === 0) return ruledOut
  const partial = mapping?.functionResponseTypes.includes('ReportBatchItemFailures') ?? false
  const shared = lag.sharedBy > 0 && outcome.failedRecords === null
  const confidence = Math.min(confidenceOf(outcome, lag, openShards, partial), shared ? 0.6 : 1)
  if (confidence < 0.5) return absent
  return {
    is: 'present',
    confidence,
    summary: `One batch fails again and again and has blocked its shard for ${duration(lag.ageSeconds ?? 0)}.`,
    because: [
      ...explain(outcome, lag, stuck, partial),
      ...kindOf(metrics, target, stuck.positionMs),
      ...(mapping ? unbounded(mapping) : []),
    ],
    against: contradictions(lag, mapping, openShards, shared),
    settledBy: confidence < 0.9 ? settledBy(shared) : null,
    treatments: mapping ? [treatment(mapping, target)] : [],
  }
}

const contradictions = (lag: Lag, mapping: Mapping | undefined, openShards: number | undefined, shared: boolean): string[] => [
  ...(openShards === 1
    ? ['The stream has one open shard: the metrics cannot tell a bad record from a function that fails on every record.']
    : []),
  ...(lag.scope === 'all' ? ['All shards lag, not one alone.'] : []),
  ...(shared ? [`The function has ${count(lag.sharedBy, 'other mapping')}: its metrics do not tell whose batch is blocked.`] : []),
  ...(mapping ? bounded(mapping) : []),
]

const settledBy = (shared: boolean): string =>
  shared
    ? "The mapping's own metrics (EventCount): FailedInvokeEventCount counts the failures of one mapping."
    : "The function's log: the same request failing with the same error means a record; different ones mean the function."

function treatment(mapping: Mapping, target: LambdaFunction | null | undefined): Treatment {
  const bound = boundRetries(mapping, thresholds.retryAttempts)
  if (bound === null)
    return {
      summary:
        'The mapping already gives up on a bad record by itself and sends it to its destination. Read the error in the log, and see what the destination got.',
      command: `aws logs tail${regionFlag(mapping.functionArn)} ${shellWord(target?.logGroup ?? `/aws/lambda/${mapping.functionName}`)} --since 30m`,
    }
  return {
    summary: `Let Lambda set the bad record aside after ${thresholds.retryAttempts} retries, with the batch bisected, so that its shard goes on. ${bound.danger} Other records of the batch may be processed twice.`,
    change: bound.change,
  }
}

export const poisonRecord = defineCause({
  id: 'poison-record',
  title: 'A poison record blocks a shard',
  harm: 'one shard stands still; its records are lost 24 hours after they were written',
  harmful: true,
  needs: ['functionMetrics', 'lag'],
  wants: ['mapping', 'function', 'stream', 'mappingMetrics'],
  weigh: ({functionMetrics, lag}, wanted) => {
    if (lag.state === 'unknown') return {is: 'open'}
    if (lag.stuck === null) return ruledOut
    const stream = maybe(wanted.stream)
    return weigh(
      lag.stuck,
      {metrics: functionMetrics, lag},
      {
        mapping: maybe(wanted.mapping),
        target: maybe(wanted.function),
        openShards: stream?.shards.filter(shard => shard.open).length,
        mappingMetrics: maybe(wanted.mappingMetrics),
      },
    )
  },
})
