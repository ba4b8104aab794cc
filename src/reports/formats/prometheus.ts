import {isAtLeast, severities} from '../../model/check.ts'
import {type PipelineReport, type Report, verdictOrder} from '../../model/report/report.ts'
import {epochMs, printable} from '../../text/units.ts'

const lagStates = ['ok', 'behind', 'slow', 'stalled', 'stopped', 'losing', 'recovering', 'idle', 'unknown'] as const

type Labels = Readonly<Record<string, string>>
type Sample = [labels: Labels, value: number | null]

interface Family {
  name: string
  help: string
  samples: Sample[]
}

/** Prometheus' text format: a textfile for node_exporter, and what `serve` answers. All are gauges: they tell the last run. */
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
    each('pipeline_verdict', '1 for the verdict of the pipeline, else 0.', ({verdict}) =>
      verdictOrder.map(one => [{verdict: one}, Number(one === verdict)]),
    ),
    each('lag_state', '1 for the lag state of the pipeline, else 0.', ({lag}) =>
      lagStates.map(one => [{state: one}, Number(one === lag.state)]),
    ),
    each('iterator_age_seconds', 'Current maximum iterator age in seconds.', ({lag}) => [[{}, lag.ageSeconds]]),
    each('iterator_age_slope', 'Change of the iterator age in seconds per second, on the slowest shard.', ({lag}) => [[{}, lag.slope]]),
    each('drain_seconds', 'Time until the backlog is gone.', ({lag}) => [[{}, lag.drainSeconds]]),
    each('loss_seconds', 'Time until the first record expires; negative when records are being lost.', ({lag}) => [
      [{}, until(lag.lossAt)],
    ]),
    each('cause_confidence', 'Confidence of this cause, 0 to 1.', ({causes}) => causes.map(cause => [{cause: cause.id}, cause.confidence])),
    each('findings', 'Checks that fail and are not muted, by severity.', ({findings}) =>
      severities.map(severity => [
        {severity},
        findings.filter(finding => finding.status === 'fail' && finding.muted === null && finding.severity === severity).length,
      ]),
    ),
    each('grave_unknown', 'Inconclusive checks of severity high or more.', ({findings}) => [
      [{}, findings.filter(finding => finding.status === 'unknown' && isAtLeast(finding.severity, 'high')).length],
    ]),
  ]
}

function runFamilies({takenAt, verdict, partial, missing, usage, pipelines}: Report): Family[] {
  const gaps = missing.map(({action, reason}) => ({action, reason}))
  return [
    {
      name: 'run_verdict',
      help: '1 for the verdict of the run, else 0.',
      samples: verdictOrder.map(one => [{verdict: one}, Number(one === verdict)]),
    },
    {name: 'run_timestamp_seconds', help: 'Time of the evidence.', samples: [[{}, epochMs(takenAt) / 1000]]},
    {name: 'run_pipelines', help: 'Pipelines in this run.', samples: [[{}, pipelines.length]]},
    {name: 'run_partial', help: 'The run ended before it had read everything.', samples: [[{}, Number(partial !== null)]]},
    {
      name: 'run_missing_evidence',
      help: 'Evidence that could not be read.',
      samples: gaps.map(gap => [gap, gaps.filter(other => other.action === gap.action && other.reason === gap.reason).length]),
    },
    {
      name: 'run_api_requests',
      help: 'Requests to AWS in this run.',
      samples: Object.entries(usage.requests).map(([action, n]) => [{action}, n]),
    },
    {name: 'run_api_cost_usd', help: 'Cost of these requests at list price.', samples: [[{}, usage.usd]]},
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
