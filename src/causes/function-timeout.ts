import {defineCause, ruledOut} from '../model/cause.ts'
import type {Treatment} from '../model/check.ts'
import {maybe} from '../model/derived.ts'
import type {LambdaFunction, Mapping} from '../model/evidence.ts'
import type {Failures} from '../model/failures.ts'
import {maximumTimeoutSeconds} from '../model/limits.ts'
import {errorsInLog} from '../model/log-command.ts'
import {regionFlag} from '../model/region-flag.ts'
import {shellWord} from '../model/shell.ts'
import {duration, number, percent} from '../model/units.ts'
import {failingLine, releaseLines} from './failure-lines.ts'

/** One lane that times out is a poison record; this share of all invocations is the function. */
const many = 0.3

function treatment(target: LambdaFunction, mapping: Mapping | undefined): Treatment {
  const timeout = target.timeoutSeconds ?? maximumTimeoutSeconds
  const batchSize = mapping?.batchSize ?? 0
  const less = batchSize === 1 ? '' : `less to do: ${batchSize ? `batches of fewer than ${batchSize} records` : 'smaller batches'}`
  if (timeout >= maximumTimeoutSeconds)
    return {
      summary: `Find what the function waits for. ${duration(timeout)} is the longest timeout that Lambda allows${less ? `; until then give it ${less}` : ''}.`,
      command: errorsInLog(target, mapping),
    }
  // A published version keeps its settings: AWS changes $LATEST alone.
  const published = mapping?.qualifier && mapping.qualifier !== '$LATEST'
  return {
    summary: `Find what the function waits for. Until then give it more time${less ? `, or ${less}` : ''}. A longer timeout also makes each failed try longer.${published ? ` It changes $LATEST only: publish a version and move ${mapping.qualifier} to it.` : ''}`,
    command: `aws lambda update-function-configuration${regionFlag(target.functionArn)} --function-name ${shellWord(target.functionName)} --timeout ${Math.min(maximumTimeoutSeconds, timeout * 3)}`,
  }
}

function confidenceOf({scope}: Failures, inVpc: boolean, networkIsRead: boolean): number {
  if (scope === 'one-of-one') return 0.85
  // Packets that a closed network drops end at the timeout, too.
  return inVpc && !networkIsRead ? 0.75 : 0.95
}

export const functionTimeout = defineCause({
  id: 'function-timeout',
  title: 'The function runs into its timeout',
  harm: 'its batches never end; all shards fall behind',
  harmful: true,
  needs: ['failures', 'load'],
  wants: ['function', 'mapping'],
  asks: ['logErrors', 'network'],
  weigh: ({failures, load}, wanted) => {
    const {scope, kind, share} = failures
    if (failures.young) return {is: 'open', because: failures.young}
    if (scope === 'none' || scope === 'one-lane' || share < many) return ruledOut
    const target = maybe(wanted.function)
    if (target === undefined) return {is: 'open'}
    if (target === null || kind !== 'timeout') return ruledOut
    const {now, before} = load
    const confidence = confidenceOf(failures, target.subnetIds.length > 0, wanted.network.state === 'known')
    return {
      is: 'present',
      confidence,
      summary: `${percent(share)} of the invocations fail at the timeout of ${duration(target.timeoutSeconds ?? 0)}.`,
      because: [
        failingLine(failures),
        ...(now?.durationMaximumMs ? [`The longest invocations take ${number(now.durationMaximumMs / 1000)} s: the timeout itself.`] : []),
        ...(before?.durationP99Ms ? [`Before it began, the slowest took ${number(before.durationP99Ms / 1000)} s.`] : []),
        ...(now?.batchFill == null ? [] : [`Batches are ${percent(Math.min(1, now.batchFill))} full.`]),
        ...releaseLines(target, failures),
      ],
      against: scope === 'one-of-one' ? ['Only one lane is seen: one record that is never done with looks the same.'] : [],
      settledBy:
        confidence >= 0.9
          ? null
          : scope === 'one-of-one'
            ? 'A trace of one invocation: what it waits for.'
            : 'The network of the function.',
      treatments: [treatment(target, maybe(wanted.mapping))],
    }
  },
})
