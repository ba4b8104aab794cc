import {awsPages} from '../../aws-facts/aws-pages.ts'
import {isAtLeast} from '../../model/check.ts'
import {type FailOn, problemsOf} from '../../model/report/problem.ts'
import type {Finding, PipelineReport, Report} from '../../model/report/report.ts'
import {printable} from '../../text/units.ts'
import {identity, partName, plainName} from '../text/names.ts'

type Outcome = 'passed' | 'skipped' | 'error' | 'failure'

interface TestCase {
  name: string
  outcome: Outcome
  /** The severity, or another word for the kind. */
  type: string
  message: string
  details: string
}

/** JUnit XML as CI servers read it: a suite per pipeline, a test per check, and one for the verdict. */
export function junit(report: Report): string {
  const suites = [
    ...report.pipelines.map(pipeline => suite(plainName(pipeline), identity(pipeline), casesOf(pipeline, report.failOn), report)),
    ...runSuite(report),
  ]
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${text(`ddbstream doctor${partName(report.part)}`)}">`,
    ...suites.flat(),
    '</testsuites>',
  ].join('\n')
}

function casesOf(pipeline: PipelineReport, failOn: FailOn): TestCase[] {
  return [verdictCase(pipeline, failOn), ...pipeline.findings.map(finding => findingCase(finding, failOn))]
}

function verdictCase(pipeline: PipelineReport, failOn: FailOn): TestCase {
  const reasons = problemsOf(pipeline, failOn).filter(problem => problem.kind !== 'finding')
  const failing = reasons.some(problem => problem.fails)
  const outcome = failing ? 'failure' : pipeline.verdict === 'undecided' ? 'error' : 'passed'
  const [cause] = pipeline.causes
  const lines = [
    cause?.summary ?? '',
    ...(cause?.because ?? pipeline.lag.because),
    ...(cause?.fixes ?? []).map(t => `$ ${t.command}`),
    seePage(`causes/${cause?.id}`),
  ]
  const open = outcome === 'error' ? `: not ruled out: ${pipeline.openCauses.join(', ') || 'too little data'}` : ''
  return {
    name: 'verdict',
    outcome,
    type: pipeline.verdict,
    message: `${pipeline.verdict}${cause ? `: ${cause.title}` : open}`,
    details: lines.filter(line => line).join('\n'),
  }
}

function findingCase(finding: Finding, failOn: FailOn): TestCase {
  const {check, title, severity, summary, fix, muted, baseline} = finding
  const grave = failOn !== 'never' && isAtLeast(severity, failOn)
  const base = {name: check, type: severity, message: `${severity}: ${title}`}
  const details = [summary, ...(fix ? [fix.summary, `$ ${fix.command}`] : []), seePage(`checks/${check}`)].filter(line => line).join('\n')
  if (finding.status === 'pass') return {...base, outcome: 'passed', details: ''}
  if (finding.status === 'skipped' || finding.status === 'off') return {...base, outcome: 'skipped', details: summary}
  if (finding.status === 'unknown') return {...base, outcome: grave ? 'error' : 'skipped', details: summary}
  if (finding.status === 'bug') return {...base, outcome: 'error', type: 'bug', details: summary}
  if (muted) return {...base, outcome: 'skipped', details: `Muted by ${muted.owner} until ${muted.until}: ${muted.reason}. ${summary}`}
  if (baseline === 'known') return {...base, outcome: 'skipped', details: `In the baseline. ${summary}`}
  // Below --fail-on it does not fail the run, and so no test; it is still told.
  return {...base, outcome: grave ? 'failure' : 'passed', details}
}

/** Where to read more; empty for what is about the run itself. */
const seePage = (page: string): string => (page in awsPages ? `See docs/${page}.md and ${awsPages[page]}` : '')

/** What is about the run itself: its own findings, and evidence that belongs to no pipeline. */
function runSuite(report: Report): string[][] {
  const gaps = report.missing.filter(gap => gap.mapping === null && gap.reason !== 'skipped')
  const cases: TestCase[] = [
    ...report.findings.map(finding => findingCase(finding, report.failOn)),
    ...gaps.map((gap): TestCase => {
      return {name: gap.evidence, outcome: 'skipped', type: gap.reason, message: '', details: `${gap.action} ${gap.reason}: ${gap.detail}`}
    }),
  ]
  if (report.partial !== null)
    cases.push({name: 'complete', outcome: 'error', type: 'partial', message: report.partial, details: report.partial})
  return cases.length === 0 ? [] : [suite('run', 'run', cases, report)]
}

function suite(name: string, id: string, cases: TestCase[], {takenAt}: Report): string[] {
  const count = (outcome: Outcome): number => cases.filter(one => one.outcome === outcome).length
  const counts = `tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}"`
  return [
    `  <testsuite name="${text(name)}" ${counts} timestamp="${takenAt.slice(0, 19)}" id="${text(id)}">`,
    ...cases.flatMap(one => testCase(one, name)),
    '  </testsuite>',
  ]
}

function testCase({name, outcome, type, message, details}: TestCase, suiteName: string): string[] {
  const opening = `    <testcase name="${text(name)}" classname="${text(suiteName)}"`
  if (outcome === 'passed' && !details) return [`${opening}/>`]
  const body = text(details)
  if (outcome === 'passed') return [`${opening}>`, `      <system-out>${body}</system-out>`, '    </testcase>']
  if (outcome === 'skipped') return [`${opening}>`, `      <skipped>${body}</skipped>`, '    </testcase>']
  return [`${opening}>`, `      <${outcome} type="${text(type)}" message="${text(message)}">${body}</${outcome}>`, '    </testcase>']
}

const entities: Readonly<Record<string, string>> = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;'}

/** Text of XML 1.0, which has no place for control characters. Line breaks stay. */
const text = (value: string): string =>
  value
    .split('\n')
    .map(printable)
    .join('\n')
    .replace(/[&<>"]/g, sign => entities[sign] ?? sign)
