import {isAtLeast, severities} from '../../model/check.ts'
import {type PipelineReport, type Report, verdictOrder} from '../../model/report/report.ts'
import {printable} from '../../text/printable.ts'
import {epochMs} from '../../text/units.ts'
import {isOpen} from './parts/open-findings.ts'

const lagStates = ['ok', 'behind', 'slow', 'stalled', 'stopped', 'losing', 'recovering', 'idle', 'unknown'] as const

type Labels = Readonly<Record<string, string>>
type Sample = [labels: Labels, value: number | null]

interface Family {
  name: string
  help: string
  samples: Sample[]
}

/** Prometheus' text format: a textfile for node_exporter, and the answer of `serve`. All are gauges: they show the newest run. */
export const prometheus = (report: Report): string => familiesOf(report).flatMap(linesOf).join('\n')

function familiesOf(report: Report): Family[] {
  return [...pipelineFamilies(report), ...runFamilies(report)].map(family => ({...family, name: `ddbstream_${family.name}`}))
}

function pipelineFamilies(report: Report): Family[] {
  const each = (name: string, help: string, samples: (pipeline: PipelineReport) => Sample[]): Family => ({
    name,
    help,
    samples: report.pipelines.flatMap(pipeline =>
      samples(pipeline).map(([labels, value]): Sample => [{...labelsOf(pipeline), ...labels}, value]),
    ),
  })
  const until = (at: string | null): number | null => (at === null ? null : Math.round((epochMs(at) - epochMs(report.takenAt)) / 1000))
  return [
    each('pipeline_verdict', 'Verdict of the pipeline: 1 for the current one, 0 for the others.', ({verdict}) =>
      verdictOrder.map(one => [{verdict: one}, Number(one === verdict)]),
    ),
    each('lag_state', 'State of the lag: 1 for the current one, 0 for the others.', ({lag}) =>
      lagStates.map(one => [{state: one}, Number(one === lag.state)]),
    ),
    each('iterator_age_seconds', 'Iterator age of the slowest shard in seconds. Absent if unknown.', ({lag}) => [[{}, lag.ageSeconds]]),
    each(
      'iterator_age_slope',
      'Growth of the iterator age in seconds per second, on the slowest shard. Negative while it shrinks.',
      ({lag}) => [[{}, lag.slope]],
    ),
    each('drain_seconds', 'Estimated time until the backlog is processed, in seconds. Absent if none is expected.', ({lag}) => [
      [{}, lag.drainSeconds],
    ]),
    each('loss_seconds', 'Time until records are lost, in seconds. 0 or less during a loss, absent if none is expected.', ({lag}) => [
      [{}, until(lag.lossAt)],
    ]),
    each('cause_confidence', 'Causes that were found, with their confidence from 0 to 1.', ({causes}) =>
      causes.map(cause => [{cause: cause.id}, cause.confidence]),
    ),
    each('finding', 'Open findings: 1 for each failed check that is neither muted nor in the baseline.', ({findings}) =>
      findings.filter(isOpen).map(({check, severity}) => [{check, severity}, 1]),
    ),
    each('findings', 'Number of open findings by severity.', ({findings}) =>
      severities.map(severity => [{severity}, findings.filter(finding => isOpen(finding) && finding.severity === severity).length]),
    ),
    each(
      'unknown_checks',
      'Number of checks of severity high or critical without a result: their data could not be read.',
      ({findings}) => [[{}, findings.filter(finding => finding.status === 'unknown' && isAtLeast(finding.severity, 'high')).length]],
    ),
  ]
}

function runFamilies({takenAt, verdict, partial, missing, usage, pipelines}: Report): Family[] {
  const gaps = missing.map(({action, reason}) => ({action, reason}))
  return [
    {
      name: 'run_verdict',
      help: 'Verdict of the run: 1 for the current one, 0 for the others.',
      samples: verdictOrder.map(one => [{verdict: one}, Number(one === verdict)]),
    },
    {
      name: 'run_timestamp_seconds',
      help: 'Time of the newest sample, in seconds since the epoch.',
      samples: [[{}, epochMs(takenAt) / 1000]],
    },
    {name: 'run_pipelines', help: 'Number of pipelines in the run.', samples: [[{}, pipelines.length]]},
    {name: 'run_partial', help: '1 if the run ended before it had read everything, else 0.', samples: [[{}, Number(partial !== null)]]},
    {
      name: 'run_missing_evidence',
      help: 'Number of reads that failed or were denied, by action and reason.',
      samples: gaps.map(gap => [gap, gaps.filter(other => other.action === gap.action && other.reason === gap.reason).length]),
    },
    {
      name: 'run_api_requests',
      help: 'Number of AWS requests of the run, by action.',
      samples: Object.entries(usage.requests).map(([action, n]) => [{action}, n]),
    },
    {name: 'run_api_cost_usd', help: 'Cost of these requests in USD, at list price.', samples: [[{}, usage.usd]]},
  ]
}

const labelsOf = ({account, region, function: name, qualifier, table, mapping}: PipelineReport): Labels => ({
  account: account ?? '',
  region,
  function: name,
  qualifier: qualifier ?? '',
  table: table ?? '',
  mapping: mapping ?? '',
})

/** An unknown value has no sample; a series appears once. */
function linesOf({name, help, samples}: Family): string[] {
  const lines = new Map<string, number>()
  for (const [labels, value] of samples) if (value !== null) lines.set(labelText(labels), value)
  if (lines.size === 0) return []
  return [`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, ...[...lines].map(([labels, value]) => `${name}${labels} ${value}`)]
}

function labelText(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`)
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`
}

const escaped = (value: string): string => printable(value).replaceAll('\\', '\\\\').replaceAll('"', '\\"')
