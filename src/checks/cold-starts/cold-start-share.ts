import {defineCheck, fail, undecidable} from '../../model/check.ts'
import {ratio} from '../../model/evidence/ratio.ts'
import {count, duration, number, percent} from '../../text/units.ts'

export const coldStartShare = defineCheck({
  id: 'cold-start-share',
  severity: 'low',
  needs: ['logReports', 'function'],
  run: ({logReports, function: target}, _wanted, {thresholds}) => {
    if (target?.managedInstances) return undecidable('Lambda reports no starts for a function on managed instances')
    if (logReports === null) return undecidable('the function has no log group')
    const {invocations, coldStarts, initSumMs, billedSumMs, initP95Ms, fromMs, toMs} = logReports
    if (invocations === 0) return undecidable('the log holds no REPORT line of an invocation')
    if (invocations < thresholds.invocationsForShare) return []
    const share = coldStarts / invocations
    const billed = ratio(initSumMs, billedSumMs)
    const costShare = billed === null ? null : Math.min(1, billed)
    // A start among many short invocations that fail is a part of the bill, and no burden.
    const isDear = share >= thresholds.coldStartShareLow && (costShare ?? 0) >= thresholds.initCostShare
    const isBurden = share >= thresholds.coldStartShare || isDear
    return isBurden ? [fail({coldStarts, invocations, share, costShare, initP95Ms, seconds: (toMs - fromMs) / 1000})] : []
  },
  text: {
    title: 'Cold starts cost time and money',
    why: 'AWS has billed the start of an environment since August 2025, and the records of its batch wait for it.',
    found: ({coldStarts, invocations, share, costShare, initP95Ms, seconds}) => {
      // Saved evidence can name a period without a length.
      const within = seconds >= 1 ? ` in ${duration(seconds)}` : ''
      const took = initP95Ms === null ? '' : ` 95 % of the starts took ${number(initP95Ms)} ms or less.`
      const cost = costShare === null ? '' : ` Starts are ${percent(costShare)} of the billed time.`
      return `${number(coldStarts)} of ${count(invocations, 'invocation')}${within} started cold (${percent(share)}).${took}${cost}`
    },
  },
})
