import {pipeline} from '../pipeline.ts'
import {renamed} from '../renamed.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly, lively} from '../shapes.ts'

export default defineRetold({
  id: 'summary-line-counts-no-errors',
  story:
    'The handler ends each batch with a line of counts: so many records, errors 0, failed none, exception null. A metric filter counts lines with "error", and its alarm rings all day. Nothing fails. Looked at with --deep.',
  source: {
    report: 'anelendata/handoff#133 (a filter of substrings rings where nothing failed); cds-snc/notification-terraform#364',
    rule: 'CloudWatch Logs User Guide, "FilterAndPatternSyntax"; Lambda Developer Guide, "monitoring-metrics-types": Errors',
  },
  truth: {
    causes: [null],
    not: ['silent-loss', 'swallowed-errors', 'failing-function', 'poison-record'],
    states: ['ok'],
    verdicts: ['healthy', 'at-risk'],
    unsaid: /(?<!\bno )records? (?:are|were|is|have been) lost|log (?:an? )?(?:errors?|exceptions?)\b/i,
  },
  deep: true,
  world: renamed(
    pipeline({
      shards: 4,
      metricDelayMinutes: 4,
      function: {Runtime: 'python3.13', Handler: 'app.handler', MemorySize: 256, Timeout: 30},
      mapping: {BatchSize: 200, MaximumBatchingWindowInSeconds: 2},
      traffic: {
        invocations: about(88),
        durations: evenly(70, 460),
        concurrency: always(3),
        writes: about(5400, 2),
        reads: about(955, 8, 0.005),
        ages: lively(),
      },
      log: {
        memoryMb: 256,
        usedMb: 102,
        failing: () => [],
        passing: ({at, id}) => [
          `[INFO]\t${at}\t${id}\tbatch done: records=61 stored=61 skipped=0 errors=0 failed=[] exception=None`,
          `[INFO]\t${at}\t${id}\t{"event":"summary","error_count":0,"failed":false,"last_error":null}`,
        ],
      },
    }),
    {function: 'invoice-to-lake', table: 'invoices'},
  ),
})
