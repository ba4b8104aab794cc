import type {BaselineEntry} from '../../config/baseline.ts'
import {type Problem, problemsOf} from '../../model/report/problem.ts'
import {type Finding, isComplete, type PipelineReport, type Report, verdictOrder} from '../../model/report/report.ts'

const keyOf = ({account, region, mapping, kind, id}: Omit<BaselineEntry, 'function'>): string =>
  [account, region, mapping, kind, id].join(' ')

const entryOf = (
  {account, region, mapping, function: name, qualifier}: PipelineReport,
  {kind, id}: Pick<Problem, 'kind' | 'id'>,
): BaselineEntry | null =>
  mapping === null ? null : {account, region, mapping, function: qualifier === null ? name : `${name}:${qualifier}`, kind, id}

/** Marks what is in the baseline as known and the rest as new; an entry whose problem is gone is a finding of the run, until it is pruned. */
export function compareWithBaseline(report: Report, entries: readonly BaselineEntry[]): Report {
  const known = new Set(entries.map(keyOf))
  const standing = (pipeline: PipelineReport, kind: Problem['kind'], id: string): 'new' | 'known' => {
    const entry = entryOf(pipeline, {kind, id})
    return entry !== null && known.has(keyOf(entry)) ? 'known' : 'new'
  }
  const pipelines = report.pipelines.map(pipeline => ({
    ...pipeline,
    baseline: problemsOf(pipeline, 'high').some(({kind}) => kind === 'verdict') ? standing(pipeline, 'verdict', pipeline.lag.state) : null,
    causes: pipeline.causes.map(cause => ({...cause, baseline: standing(pipeline, 'cause', cause.id)})),
    findings: pipeline.findings.map(finding =>
      finding.status === 'fail' ? {...finding, baseline: standing(pipeline, 'finding', finding.check)} : finding,
    ),
  }))
  return {...report, pipelines, findings: [...report.findings, ...entries.filter(entry => isStale(entry, report)).map(staleFinding)]}
}

/** The baseline after this run: what would fail it, and the old entries about which it says nothing. */
export function updatedBaseline(report: Report, entries: readonly BaselineEntry[]): BaselineEntry[] {
  const failOn = report.failOn === 'never' ? 'high' : report.failOn
  const now = report.pipelines.flatMap(pipeline =>
    problemsOf(forgetBaseline(pipeline), failOn).flatMap(problem => (problem.fails ? (entryOf(pipeline, problem) ?? []) : [])),
  )
  const kept = entries.filter(entry => !isStale(entry, report))
  return [...new Map([...kept, ...now].map(entry => [keyOf(entry), entry])).values()]
}

const forgetBaseline = (pipeline: PipelineReport): PipelineReport => ({
  ...pipeline,
  baseline: null,
  causes: pipeline.causes.map(cause => ({...cause, baseline: null})),
  findings: pipeline.findings.map(finding => ({...finding, baseline: null})),
})

/** Gone for certain: this run has sampled the mapping and could have seen the problem, or at everything, and the mapping is not there. */
function isStale({account, region, mapping, kind, id}: BaselineEntry, report: Report): boolean {
  const {pipelines, scope} = report
  const pipeline = pipelines.find(one => one.mapping === mapping && one.region === region && one.account === account)
  if (pipeline === undefined) return isComplete(report) && scope.regions.includes(region) && account === scope.account
  if (kind === 'cause') return !pipeline.causes.some(cause => cause.id === id) && !pipeline.openCauses.includes(id)
  if (kind === 'finding')
    return pipeline.findings.some(one => one.check === id) && pipeline.findings.every(one => one.check !== id || one.status === 'pass')
  const atWorst = verdictOrder.indexOf(pipeline.verdict) > verdictOrder.indexOf('undecided')
  return pipeline.lag.state !== 'unknown' && (atWorst || pipeline.lag.state !== id)
}

const staleFinding = ({function: name, region, mapping, kind, id}: BaselineEntry): Finding => ({
  check: 'stale-baseline-entry',
  title: 'An entry of the baseline is stale',
  status: 'fail',
  severity: 'high',
  summary: `${name} (${mapping}, ${region}): the ${kind} ${id} is gone. Remove it from the baseline with --update-baseline.`,
  facts: {mapping, kind, id},
  fix: null,
  muted: null,
  baseline: null,
})
