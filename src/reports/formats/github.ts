import {type Severity, severities} from '../../model/check.ts'
import {type Problem, problemsOf} from '../../model/report/problem.ts'
import type {Finding, PipelineReport, Report} from '../../model/report/report.ts'
import {printable} from '../../text/printable.ts'
import {count} from '../../text/units.ts'
import {someOf} from '../doctor/missing-lines.ts'
import {stepsOf} from '../doctor/next-lines.ts'
import {namesAmong, partName} from '../text/names.ts'
import {byCheck, type CheckGroup, isOpen, needsSomebody, pipelinesOf} from './parts/open-findings.ts'

/** GitHub shows no more of a kind for one step. */
const mostOfAKind = 10
/** So many pipelines of one annotation are named. */
const mostNames = 5
/** Further causes that are less likely stand in the job summary alone. */
const likely = 0.5

type Level = 'error' | 'warning' | 'notice'
type Names = (pipeline: PipelineReport) => string

interface Annotation {
  level: Level
  title: string
  message: string
  /** For the order: the gravest first. */
  rank: number
}

/** The levels of SARIF: a note is a notice here. */
const levels: Readonly<Record<Severity, Level>> = {critical: 'error', high: 'error', medium: 'warning', low: 'notice', info: 'notice'}

/**
 * Annotations of a GitHub Actions step, as workflow commands: one for each cause, and one for each check with all its pipelines. Minor
 * findings of healthy pipelines, muted and known ones are counted. The command writes the job summary beside it.
 */
export function github(report: Report): string {
  const names = namesAmong(report.pipelines)
  const all = [...ofPipelines(report, names), ...ofUndecided(report, names), ...ofChecks(report, names), ...ofRun(report)].sort(
    (a, b) => b.rank - a.rank,
  )
  const shown = (['error', 'warning', 'notice'] as const).flatMap(level => {
    const ofLevel = all.filter(annotation => annotation.level === level)
    return ofLevel.length > mostOfAKind ? [...ofLevel.slice(0, mostOfAKind - 1), more(level, ofLevel.length - mostOfAKind + 1)] : ofLevel
  })
  return [...head(report), ...shown.map(line)].join('\n')
}

/** The verdict, and the number of findings that have no annotation. */
function head({pipelines, verdict, part, failOn}: Report): string[] {
  const problems = pipelines.flatMap(pipeline => problemsOf(pipeline, failOn))
  const failing = problems.filter(({fails}) => fails).length
  const findings = pipelines.flatMap(pipeline => pipeline.findings.map(finding => ({pipeline, finding})))
  const minor = findings.filter(({pipeline, finding}) => isOpen(finding) && !isAnnotated(finding, pipeline)).length
  const muted = problems.filter(problem => problem.muted !== null).length
  const known = problems.filter(problem => problem.muted === null && problem.baseline === 'known').length
  const hidden = [
    minor > 0 ? `${count(minor, 'finding')} of severity low or info` : '',
    muted > 0 ? `${muted} muted` : '',
    known > 0 ? `${known} in the baseline` : '',
  ].filter(words => words !== '')
  return [
    data(
      `${verdict}: ${count(pipelines.length, 'pipeline')}${partName(part)}, ${count(failing, 'problem')} that ${failing === 1 ? 'fails' : 'fail'} the run`,
    ),
    ...(hidden.length > 0 ? [data(`Without an annotation: ${hidden.join(', ')}.`)] : []),
  ]
}

const more = (level: Level, n: number): Annotation => ({level, title: `${n} more`, message: `${n} more: see the job summary.`, rank: 0})

const line = ({level, title, message}: Annotation): string => `::${level} title=${property(title)}::${data(message)}`

/** Causes, and a bad verdict without a cause. */
const ofPipelines = (report: Report, names: Names): Annotation[] =>
  report.pipelines.flatMap(pipeline => {
    const unlikely = pipeline.causes
      .slice(1)
      .filter(({confidence}) => confidence < likely)
      .map(({id}) => id)
    const problems = problemsOf(pipeline, report.failOn).filter(problem => isShown(problem) && !unlikely.includes(problem.id))
    const [step] = stepsOf(pipeline, report)
    const next = step?.command ? ` Next: ${step.command}` : ''
    return problems.map((problem, i) => ofProblem(names(pipeline), problem, i === 0 ? next : ''))
  })

