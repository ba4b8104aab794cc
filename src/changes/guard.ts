import {getEventSourceMapping} from '../aws/lambda-changes.ts'
import {type MetricQuery, readMetrics} from '../aws/metrics.ts'
import {AwsError} from '../aws/transport/aws-error.ts'
import {type Aws, nowMs} from '../aws/transport/connection.ts'
import {functionMetric} from '../evidence/first-round/function-metrics.ts'
import {named} from '../evidence/first-round/named-metrics.ts'
import {between, type Series} from '../model/evidence/series.ts'
import type {Operation, PlannedGuard} from '../model/plan/plan.ts'
import {minuteFloor, minuteMs} from '../text/minutes.ts'
import {judgeRelease} from './plans/guard-judge.ts'
import type {Attempt, GuardSeries, GuardView, Judgement} from './plans/guard-view.ts'
import {patiently, stopwatch, unlessStopped} from './retry.ts'
import type {ChangeWork} from './step.ts'

/** The guard of a plan at work. */
interface Watch extends PlannedGuard {
  /** The version or alias that the mapping invokes now; null is the function itself. */
  after: string | null
  changedMs: number
  /** The readings of the newest attempt so far: only AWS's newest one can be read. */
  attempts: Attempt[]
}

/** `stopped`: the user wanted it to end before it could tell. */
type GuardEnd = Exclude<Judgement, {kind: 'waiting'}> | {kind: 'stopped'}

export const guardActions: readonly string[] = ['cloudwatch:GetMetricData', 'lambda:GetEventSourceMapping']

const everyMs = 15_000

/** How a guard ended: the new version stays, or is rolled back. */
type GuardDecision = {kind: 'keep'} | {kind: 'roll-back'; why: string}

/** The last step of a plan: watches the new version, notes the verdict in the operation, and decides. */
export async function takeGuard(guard: PlannedGuard, operation: Operation, work: ChangeWork): Promise<GuardDecision> {
  const {aws, onInconclusive} = work
  const changedMs = nowMs(aws) ?? 0
  const end = await guardRelease({...guard, after: qualifierAfter(operation, guard), changedMs, attempts: []}, work)
  const because = end.kind === 'stopped' ? [] : end.kind === 'inconclusive' ? end.missing : end.because
  operation.guard = {verdict: end.kind, because, seconds: Math.round(((nowMs(aws) ?? changedMs) - changedMs) / 1000)}
  const words = because.join(' ').replace(/\.$/, '')
  if (end.kind === 'failed') return {kind: 'roll-back', why: `The new version failed its guard: ${words}`}
  if (end.kind !== 'inconclusive') return {kind: 'keep'}
  const choice = guard.onInconclusive === 'ask' ? await onInconclusive(end.missing) : guard.onInconclusive
  return choice === 'keep' ? {kind: 'keep'} : {kind: 'roll-back', why: `The guard was inconclusive: ${words}`}
}

/** The qualifier that the mapping invokes now: the last step on the mapping sets it; without one it is as before. */
function qualifierAfter({steps}: Operation, {before}: PlannedGuard): string | null {
  const name = steps.findLast(({target, after}) => target.kind === 'mapping' && typeof after.FunctionName === 'string')?.after.FunctionName
  return name === undefined ? before : (String(name).split(':')[7] ?? null)
}

/** Looks every quarter of a minute until the new version has failed, or the guard's time is over. Metrics that cannot be read for that long are inconclusive. */
async function guardRelease(watch: Watch, {aws, stop, tell}: ChangeWork): Promise<GuardEnd> {
  const {pause, elapsedMs} = stopwatch(aws)
  let unread: string | null = null
  let said = ''
  for (;;) {
    if (stop.aborted) return {kind: 'stopped'}
    try {
      const judgement = judgeRelease(await look(aws, watch))
      if (judgement.kind !== 'waiting') return judgement
      unread = null
      const words = judgement.because[0] ?? ''
      tell({kind: 'guarding', seconds: judgement.publishedSeconds, of: watch.seconds, words, isNew: words !== said})
      said = words
    } catch (error) {
      if (!(error instanceof AwsError)) throw error
      unread = `${error.action}: ${error.detail}`
    }
    if (unread !== null && elapsedMs() > watch.seconds * 1000)
      return {kind: 'inconclusive', missing: [`The metrics could not be read: ${unread}.`]}
    await unlessStopped(pause(everyMs), stop)
  }
}

