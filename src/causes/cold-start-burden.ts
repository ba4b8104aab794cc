import {regionFlag} from '../advice/region-flag.ts'
import {defineCause, ruledOut} from '../model/cause.ts'
import {maybe} from '../model/derived/derived.ts'
import type {FunctionMetrics, LambdaFunction, Mapping} from '../model/evidence/evidence.ts'
import {points} from '../model/evidence/series.ts'
import {minuteMs} from '../text/minutes.ts'
import {option} from '../text/shell.ts'
import {count, number, percent} from '../text/units.ts'

const seconds = (milliseconds: number): string => `${number(milliseconds / 1000)} s`

const text = {
  title: 'Invocations wait for cold starts',
  harm: 'records wait for a cold start, which is billed',
  harmInTime: 'records arrive in time; each start is billed',
  summary: (coldShare: number, timeShare: number) =>
    `${percent(coldShare)} of the invocations are cold starts, and starting takes ${percent(timeShare)} of the function's time.`,
  because: {
    starts: (starts: number, invocations: number, medianMs: number, longestMs: number) =>
      `${count(starts, 'cold start')} in ${count(invocations, 'invocation')}; a start takes ${seconds(medianMs)} (median), up to ${seconds(longestMs)}.`,
    time: (startsMs: number, workMs: number) => `All starts took ${seconds(startsMs)}, all work ${seconds(workMs)}. Both are billed.`,
    sparse: 'Traffic is so sparse that execution environments are recycled between batches.',
  },
  fix: 'Make the start lighter: a smaller package, clients created on first use, SnapStart where the runtime supports it. Provisioned concurrency pays off only with steady traffic. More memory helps only if the init is CPU-bound.',
  fixDoubt: 'No command makes a start lighter: the code or the package has to change. No record is late or lost because of it.',
}

/** Lambda keeps an idle environment for some minutes (not documented how many): pauses this long end most. */
const idleMs = 4 * minuteMs
/** A start of this mean is heavy: AWS calls "under 100 ms to over 1 second" usual (Lambda Operator Guide, "Cold starts and latency"), and every seldom batch has one. */
const heavyMs = 2000

/** Whether batches come so seldom that environments are gone between them. A start is in no metric: it comes after the age and before the duration. */
function seldom(metrics: FunctionMetrics): boolean {
  const busy = points(metrics['Invocations.Sum']).filter(p => p.value > 0)
  const pauses = busy.slice(1).map((p, i) => p.atMs - (busy[i]?.atMs ?? 0))
  return busy.length >= 2 && pauses.filter(ms => ms > idleMs).length >= pauses.length / 2
}

const fix = (target: LambdaFunction | null | undefined, mapping: Mapping | undefined) => ({
  summary: text.fix,
  command: `aws lambda get-function-configuration${regionFlag(target?.functionArn ?? mapping?.functionArn ?? '')}${option('function-name', target?.functionName ?? mapping?.functionName ?? 'FUNCTION')}`,
  doubt: text.fixDoubt,
})

export const coldStartBurden = defineCause({
  id: 'cold-start-burden',
  text,
  harmful: true,
  needs: ['functionMetrics'],
  wants: ['mapping', 'function', 'lag'],
  onDemand: ['logReports'],
  weigh: ({functionMetrics}, wanted, {thresholds}) => {
    const mapping = maybe(wanted.mapping)
    const reports = maybe(wanted.logReports)
    if (reports === undefined) return seldom(functionMetrics) ? {kind: 'open'} : ruledOut
    if (reports === null || reports.invocations < 1 || reports.initSumMs === null || reports.durationSumMs === null) return ruledOut
    const cold = reports.coldStarts / reports.invocations
    const share = reports.initSumMs / Math.max(1, reports.durationSumMs)
    if (cold < thresholds.coldStartShareLow || share < thresholds.coldStartBurden || reports.initSumMs < heavyMs * reports.coldStarts)
      return ruledOut
    const lag = maybe(wanted.lag)
    return {
      kind: 'present',
      // Records that arrive in time all the same are no outage: the starts cost money.
      ...(lag?.state === 'ok' || lag?.state === 'idle' ? ({harmful: false, harm: text.harmInTime} as const) : {}),
      confidence: 0.95,
      summary: text.summary(cold, share / (1 + share)),
      because: [
        text.because.starts(reports.coldStarts, reports.invocations, reports.initP50Ms ?? 0, reports.initMaximumMs ?? 0),
        text.because.time(reports.initSumMs, reports.durationSumMs),
        text.because.sparse,
      ],
      against: [],
      settledBy: null,
      fixes: [fix(maybe(wanted.function), mapping)],
    }
  },
})
