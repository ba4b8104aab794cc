import {defineCause, ruledOut} from '../model/cause.ts'
import type {Treatment} from '../model/check.ts'
import {maybe} from '../model/derived.ts'
import type {LambdaFunction, Mapping} from '../model/evidence.ts'
import type {Lag} from '../model/lag.ts'
import {maximumTimeoutSeconds} from '../model/limits.ts'
import type {LoadWindow} from '../model/load.ts'
import {regionFlag} from '../model/mapping-change.ts'
import {shellWord} from '../model/shell.ts'
import {duration, number, percent} from '../model/units.ts'

/** One lane that times out is a poison record; this share of all invocations is the function. */
const many = 0.3

/** The share of failed invocations that can have run for the whole timeout: more would take longer on average. */
function failsAtTimeout(now: LoadWindow, limitMs: number): boolean {
  const bound = now.durationAverageMs === null || now.durationAverageMs >= 0.8 * now.errorShare * limitMs
  return bound && (now.durationP99Ms ?? 0) >= 0.99 * limitMs
}

/** A batch that is sent again and again on one lane, while others are current, is a record that times out. */
const oneLane = ({stuck, scope}: Lag): boolean => stuck !== null && (scope === 'one-shard' || scope === 'some')

function treatment(target: LambdaFunction, mapping: Mapping | undefined): Treatment {
  const timeout = target.timeoutSeconds ?? maximumTimeoutSeconds
  const batchSize = mapping?.batchSize ?? 0
  const less = batchSize === 1 ? '' : `less to do: ${batchSize ? `batches of fewer than ${batchSize} records` : 'smaller batches'}`
  const at = regionFlag(target.functionArn)
  if (timeout >= maximumTimeoutSeconds)
    return {
      summary: `Find what the function waits for. ${duration(timeout)} is the longest timeout that Lambda allows${less ? `; until then give it ${less}` : ''}.`,
      command: `aws logs tail${at} ${shellWord(target.logGroup ?? `/aws/lambda/${target.functionName}`)} --since 30m`,
    }
  // A published version keeps its settings: AWS changes $LATEST alone.
  const published = mapping?.qualifier && mapping.qualifier !== '$LATEST'
  return {
    summary: `Find what the function waits for. Until then give it more time${less ? `, or ${less}` : ''}. A longer timeout also makes each failed try longer.${published ? ` It changes $LATEST only: publish a version and move ${mapping.qualifier} to it.` : ''}`,
    command: `aws lambda update-function-configuration${at} --function-name ${shellWord(target.functionName)} --timeout ${Math.min(maximumTimeoutSeconds, timeout * 3)}`,
  }
}

export const functionTimeout = defineCause({
  id: 'function-timeout',
  title: 'The function runs into its timeout',
  harm: 'its batches never end; all shards fall behind',
  harmful: true,
  needs: ['load', 'lag'],
  wants: ['function', 'mapping'],
  weigh: ({load, lag}, wanted) => {
    if (lag.state === 'unknown') return {is: 'open'}
    const {now, before} = load
    if (now === null || now.errorShare < many || lag.state === 'ok' || lag.state === 'idle' || oneLane(lag)) return ruledOut
    const target = maybe(wanted.function)
    if (target === undefined) return {is: 'open'}
    const limitMs = (target?.timeoutSeconds ?? Number.POSITIVE_INFINITY) * 1000
    if (target === null || !failsAtTimeout(now, limitMs)) return ruledOut
    return {
      is: 'present',
      confidence: 0.94,
      summary: `${percent(now.errorShare)} of the invocations fail at the timeout of ${duration(limitMs / 1000)}.`,
      because: [
        `The longest invocations take ${number((now.durationP99Ms ?? 0) / 1000)} s: the timeout itself.`,
        ...(before?.durationP99Ms ? [`Before it began, the slowest took ${number(before.durationP99Ms / 1000)} s.`] : []),
        ...(now.batchFill === null ? [] : [`Batches are ${percent(Math.min(1, now.batchFill))} full.`]),
      ],
      against: [],
      settledBy: null,
      treatments: [treatment(target, maybe(wanted.mapping))],
    }
  },
})
