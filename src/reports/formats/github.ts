import {severities} from '../../model/check.ts'
import {type Problem, problemsOf} from '../../model/report/problem.ts'
import type {Report} from '../../model/report/report.ts'
import {count, printable} from '../../text/units.ts'
import {partName, plainName} from '../text/names.ts'

/** GitHub shows no more of a kind for one step. */
const mostOfAKind = 10

type Level = 'error' | 'warning' | 'notice'

interface Annotation {
  level: Level
  title: string
  message: string
  /** For the order: the gravest first. */
  rank: number
}

/**
 * Annotations of a GitHub Actions step, as workflow commands: a problem that fails the run is an error. An undecided, muted or known one is
 * a notice at most. The command writes the job summary beside it.
 */
export function github(report: Report): string {
  const all = [...ofPipelines(report), ...ofRun(report)].sort((a, b) => b.rank - a.rank)
  const shown = (['error', 'warning', 'notice'] as const).flatMap(level => {
    const ofLevel = all.filter(annotation => annotation.level === level)
    return ofLevel.length > mostOfAKind ? [...ofLevel.slice(0, mostOfAKind - 1), more(level, ofLevel.length - mostOfAKind + 1)] : ofLevel
  })
  const failing = all.filter(a => a.level === 'error').length
  const head = `${report.verdict}: ${count(report.pipelines.length, 'pipeline')}${partName(report.part)}, ${count(failing, 'problem')} that ${failing === 1 ? 'fails' : 'fail'} the run`
  return [data(head), ...shown.map(line)].join('\n')
}

const more = (level: Level, n: number): Annotation => ({level, title: `${n} more`, message: `${n} more: see the job summary.`, rank: 0})

const line = ({level, title, message}: Annotation): string => `::${level} title=${property(title)}::${data(message)}`

const ofPipelines = (report: Report): Annotation[] =>
  report.pipelines.flatMap(pipeline => {
    const name = plainName(pipeline)
    const problems = problemsOf(pipeline, report.failOn).filter(problem => problem.fails || problem.severity !== 'info')
    const open = pipeline.openCauses.join(', ') || 'too little data'
    const undecided: Annotation[] =
      pipeline.verdict === 'undecided'
        ? [
            {
              level: 'warning',
              title: name,
              message: `undecided: missing data could change the verdict. Not ruled out: ${open}.`,
              rank: 4,
            },
          ]
        : []
    return [...problems.map(problem => ofProblem(name, problem)), ...undecided]
  })

const ofProblem = (name: string, problem: Problem): Annotation => ({
  level: problem.fails ? 'error' : 'notice',
  title: `${name}: ${problem.id}`,
  message: `${problem.severity}: ${problem.summary}${because(problem)}`,
  rank: severities.indexOf(problem.severity) + (problem.kind === 'finding' ? 0 : 0.5),
})

function because({muted, baseline}: Problem): string {
  if (muted) return ` Muted by ${muted.owner} until ${muted.until}: ${muted.reason}`
  return baseline === 'known' ? ' In the baseline.' : ''
}

function ofRun({findings, partial}: Report): Annotation[] {
  const own = findings
    .filter(({status}) => status === 'fail')
    .map(({check, summary}): Annotation => ({level: 'error', title: check, message: summary, rank: 3}))
  return partial === null ? own : [...own, {level: 'warning', title: 'Not complete', message: partial, rank: 9}]
}

/** A line break, or a percent sign that could be taken for one, would end the command. */
const data = (text: string): string => printable(text).replaceAll('%', '%25')

const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
