import {checkReasons} from '../../model/report/check-reasons.ts'
import {type FailOn, problemsOf} from '../../model/report/problem.ts'
import type {Finding, PipelineReport, Report} from '../../model/report/report.ts'
import {printable} from '../../text/printable.ts'
import {count} from '../../text/units.ts'
import {someOf} from '../doctor/missing-lines.ts'
import {stepsOf} from '../doctor/next-lines.ts'
import {namesAmong, partName} from '../text/names.ts'
import {byCheck, type CheckGroup, isGrave, isOpen, pipelinesOf} from './parts/open-findings.ts'
import {seePages} from './parts/pages.ts'

type Outcome = 'passed' | 'skipped' | 'error' | 'failure'
type Names = (pipeline: PipelineReport) => string

interface TestCase {
  name: string
  className: string
  outcome: Outcome
  /** The severity, or another word for the kind. */
  type: string
  message: string
  details: string
}

/**
 * JUnit XML as CI servers read it. The first suite has a case for each pipeline: its verdict. The second has a case for each check, with
 * the pipelines on which it fails. A check that was not run has no case.
 */
export function junit(report: Report): string {
  const names = namesAmong(report.pipelines)
  const suites = [
    ...suite(
      'verdicts',
      report.pipelines.map(pipeline => verdictCase(pipeline, names(pipeline), report)),
      report,
    ),
    ...suite('checks', checkCases(report, names), report),
    ...suite('run', runCases(report), report),
  ]
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${attribute(`ddbstream doctor${partName(report.part)}`)}">`,
    ...suites,
    '</testsuites>',
  ].join('\n')
}

/** The class is the place, so that CI servers group the pipelines of an account and a region. */
function verdictCase(pipeline: PipelineReport, name: string, report: Report): TestCase {
  const reasons = problemsOf(pipeline, report.failOn).filter(problem => problem.kind !== 'finding')
  const failing = reasons.some(problem => problem.fails)
  const outcome = failing ? 'failure' : pipeline.verdict === 'undecided' ? 'error' : 'passed'
  const [cause] = pipeline.causes
  const steps = outcome === 'passed' ? [] : stepsOf(pipeline, report)
  const lines = [
    ...steps.flatMap(step => [step.summary, `$ ${step.command}`]),
    cause?.summary ?? '',
    ...(cause?.because ?? pipeline.lag.because),
    cause === undefined ? '' : seePages('causes', cause.id),
  ]
  const open = outcome === 'error' ? `: not ruled out: ${someOf(pipeline.openCauses) || 'too little data'}` : ''
  return {
    name,
    className: `verdicts.${pipeline.account ?? 'unknown account'}.${pipeline.region}`,
    outcome,
    type: pipeline.verdict,
    message: `${pipeline.verdict}${cause ? `: ${cause.title}` : open}`,
    details: outcome === 'passed' && cause === undefined ? '' : lines.filter(line => line && line !== '$ ').join('\n'),
  }
}

/** In the order of the guide. */
function checkCases({pipelines, failOn}: Report, names: Names): TestCase[] {
  const groups = new Map(byCheck(pipelines, ({status}) => status !== 'skipped' && status !== 'off').map(group => [group.check, group]))
  const order = [...new Set([...Object.keys(checkReasons), ...groups.keys()])]
  return order.flatMap(check => {
    const group = groups.get(check)
    return group === undefined ? [] : [checkCase(group, failOn, names)]
  })
}

interface Sorted {
  failing: CheckGroup['found']
  minor: CheckGroup['found']
  accepted: CheckGroup['found']
  unread: CheckGroup['found']
  bugs: CheckGroup['found']
}

function sorted({found}: CheckGroup, failOn: FailOn): Sorted {
  const of = (isWanted: (finding: Finding) => boolean): CheckGroup['found'] => found.filter(({finding}) => isWanted(finding))
  return {
    failing: of(finding => isOpen(finding) && isGrave(finding.severity, failOn)),
    minor: of(finding => isOpen(finding) && !isGrave(finding.severity, failOn)),
    accepted: of(finding => finding.status === 'fail' && !isOpen(finding)),
    unread: of(({status}) => status === 'unknown'),
    bugs: of(({status}) => status === 'bug'),
  }
}

/** A check that could be read nowhere is skipped, and an error where it is severe enough to fail the run. */
function checkCase(group: CheckGroup, failOn: FailOn, names: Names): TestCase {
  const {check, title, severity, found} = group
  const parts = sorted(group, failOn)
  const {failing, bugs, unread} = parts
  const isError = bugs.length > 0 || unread.some(({finding}) => isGrave(finding.severity, failOn))
  const outcome: Outcome = failing.length > 0 ? 'failure' : isError ? 'error' : unread.length === found.length ? 'skipped' : 'passed'
  const hit = outcome === 'failure' ? failing : outcome === 'error' ? [...bugs, ...unread] : unread
  const of = new Set(hit.map(({pipeline}) => pipeline)).size
  return {
    name: check,
    className: `checks.${checkReasons[check]?.topic ?? 'configuration'}`,
    outcome,
    type: outcome === 'error' && bugs.length > 0 ? 'bug' : outcome === 'error' ? 'unknown' : severity,
    message: `${severity}: ${title} (${of} of ${count(pipelinesOf(group).length, 'pipeline')})`,
    details: detailsOf(parts, check, names).join('\n'),
  }
}