/** The minutes before the change that are read: enough for the rare events of the judgement. */
const minutesBefore = 65

const names = ['Invocations.Sum', 'Errors.Sum', 'Duration.Average', 'IteratorAge.Maximum'] as const

/** One request: both targets, the records, the table. */
async function look(aws: Aws, watch: Watch): Promise<GuardView> {
  const {functionName, mapping, tableName, streamLabel, before, after, changedMs, seconds, floorSeconds, thresholds} = watch
  const ofTarget = (qualifier: string | null): MetricQuery[] => names.map(name => functionMetric(name, functionName, qualifier))
  const own = (name: string): MetricQuery => named('AWS/Lambda', name, {EventSourceMappingUUID: mapping})
  const table = {TableName: tableName ?? ''}
  const queries = [
    ...ofTarget(before),
    ...ofTarget(after),
    own('InvokedEventCount.Sum'),
    own('FailedInvokeEventCount.Sum'),
    own('DroppedEventCount.Sum'),
    own('OnFailureDestinationDeliveredEventCount.Sum'),
    named('AWS/DynamoDB', 'ReturnedRecordsCount.Sum', {...table, StreamLabel: streamLabel ?? '', Operation: 'GetRecords'}),
    named('AWS/DynamoDB', 'ConsumedWriteCapacityUnits.Sum', table),
    ...sentTo(watch),
  ]
  const startMs = minuteFloor(changedMs) - minutesBefore * minuteMs
  const endMs = minuteFloor(nowMs(aws) ?? changedMs) + minuteMs
  await noteAttempt(aws, watch)
  const series = await patiently(aws, () => readMetrics(aws, queries, {startMs, endMs}))
  // A machine that slept read the metrics of an earlier time: now that the time is known, it reads again.
  if ((nowMs(aws) ?? changedMs) > endMs + minuteMs) return look(aws, watch)
  const [invoked, failed, dropped, delivered, returned, writes, sent] = series.slice(2 * names.length)
  return {
    changedMs,
    isApart: after !== before,
    nowMs: nowMs(aws) ?? changedMs,
    guardSeconds: seconds,
    floorSeconds,
    thresholds,
    attempts: watch.attempts,
    before: seriesOf(series),
    after: seriesOf(series.slice(names.length)),
    // The mapping's own count is that of this mapping alone; it is opt-in.
    records: counts(invoked) ?? counts(returned),
    writes: counts(writes),
    givenUp: counts(invoked) === null ? (sent ?? null) : sum(dropped, delivered),
    failing: counts(invoked) === null ? null : (failed ?? null),
  }
}

/** AWS's words for an invocation that failed; of the other problems none is the version's fault. */
const failedCall = 'PROBLEM: Function call failed'

/** A reading that fails is left out: the metrics show the same later. */
async function noteAttempt(aws: Aws, {mapping, attempts}: Watch): Promise<void> {
  try {
    const {LastProcessingResult} = await getEventSourceMapping(aws, mapping)
    const atMs = nowMs(aws)
    if (LastProcessingResult !== undefined && atMs !== undefined) attempts.push({atMs, isFailed: LastProcessingResult === failedCall})
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
  }
}

/** Messages at the on-failure destination: discarded batches, where the mapping does not count them itself. */
function sentTo({onFailureDestination}: PlannedGuard): MetricQuery[] {
  const [, , service, , , name = ''] = (onFailureDestination ?? '').split(':')
  if (service === 'sqs') return [named('AWS/SQS', 'NumberOfMessagesSent.Sum', {QueueName: name})]
  return service === 'sns' ? [named('AWS/SNS', 'NumberOfMessagesPublished.Sum', {TopicName: name})] : []
}

function seriesOf([invocations, errors, durationAverage, ageMaximum]: readonly Series[]): GuardSeries {
  const none = {startMs: 0, periodSeconds: 60, values: []}
  return {
    invocations: invocations ?? none,
    errors: errors ?? none,
    durationAverage: durationAverage ?? none,
    ageMaximum: ageMaximum ?? none,
  }
}

const counts = (series: Series | undefined): Series | null =>
  series !== undefined && between(series, 0, Number.POSITIVE_INFINITY).length > 0 ? series : null

function sum(a: Series | undefined, b: Series | undefined): Series | null {
  if (a === undefined || b === undefined) return null
  return {...a, values: a.values.map((value, i) => (value === null && b.values[i] == null ? null : (value ?? 0) + (b.values[i] ?? 0)))}
}
