import type {BaselineEntry} from '../../config/baseline.ts'
import {type Problem, problemsOf} from '../../model/report/problem.ts'
import {type Finding, isComplete, type PipelineReport, type Report, verdictOrder} from '../../model/report/report.ts'
import {functionLabel} from '../../text/function-label.ts'
import {number} from '../../text/units.ts'

type Identity = Pick<BaselineEntry, 'account' | 'region' | 'function' | 'table' | 'mapping'>

const named = (...parts: (string | null)[]): string => JSON.stringify(parts)

/**
 * The names of the pipeline of an entry. Its mapping is one; function and table are another, which a replaced mapping keeps. The table is
 * null in entries of older versions.
 */
const namesOf = ({account, region, function: name, table, mapping}: Identity): string[] => [
  named(account, region, 'mapping', mapping),
  ...(table === null ? [] : [named(account, region, 'table', name, table)]),
]

/** Where the mapping could not be read, its function is all that is known of a pipeline. */
const functionOf = ({account, region, function: name}: Pick<Identity, 'account' | 'region' | 'function'>): string =>
  named(account, region, 'function', name)

const labelOf = ({function: name, qualifier}: PipelineReport): string => functionLabel(name, qualifier)

const identityOf = (pipeline: PipelineReport): Identity | null => {
  const {account, region, mapping, table} = pipeline
  return mapping === null ? null : {account, region, function: labelOf(pipeline), table, mapping}
}

/** The names by which a pipeline of this run is found in the baseline. */
function namesInRun(pipeline: PipelineReport): string[] {
  const identity = identityOf(pipeline)
  return identity ? namesOf(identity) : [functionOf({...pipeline, function: labelOf(pipeline)})]
}

const entryOf = (pipeline: PipelineReport, {kind, id}: Pick<Problem, 'kind' | 'id'>): BaselineEntry | null => {
  const identity = identityOf(pipeline)
  return identity && {...identity, kind, id}
}

const keyed = (names: readonly string[], {kind, id}: Pick<Problem, 'kind' | 'id'>): string[] => names.map(name => `${name} ${kind} ${id}`)
const keysOf = (entry: BaselineEntry): string[] => keyed(namesOf(entry), entry)

/** Marks the problems in the baseline as known and the rest as new. Entries whose problem is gone are one note of the run: a repair fails no run. */
export function compareWithBaseline(report: Report, entries: readonly BaselineEntry[]): Report {
  const known = new Set(entries.flatMap(entry => keyed([...namesOf(entry), functionOf(entry)], entry)))
  const standing = (pipeline: PipelineReport, kind: Problem['kind'], id: string): 'new' | 'known' =>
    keyed(namesInRun(pipeline), {kind, id}).some(key => known.has(key)) ? 'known' : 'new'
  const pipelines = report.pipelines.map(pipeline => ({
    ...pipeline,
    baseline: problemsOf(pipeline, 'high').some(({kind}) => kind === 'verdict') ? standing(pipeline, 'verdict', pipeline.lag.state) : null,
    causes: pipeline.causes.map(cause => ({...cause, baseline: standing(pipeline, 'cause', cause.id)})),
    findings: pipeline.findings.map(finding =>
      finding.status === 'fail' ? {...finding, baseline: standing(pipeline, 'finding', finding.check)} : finding,
    ),
  }))
  const stale = entries.filter(entry => isStale(entry, report))
  return {...report, pipelines, findings: [...report.findings, ...(stale.length > 0 ? [staleFinding(stale)] : [])]}
}

/** The baseline after this run: the problems that would fail it, and the old entries that it could not judge. */
export function updatedBaseline(report: Report, entries: readonly BaselineEntry[]): BaselineEntry[] {
  const failOn = report.failOn === 'never' ? 'high' : report.failOn
  const now = report.pipelines.flatMap(pipeline =>
    problemsOf(forgetBaseline(pipeline), failOn).flatMap(problem => (problem.fails ? (entryOf(pipeline, problem) ?? []) : [])),
  )
  const written = new Set(now.flatMap(keysOf))
  const kept = entries.filter(entry => !isStale(entry, report) && !keysOf(entry).some(key => written.has(key)))
  return [...new Map([...kept, ...now].map(entry => [keysOf(entry).at(-1), entry])).values()]
}

const forgetBaseline = (pipeline: PipelineReport): PipelineReport => ({
  ...pipeline,
  baseline: null,
  causes: pipeline.causes.map(cause => ({...cause, baseline: null})),
  findings: pipeline.findings.map(finding => ({...finding, baseline: null})),
})

/** Gone for certain: this run has read the pipeline and could have seen the problem, or it has read everything and the pipeline is not there. */
function isStale(entry: BaselineEntry, report: Report): boolean {
  const {account, region, kind, id} = entry
  const {pipelines, scope} = report
  const names = new Set([...namesOf(entry), functionOf(entry)])
  const alike = pipelines.filter(one => namesInRun(one).some(name => names.has(name)))
  if (alike.length === 0) return isComplete(report) && scope.regions.includes(region) && account === scope.account
  return alike.every(pipeline => isGone(pipeline, {kind, id}))
}

/** Whether the problem is gone for certain from a pipeline that this run has seen. */
function isGone(pipeline: PipelineReport, {kind, id}: Pick<BaselineEntry, 'kind' | 'id'>): boolean {
  if (kind === 'cause') return !pipeline.causes.some(cause => cause.id === id) && !pipeline.openCauses.includes(id)
  if (kind === 'finding')
    return pipeline.findings.some(one => one.check === id) && pipeline.findings.every(one => one.check !== id || one.status === 'pass')
  const atWorst = verdictOrder.indexOf(pipeline.verdict) > verdictOrder.indexOf('undecided')
  return pipeline.lag.state !== 'unknown' && (atWorst || pipeline.lag.state !== id)
}

const mostNamed = 5

function staleFinding(entries: readonly BaselineEntry[]): Finding {
  const named = entries.map(({function: name, kind, id}) => `${name} (${kind} ${id})`)
  const more = named.length - mostNamed
  const list = [...named.slice(0, mostNamed), ...(more > 0 ? [`${more} more`] : [])].join(', ')
  const subject = entries.length === 1 ? 'One entry of the baseline is' : `${number(entries.length)} entries of the baseline are`
  return {
    check: 'stale-baseline-entry',
    title: 'The baseline has entries whose problem is gone',
    status: 'fail',
    severity: 'info',
    summary: `${subject} fixed or gone: ${list}. \`--update-baseline\` removes them.`,
    facts: {entries: named},
    fix: null,
    muted: null,
    baseline: null,
  }
}
