import {isAtLeast, type Severity} from '../../model/check.ts'
import {checkReasons} from '../../model/report/check-reasons.ts'
import {type Problem, problemsOf} from '../../model/report/problem.ts'
import type {Finding, PipelineReport, Report} from '../../model/report/report.ts'
import {targetLabel} from '../../text/function-label.ts'
import {printable} from '../../text/printable.ts'
import {count} from '../../text/units.ts'
import {identity, plainName} from '../text/names.ts'
import {toJson} from './json.ts'
import {byCheck, needsSomebody, pipelinesOf} from './parts/open-findings.ts'
import {pagesOf} from './parts/pages.ts'

const levels: Readonly<Record<Severity, string>> = {critical: 'error', high: 'error', medium: 'warning', low: 'note', info: 'note'}

/**
 * SARIF 2.1.0, for code scanning and every viewer of it: a result per cause and failed check; a severe check without a result is `open`.
 * Minor findings of healthy pipelines, and minor checks without a result, are counted as notifications.
 */
export function sarif(report: Report): string {
  const rules = rulesOf(report)
  const indexes = new Map(rules.map((rule, i) => [rule.id, i]))
  const results = [
    ...report.pipelines.flatMap(pipeline => resultsOf(pipeline, report)),
    ...report.findings.filter(({status}) => status === 'fail').map(finding => runResult(finding)),
  ]
  return toJson({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {driver: {name: report.tool.name, semanticVersion: report.tool.version, rules}},
        automationDetails: {id: `ddbstream/doctor${report.part ? `/${report.part.shard}-of-${report.part.of}` : ''}/`},
        invocations: [invocation(report)],
        results: results.map(result => ({...result, ruleIndex: indexes.get(result.ruleId) ?? -1})),
        columnKind: 'utf16CodeUnits',
      },
    ],
  })
}

/** Every check that was run and every cause that was found, once. */
function rulesOf({pipelines, findings}: Report) {
  const all = pipelines.flatMap(pipeline => [
    ...pipeline.causes.map(({id, title}): [string, string] => [id, title]),
    ...problemsOf(pipeline, 'never').map(({id, title}): [string, string] => [id, title]),
    ...pipeline.findings.map(({check, title}): [string, string] => [check, title]),
  ])
  const titles = new Map([...all, ...findings.map(({check, title}): [string, string] => [check, title])])
  const causes = new Set(pipelines.flatMap(pipeline => pipeline.causes.map(({id}) => id)))
  return [...titles].map(([id, title]) => ({
    id,
    shortDescription: {text: message(title).text || id},
    ...descriptionOf(id),
    ...helpOf(causes.has(id) ? 'causes' : 'checks', id),
  }))
}

/** Why a check matters, the level of its results, and its topic. */
function descriptionOf(id: string) {
  const reason = checkReasons[id]
  if (reason === undefined) return {}
  const {why, severity, topic} = reason
  return {fullDescription: {text: why}, defaultConfiguration: {level: levels[severity]}, properties: {tags: [topic]}}
}

/** AWS's page of a check or a cause, and where its own page lies in the package. A finding about the run itself has none. */
function helpOf(kind: 'checks' | 'causes', id: string) {
  const pages = pagesOf(kind, id)
  return pages === null ? {} : {helpUri: pages.aws, help: {text: `${pages.own} of ddbstream explains it. AWS's page: ${pages.aws}`}}
}

function invocation(report: Report) {
  const {missing, partial, takenAt} = report
  const gaps = missing.map(({evidence, action, reason, detail}) => `${evidence}: ${action} ${reason}: ${detail}`)
  return {
    executionSuccessful: partial === null,
    endTimeUtc: takenAt,
    toolExecutionNotifications: [
      ...[...(partial === null ? [] : [partial]), ...gaps].map(text => notification('warning', text)),
      ...counted(report).map(text => notification('note', text)),
    ],
  }
}

const notification = (level: 'warning' | 'note', text: string) => ({level, message: message(text)})

/** The findings and checks that are no result. */
function counted({pipelines, failOn}: Report): string[] {
  const minor = pipelines.flatMap(pipeline => problemsOf(pipeline, failOn).filter(problem => isMinor(problem, pipeline))).length
  const unread = byCheck(pipelines, isMinorGap)
  return [
    ...(minor > 0 ? [`${count(minor, 'finding')} of severity low or info on healthy pipelines: the JSON and CSV reports hold them.`] : []),
    ...unread.map(
      group => `${group.check} has no result on ${count(pipelinesOf(group).length, 'pipeline')}. ${group.found[0]?.finding.summary ?? ''}`,
    ),
  ]
}

/** Advice, or a harmless cause, on a pipeline that needs nobody. */
const isMinor = ({fails, severity, muted, baseline}: Problem, pipeline: PipelineReport): boolean =>
  !fails && muted === null && baseline !== 'known' && !isAtLeast(severity, 'medium') && !needsSomebody(pipeline)

const isMinorGap = ({status, severity}: Finding): boolean => status === 'unknown' && !isAtLeast(severity, 'high')

function resultsOf(pipeline: PipelineReport, {failOn}: Report) {
  const results = problemsOf(pipeline, failOn).filter(problem => !isMinor(problem, pipeline))
  const problems = results.map(problem => ({
    ...resultBase(pipeline, problem.id),
    level: levels[problem.severity],
    message: message(`${plainName(pipeline)}: ${problem.summary || problem.title}`),
    ...standing(problem),
  }))
  const open = pipeline.findings
    .filter(finding => (finding.status === 'unknown' && !isMinorGap(finding)) || finding.status === 'bug')
    .map(finding => ({
      ...resultBase(pipeline, finding.check),
      kind: 'open',
      level: 'none',
      message: message(`${plainName(pipeline)}: ${finding.summary || finding.title}`),
    }))
  return [...problems, ...open]
}

/** Code scanning needs a place in a file: a uri and a line. AWS has none, so the uri is the name of the function, and the line is 1. */
const resultBase = (pipeline: PipelineReport, ruleId: string) => ({
  ruleId,
  locations: [
    {
      physicalLocation: {
        artifactLocation: {uri: ['lambda', pipeline.region, targetLabel(pipeline)].map(part => encodeURIComponent(clean(part))).join('/')},
        region: {startLine: 1},
      },
      logicalLocations: [{name: clean(targetLabel(pipeline)), fullyQualifiedName: clean(identity(pipeline)), kind: 'resource'}],
    },
  ],
  partialFingerprints: {'ddbstream/v1': clean(`${identity(pipeline)}/${ruleId}`)},
})

/** A finding about the run itself: an expired mute, an entry of the baseline. */
const runResult = (finding: Finding) => ({
  ruleId: finding.check,
  locations: [{physicalLocation: {artifactLocation: {uri: 'ddbstream/run'}, region: {startLine: 1}}}],
  level: levels[finding.severity],
  message: message(finding.summary || finding.title),
  partialFingerprints: {'ddbstream/v1': clean(`run/${finding.check}/${finding.summary}`)},
})

const standing = ({muted, baseline}: Problem) => ({
  ...(baseline !== null && {baselineState: baseline === 'known' ? 'unchanged' : 'new'}),
  ...(muted !== null && {
    suppressions: [
      {kind: 'external', status: 'accepted', justification: message(`${muted.reason} (${muted.owner}, until ${muted.until})`).text},
    ],
  }),
})

const clean = printable

/** A sentence. SARIF makes a link of `[words](target)`, also where no link is meant: a blank between the brackets prevents the link. */
const message = (text: string): {text: string} => ({text: clean(text).replaceAll('](', '] (')})
