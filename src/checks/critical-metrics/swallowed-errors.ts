import {errorsInLog} from '../../advice/log-command.ts'
import {defineCheck, fail, undecidable} from '../../model/check.ts'
import {maybe} from '../../model/derived/derived.ts'
import type {LogErrors, LoggedError, Mapping, MappingMetrics} from '../../model/evidence/evidence.ts'
import {between, type Series, total} from '../../model/evidence/series.ts'
import {minuteMs} from '../../text/minutes.ts'
import {count, iso, number, percent} from '../../text/units.ts'

const sumIn = (series: Series | undefined, {fromMs, toMs}: LogErrors): number => (series ? total(between(series, fromMs, toMs)) : 0)

/** Requests, or lines where they carry no request id. */
const times = ({requests, count: lines}: LoggedError): number => (requests > 0 ? requests : lines)

/** The least that succeeded: the unknown ones are counted together, because no more can have failed than Errors counts. */
function leastSwallowed(errors: readonly LoggedError[], failed: number): number {
  const known = errors.reduce((sum, {swallowed}) => sum + (swallowed ?? 0), 0)
  const open = errors.filter(({swallowed}) => swallowed == null).reduce((sum, error) => sum + times(error), 0)
  return known + Math.max(0, open - failed)
}

/** Records that the response reported as failed; null where it may report some and nothing counts them. */
function reportedRecords(mapping: Mapping | undefined, metrics: MappingMetrics | undefined, log: LogErrors): number | null {
  if (!mapping?.functionResponseTypes.includes('ReportBatchItemFailures')) return 0
  if (!mapping.metrics.includes('EventCount') || !metrics) return null
  const series = metrics['FailedInvokeEventCount.Sum']
  return sumIn(series, log) + notYetPublished(series, log)
}

/** The errors of the log's newest minutes that CloudWatch may not show yet: as many as in the worst of the last ten minutes. */
function notYetPublished(series: Series, {fromMs, toMs}: LogErrors): number {
  const lately = between(series, Math.max(fromMs, toMs - 10 * minuteMs), toMs)
  const newest = lately.at(-1)
  if (newest === undefined) return 0
  const missingMinutes = Math.max(0, toMs - newest.atMs - minuteMs) / minuteMs
  return missingMinutes * Math.max(...lately.map(({value}) => value))
}

const standing = ['stalled', 'losing', 'stopped']

export const swallowedErrors = defineCheck({
  id: 'swallowed-errors',
  severity: 'high',
  needs: ['logErrors', 'functionMetrics'],
  wants: ['function', 'mapping', 'mappingMetrics', 'logReports', 'lag'],
  run: ({logErrors, functionMetrics: metrics}, wanted, {thresholds}) => {
    // Nothing is logged: log-group-missing is the finding then.
    if (logErrors === null) return []
    if (logErrors.scanned === 0) return undecidable('the log holds no line')
    const errors = logErrors.errors.filter(({raw}) => raw !== true)
    const mapping = maybe(wanted.mapping)
    const reported = reportedRecords(mapping, maybe(wanted.mappingMetrics), logErrors)
    const swallowed = leastSwallowed(errors, sumIn(metrics['Errors.Sum'], logErrors)) - (reported ?? 0)
    const invocations = Math.max(sumIn(metrics['Invocations.Sum'], logErrors), maybe(wanted.logReports)?.invocations ?? 0, swallowed)
    if (swallowed < thresholds.swallowedRequests || swallowed < thresholds.swallowedShare * invocations) return []
    // A batch that is retried may have been reported in the response.
    if (reported === null && standing.includes(maybe(wanted.lag)?.state ?? ''))
      return undecidable('the response may report the records that failed, and EventCount is off for the mapping')
    const most = errors.filter(one => one.swallowed !== 0).sort((a, b) => (b.swallowed ?? times(b)) - (a.swallowed ?? times(a)))
    const [first] = most
    if (first === undefined) return []
    return [
      fail(
        {
          swallowed,
          invocations,
          share: swallowed / invocations,
          counts: most.every(({requests}) => requests > 0) ? 'requests' : 'lines',
          types: [...new Set(most.map(({type, kind}) => type ?? kind))].slice(0, 3),
          inAnswers: first.kind === 'item-failures',
          sample: first.sample,
          lastAt: iso(Math.max(...most.map(({lastMs}) => lastMs))),
          mayBeReported: reported === null,
        },
        {
          command: errorsInLog(maybe(wanted.function), mapping, '1h'),
        },
      ),
    ]
  },
  text: {
    title: 'The function logs errors and succeeds',
    why: 'A record whose error is caught counts as processed: it is neither retried nor sent to the on-failure destination.',
    found: ({swallowed, invocations, share, counts, inAnswers, sample, lastAt, mayBeReported}) => {
      const logged =
        counts === 'requests'
          ? `${number(swallowed)} of ${count(invocations, 'request')} (${percent(share)}) log an error and succeed`
          : `The log has ${count(swallowed, 'error line')} in ${count(invocations, 'invocation')} that succeed`
      const end = /[.!?…]$/.test(sample) ? '' : '.'
      const lost = inAnswers ? 'The records of these items may be lost.' : 'The records of these requests may be lost.'
      const reported = mayBeReported
        ? ' The response may report them (ReportBatchItemFailures): EventCount, which is off, would show it.'
        : ''
      return `${logged}, the last at ${lastAt}: ${sample}${end} ${lost}${reported}`
    },
    fix: () =>
      'Find out which records the handler dropped. Then let it throw, or return their sequence numbers in batchItemFailures. Before that, bound the retries and set an on-failure destination. Otherwise a record that always fails blocks its shard.',
  },
})
