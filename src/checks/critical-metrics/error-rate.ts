import {defineCheck, fail, undecidable} from '../../model/check.ts'
import {maybe} from '../../model/derived/derived.ts'
import type {Failures} from '../../model/derived/failures.ts'
import type {FunctionMetrics} from '../../model/evidence/evidence.ts'
import {ratio} from '../../model/evidence/ratio.ts'
import {between, total} from '../../model/evidence/series.ts'
import {count, iso, percent} from '../../text/units.ts'

const windowMs = 30 * 60_000

type Figures = {
  /** 0–1. */
  rate: number
  errors: number
  invocations: number
  failingMinutes: number
  minutes: number
  /** When the failures began; null where the figures are those of the newest half an hour. */
  since: string | null
}

/** The figures that the causes give, so that a report has one number for one thing; null while nothing fails that they speak of. */
function sinceTheyBegan({scope, hidden, sinceMs, share, errors, invocations, failingMinutes, minutes}: Failures): Figures | null {
  if (scope === 'none' || hidden || sinceMs === null) return null
  return {rate: share, errors, invocations, failingMinutes, minutes, since: `${iso(sinceMs).slice(0, 16)}Z`}
}

/** Errors are stamped at the start of an invocation and seen after its end: half an hour of complete minutes, and the later ones. */
function ofHalfAnHour(metrics: FunctionMetrics, completeUntilMs: number, nowMs: number): Figures {
  const fromMs = completeUntilMs - windowMs
  const errors = between(metrics['Errors.Sum'], fromMs, nowMs)
  const invocations = total(between(metrics['Invocations.Sum'], fromMs, nowMs))
  return {
    rate: ratio(total(errors), invocations) ?? 0,
    errors: total(errors),
    invocations,
    failingMinutes: errors.filter(p => p.value > 0).length,
    minutes: Math.round((nowMs - fromMs) / 60_000),
    since: null,
  }
}

export const errorRate = defineCheck({
  id: 'error-rate',
  severity: 'high',
  needs: ['functionMetrics', 'lag'],
  wants: ['failures'],
  run: ({functionMetrics, lag}, wanted, {nowMs, thresholds}) => {
    const failures = maybe(wanted.failures)
    const newest = ofHalfAnHour(functionMetrics, lag.completeUntilMs, nowMs)
    if (newest.rate > thresholds.errorRate && newest.failingMinutes >= thresholds.errorMinutes)
      return [fail((failures && sinceTheyBegan(failures)) ?? newest)]
    return failures?.hidden ? undecidable('the function reports failed records in its response, which Errors does not count') : []
  },
  text: {
    title: 'The function fails too often',
    why: 'A failed batch is retried from its start and blocks its shard until it succeeds or is discarded.',
    found: ({rate, errors, invocations, failingMinutes, minutes, since}) => {
      const time = since === null ? `the last ${count(minutes, 'minute')}` : `${count(minutes, 'minute')} since ${since}`
      return `${percent(rate)} of the invocations failed (${count(errors, 'error')} in ${count(invocations, 'invocation')}, in ${failingMinutes} of ${time}).`
    },
  },
})
