import type {BaselineEntry} from '../../config/baseline.ts'
import {type Problem, problemsOf} from '../../model/report/problem.ts'
import {type Finding, isComplete, type PipelineReport, type Report, verdictOrder} from '../../model/report/report.ts'
import {functionLabel} from '../../text/function-label.ts'
import {number} from '../../text/units.ts'

type Pipelike = Pick<BaselineEntry, 'account' | 'region' | 'function' | 'table' | 'mapping'>

/** A mapping that is replaced keeps its function and table; entries of older versions have no table. */
const pipelineKey = ({account, region, function: name, table, mapping}: Pipelike): string =>
  [account, region, ...(table === null ? [mapping] : [name, table])].join(' ')

const keyOf = (entry: BaselineEntry): string => [pipelineKey(entry), entry.kind, entry.id].join(' ')

const pipelineOf = ({account, region, mapping, table, function: name, qualifier}: PipelineReport): Pipelike | null =>
  mapping === null ? null : {account, region, function: functionLabel(name, qualifier), table, mapping}

const entryOf = (pipeline: PipelineReport, {kind, id}: Pick<Problem, 'kind' | 'id'>): BaselineEntry | null => {
  const of = pipelineOf(pipeline)
  return of && {...of, kind, id}
}

/** The entry as it stands in this version's files, and as an older version wrote it. */
const formsOf = (entry: BaselineEntry): BaselineEntry[] => [entry, {...entry, table: null}]

/** Marks what is in the baseline as known and the rest as new. Entries whose problem is gone are one note of the run: a repair fails no run. */
export function compareWithBaseline(report: Report, entries: readonly BaselineEntry[]): Report {
  const known = new Set(entries.map(keyOf))
  const standing = (pipeline: PipelineReport, kind: Problem['kind'], id: string): 'new' | 'known' => {
    const entry = entryOf(pipeline, {kind, id})
    return entry !== null && formsOf(entry).some(form => known.has(keyOf(form))) ? 'known' : 'new'
  }
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
function isStale(entry: BaselineEntry, report: Report): boolean {
  const {account, region, kind, id} = entry
  const {pipelines, scope} = report
  const isOf = (one: PipelineReport): boolean => {
    const of = pipelineOf(one)
    return of !== null && pipelineKey(entry.table === null ? {...of, table: null} : of) === pipelineKey(entry)
  }
  const alike = pipelines.filter(isOf)
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