/** Failures one by one, with their commands; everything else in a line for each reason. */
function detailsOf({failing, minor, accepted, unread, bugs}: Sorted, check: string, names: Names): string[] {
  const lines = [
    ...failing.flatMap(({pipeline, finding}) => [
      `${names(pipeline)}: ${finding.summary || finding.title}`,
      ...(finding.fix === null ? [] : [`  ${finding.fix.summary}`, ...(finding.fix.command ? [`  $ ${finding.fix.command}`] : [])]),
    ]),
    ...byReason(minor, names, ({severity, summary}) => `${severity}, below --fail-on: ${summary}`),
    ...byReason(accepted, names, ({muted, summary}) =>
      muted === null ? `In the baseline: ${summary}` : `Muted by ${muted.owner} until ${muted.until}: ${muted.reason}.`,
    ),
    ...byReason([...bugs, ...unread], names, ({summary}) => summary),
  ]
  const page = seePages('checks', check)
  return lines.length === 0 || page === '' ? lines : [...lines, page]
}

/** A line for each reason, with the pipelines for which it holds. The first one stands for reasons that differ in their numbers alone. */
function byReason(found: CheckGroup['found'], names: Names, reason: (finding: Finding) => string): string[] {
  const groups = new Map<string, {reason: string; of: string[]}>()
  for (const {pipeline, finding} of found) {
    const words = reason(finding)
    const key = words.replace(/\d+/g, '0').replaceAll(pipeline.function, '')
    const group = groups.get(key) ?? {reason: words, of: []}
    group.of.push(names(pipeline))
    groups.set(key, group)
  }
  return [...groups.values()].map(({reason: words, of}) => `${words} (${someOf([...new Set(of)])})`)
}

/** The findings about the run itself, and evidence that belongs to no pipeline. */
function runCases(report: Report): TestCase[] {
  const gaps = report.missing.filter(gap => gap.mapping === null && gap.reason !== 'skipped')
  const base = {className: 'run'}
  return [
    ...report.findings
      .filter(({status}) => status === 'fail')
      .map(({check, severity, title, summary}): TestCase => {
        const outcome = isGrave(severity, report.failOn) ? 'failure' : 'passed'
        return {...base, name: check, outcome, type: severity, message: `${severity}: ${title}`, details: summary}
      }),
    ...gaps.map(({evidence, action, reason, detail}): TestCase => {
      return {...base, name: evidence, outcome: 'skipped', type: reason, message: '', details: `${action} ${reason}: ${detail}`}
    }),
    ...(report.partial === null
      ? []
      : [{...base, name: 'complete', outcome: 'error' as const, type: 'partial', message: report.partial, details: report.partial}]),
  ]
}

function suite(name: string, cases: readonly TestCase[], {takenAt}: Report): string[] {
  if (cases.length === 0) return []
  const countOf = (outcome: Outcome): number => cases.filter(one => one.outcome === outcome).length
  const counts = `tests="${cases.length}" failures="${countOf('failure')}" errors="${countOf('error')}" skipped="${countOf('skipped')}"`
  return [
    `  <testsuite name="${attribute(name)}" ${counts} timestamp="${takenAt.slice(0, 19)}">`,
    ...cases.flatMap(testCase),
    '  </testsuite>',
  ]
}

function testCase({name, className, outcome, type, message, details}: TestCase): string[] {
  const opening = `    <testcase name="${attribute(name)}" classname="${attribute(className)}"`
  if (outcome === 'passed' && !details) return [`${opening}/>`]
  const body = text(details)
  if (outcome === 'passed') return [`${opening}>`, `      <system-out>${body}</system-out>`, '    </testcase>']
  if (outcome === 'skipped') return [`${opening}>`, `      <skipped>${body}</skipped>`, '    </testcase>']
  return [
    `${opening}>`,
    `      <${outcome} type="${attribute(type)}" message="${attribute(message)}">${body}</${outcome}>`,
    '    </testcase>',
  ]
}

const entities: Readonly<Record<string, string>> = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;'}

/** A value on one line, as XML 1.0 holds it. */
const attribute = (value: string): string => printable(value).replace(/[&<>"]/g, sign => entities[sign] ?? sign)

/** The same, in which line breaks stay. */
const text = (value: string): string => value.split('\n').map(attribute).join('\n')
