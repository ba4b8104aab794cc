import {defineCheck, fail, undecidable} from '../model/check.ts'
import {maybe} from '../model/derived.ts'
import {between, total} from '../model/series.ts'
import {count, percent} from '../model/units.ts'

const windowMs = 30 * 60_000

export const errorRate = defineCheck({
  id: 'error-rate',
  title: 'The function fails too often',
  severity: 'high',
  why: 'A failed batch is sent again from its start and holds up its shard meanwhile.',
  needs: ['functionMetrics', 'lag'],
  wants: ['failures'],
  run: ({functionMetrics, lag}, wanted, {nowMs, thresholds}) => {
    // Errors are stamped at the start of an invocation and seen after its end: half an hour of complete minutes, and what came since.
    const fromMs = lag.completeUntilMs - windowMs
    const errors = between(functionMetrics['Errors.Sum'], fromMs, nowMs)
    const invocations = total(between(functionMetrics['Invocations.Sum'], fromMs, nowMs))
    const failingMinutes = errors.filter(p => p.value > 0).length
    const rate = invocations > 0 ? total(errors) / invocations : 0
    if (rate > thresholds.errorRate && failingMinutes >= thresholds.errorMinutes)
      return [fail({rate, errors: total(errors), invocations, failingMinutes, minutes: Math.round((nowMs - fromMs) / 60_000)})]
    return maybe(wanted.failures)?.hidden
      ? undecidable('the function reports failed records in its response, which Errors does not count')
      : []
  },
  say: ({rate, errors, invocations, failingMinutes, minutes}) =>
    `${percent(rate)} of the invocations failed (${count(errors, 'error')} in ${count(invocations, 'invocation')}, in ${failingMinutes} of the last ${minutes} minutes).`,
})