/** All undecided pipelines in one: most often the same read has failed. */
function ofUndecided({pipelines, missing}: Report, names: Names): Annotation[] {
  const undecided = pipelines.filter(({verdict}) => verdict === 'undecided')
  const [first] = undecided
  if (first === undefined) return []
  const own = new Set([null, ...undecided.map(({mapping}) => mapping)])
  const gaps = missing.filter(({mapping, reason}) => reason !== 'skipped' && own.has(mapping))
  const reads = [...new Set(gaps.map(({action, reason}) => `${action} (${reason})`))]
  const unread = reads.length > 0 ? ` Could not be read: ${someOf(reads)}.` : ''
  const open = someOf([...new Set(undecided.flatMap(({openCauses}) => openCauses))]) || 'too little data'
  return [
    {
      level: 'warning',
      title: undecided.length === 1 ? names(first) : `undecided: ${count(undecided.length, 'pipeline')}`,
      message: `undecided: missing data could change the verdict.${unread} Not ruled out: ${open}.${undecided.length > 1 ? ` Pipelines: ${listed(undecided, names)}.` : ''}`,
      rank: 4,
    },
  ]
}

const isShown = ({kind, severity, muted, baseline}: Problem): boolean =>
  kind !== 'finding' && severity !== 'info' && muted === null && baseline !== 'known'

const ofProblem = (name: string, {id, severity, summary, title}: Problem, next: string): Annotation => ({
  level: levels[severity],
  title: `${name}: ${id}`,
  message: `${severity}: ${summary || title}${next}`,
  rank: severities.indexOf(severity) + 0.5,
})

/** Low advice is of use only beside a problem. */
const isAnnotated = (finding: Finding, pipeline: PipelineReport): boolean =>
  isOpen(finding) && finding.severity !== 'info' && (finding.severity !== 'low' || needsSomebody(pipeline))

const ofChecks = ({pipelines}: Report, names: Names): Annotation[] =>
  byCheck(pipelines, isAnnotated).map((group): Annotation => {
    const of = pipelinesOf(group)
    return {
      level: levels[group.severity],
      title: of.length === 1 ? `${names(of[0] as PipelineReport)}: ${group.check}` : `${group.check}: ${count(of.length, 'pipeline')}`,
      message: messageOf(group, of, names),
      rank: severities.indexOf(group.severity),
    }
  })

/** The first names, and the number of the others. */
function listed(pipelines: readonly PipelineReport[], names: Names): string {
  const rest = pipelines.length - mostNames
  return `${pipelines.slice(0, mostNames).map(names).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`
}

function messageOf({severity, title, found}: CheckGroup, of: readonly PipelineReport[], names: Names): string {
  const first = found[0]?.finding
  // Beside an incident its own next step is the only one.
  const isCalm = of[0] !== undefined && !needsSomebody(of[0])
  const fix = isCalm && first?.fix?.command ? ` Fix${of.length > 1 ? ' of the first' : ''}: ${first.fix.command}` : ''
  return `${severity}: ${first?.summary || title}${of.length > 1 ? ` Pipelines: ${listed(of, names)}.` : ''}${fix}`
}

function ofRun({findings, partial}: Report): Annotation[] {
  const own = findings
    .filter(({status}) => status === 'fail')
    .map(
      ({check, summary, severity}): Annotation => ({
        level: levels[severity],
        title: check,
        message: summary,
        rank: severities.indexOf(severity),
      }),
    )
  return partial === null ? own : [...own, {level: 'warning', title: 'Not complete', message: partial, rank: 9}]
}

/** A line break, or a percent sign that could be taken for one, would end the command. */
const data = (text: string): string => printable(text).replaceAll('%', '%25')

const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
