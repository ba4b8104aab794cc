import type {Report} from '../../model/report/report.ts'
import {printable} from '../../text/printable.ts'
import {prometheus} from '../formats/prometheus.ts'
import {dateAndTime} from '../text/instants.ts'

/** The exporter's own state. */
export interface ExporterView {
  report: Report | null
  samples: number
  failures: number
  /** Why the newest sample failed. */
  failure: string | null
  sampleSeconds: number
  requests: Readonly<Record<string, number>>
}

/** The newest report and the exporter's own numbers; OpenMetrics names a counter without its `_total` and ends with a mark. */
export function exporterMetrics({report, samples, failures, sampleSeconds, requests}: ExporterView, openMetrics: boolean): string {
  const counter = (name: string, help: string, samples: readonly string[]): string[] => {
    const family = `ddbstream_exporter_${name}${openMetrics ? '' : '_total'}`
    return samples.length === 0
      ? []
      : [`# HELP ${family} ${help}`, `# TYPE ${family} counter`, ...samples.map(sample => `ddbstream_exporter_${name}_total${sample}`)]
  }
  const gauge = (name: string, help: string, value: number): string[] => [
    `# HELP ddbstream_exporter_${name} ${help}`,
    `# TYPE ddbstream_exporter_${name} gauge`,
    `ddbstream_exporter_${name} ${value}`,
  ]
  const calls = Object.entries(requests).map(([action, n]) => `{action="${printable(action)}"} ${n}`)
  return [
    ...(report === null ? [] : [prometheus(report)]),
    // Before the first sample has ended nothing is known: an alert on 0 would go off at each start.
    ...(report === null && failures === 0
      ? []
      : [
          ...gauge('up', '1 if the newest sample succeeded, else 0. Absent until the first sample has ended.', Number(report !== null)),
          ...gauge('sample_seconds', 'Duration of the newest sample in seconds.', Number(sampleSeconds.toFixed(3))),
        ]),
    ...counter('samples', 'Samples since the start.', [` ${samples}`]),
    ...counter('sample_failures', 'Failed samples since the start.', [` ${failures}`]),
    ...counter('api_requests', 'Requests to AWS by the exporter.', calls),
    ...(openMetrics ? ['# EOF'] : []),
  ].join('\n')
}

/** The answer of /healthz: the process runs; the state of its newest sample follows. */
export function exporterHealth({report, failure}: Pick<ExporterView, 'report' | 'failure'>): string {
  if (failure !== null) return `ok: the newest sample failed. ${printable(failure)}`
  return report === null ? 'ok: no sample has ended yet.' : `ok: the newest sample is of ${dateAndTime(report.takenAt)}.`
}
