import type {Thresholds} from '../aws-facts/thresholds.ts'
import {causes} from '../causes/index.ts'
import {checks, topics} from '../checks/index.ts'
import {matchWords, type Subject} from '../config/match.ts'
import {muteFindings} from '../config/mutes.ts'
import type {Config, Known} from '../config/schema.ts'
import {settingsOf} from '../config/settings.ts'
import type {Listed} from '../config/template.ts'
import {type Moment, maybe} from '../model/derived/derived.ts'
import type {Discarding} from '../model/derived/discarding.ts'
import type {Lag} from '../model/derived/lag.ts'
import type {Evidence, Mapping, OnDemandKey, Pipeline, TableMetrics} from '../model/evidence/evidence.ts'
import {type Item, missingWords} from '../model/evidence/item.ts'
import {points, total} from '../model/evidence/series.ts'
import type {FailOn} from '../model/report/problem.ts'
import {type Finding, type LagReport, type PipelineReport, type Report, worstVerdict} from '../model/report/report.ts'
import {mutedBy, type Settings} from '../model/settings.ts'
import {iso} from '../text/units.ts'
import {assertableSettings, assertionId, runAssertions} from './assertions.ts'
import {runChecks, weighCauses} from './judge.ts'
import {lookupOf} from './lookup.ts'
import {changeReports, repairReport, watchCommand, weighSinceChange} from './repaired.ts'
import {verdictOf} from './verdict.ts'

/** Which checks to run: all but `skip`, or only those of `only` when it names any. */
export interface Selection {
  only: readonly string[]
  skip: readonly string[]
  /** From which severity on a finding makes the run fail; high unless told. */
  failOn?: FailOn
  /** Thresholds, severities, assertions and mutes of the user's own. */
  config?: Config | undefined
}

/** Writes are known, and none came in the window: an idle table counts zeros. */
function isQuiet(metrics: TableMetrics | undefined): boolean {
  const writes = metrics ? points(metrics['ConsumedWriteCapacityUnits.Sum']) : []
  return writes.length > 0 && total(writes) === 0
}

/** A bucket keeps the records that are discarded; a queue and a topic get pointers to them. */
const isLosing = (discarding: Discarding | null | undefined): boolean => discarding != null && discarding.leaves !== 'records'

/** The ids of all checks, for flags and error messages. */
export const checkIds: readonly string[] = [...checks.map(check => check.id), assertionId]

/** The same for the list that `init` writes. */
export const listedNames: Listed = {
  topics: topics.map(({title, checks: own}) => ({
    title: title.replaceAll('`', ''),
    checks: own.map(({id, text, severity}) => ({id, title: text.title, severity})),
  })),
  causes: causes.map(({id}) => id),
  settings: assertableSettings,
}

/** The names that a configuration may use. */
export const knownNames: Known = {checks: checkIds, causes: causes.map(cause => cause.id), settings: assertableSettings}

/** The properties of a pipeline that rules of the configuration match. The account is that in the ARN of the function. */
export function subjectOf(evidence: Evidence, {ids, functionName, region, tags}: Pipeline): Subject {
  const mapping = evidence.items.mapping[ids.mapping]?.mapping
  return {
    account: ids.function.split(':')[4] || null,
    function: functionName,
    table: mapping?.state === 'known' ? mapping.value.tableName : null,
    region,
    tags: tags?.state === 'known' ? tags.value : null,
  }
}

/** Rules and mutes of which it is unknown whether they match. They are not applied, so that the result may be another one. */
const undecidedRules = ({undecided}: Settings, {tags}: Pipeline): Finding[] =>
  undecided.length === 0
    ? []
    : [
        {
          check: 'configuration-match',
          title: 'Every rule of the configuration could be matched',
          status: 'unknown',
          severity: 'high',
          summary: `Not known whether these entries match: ${undecided.map(({from}) => from).join(', ')}. ${unmatched(tags)}`,
          facts: {entries: undecided.map(({from, match}) => `${from}: ${matchWords(match)}`)},
          fix: null,
          muted: null,
          baseline: null,
        },
      ]

function unmatched(tags: Pipeline['tags']): string {
  if (tags === undefined) return 'The tags of the function are not in the evidence.'
  return tags.state === 'missing' ? `The tags of the function are unknown: ${missingWords(tags)}.` : 'The mapping could not be read.'
}

const at = (ms: number | null): string | null => (ms === null ? null : iso(ms))

const unknownLag = (item: Item<Lag>, thresholdSeconds: number): LagReport => ({
  state: 'unknown',
  ageSeconds: null,
  minimumAgeSeconds: null,
  slope: null,
  throughputRatio: null,
  scope: 'unknown',
  drainSeconds: null,
  lossAt: null,
  lossBy: null,
  onsetAt: null,
  floorSeconds: 0,
  thresholdSeconds,
  because: item.state === 'missing' ? [missingWords(item)] : [],
  series: [],
})

/** The lag as it is printed. */
export function lagReport(item: Item<Lag>, {iteratorAgeSeconds: thresholdSeconds}: Thresholds): LagReport {
  if (item.state === 'missing') return unknownLag(item, thresholdSeconds)
  const {
    lossAtMs,
    onsetAtMs,
    stuck: _stuck,
    completeUntilMs: _complete,
    sharedBy: _shared,
    recurring: _recurring,
    series,
    ...rest
  } = item.value
  return {
    ...rest,
    thresholdSeconds,
    lossAt: at(lossAtMs),
    onsetAt: at(onsetAtMs),
    series: series.map(({atMs, ...point}) => ({at: iso(atMs), ...point})),
  }
}

const symptoms: readonly string[] = ['iterator-age', 'parallelization-too-low']

/** The symptom of a cause that passes on its own is a fact, and no trouble. */
const asExplained = (finding: Finding, by: string | undefined): Finding =>
  symptoms.includes(finding.check) && finding.status === 'fail'
    ? {...finding, severity: 'info', summary: `${finding.summary} Explained by ${by}.`}
    : finding

function judgePipeline(evidence: Evidence, pipeline: Pipeline, {only, skip, config}: Selection): PipelineReport {
  const subject = subjectOf(evidence, pipeline)
  const settings = settingsOf(config)(subject)
  const moment = momentOf(evidence, settings)
  const lookup = lookupOf(evidence, pipeline, moment)
  const wanted = (id: string): boolean => (only.length === 0 || only.includes(id)) && !skip.includes(id)
  const today = iso(moment.nowMs).slice(0, 10)
  const lag = lookup('lag')
  const item = lookup('mapping')
  const mapping: Mapping | undefined = item.state === 'known' ? item.value : undefined
  const changes = lookup('changes')
  const since = weighSinceChange(lookup, moment, lagReport(lag, settings.thresholds), watchCommand(pipeline))
  const {weighing, lag: report, repair} = since
  const judged = [
    ...runChecks(wanted, settings, since.lookup, moment),
    ...(wanted(assertionId) ? runAssertions(settings, lookup) : []),
    ...undecidedRules(settings, pipeline),
  ]
  const findings = judged.map(finding => ({
    ...(weighing.explained ? asExplained(finding, weighing.causes[0]?.id) : finding),
    muted: mutedBy(finding.check, settings.mutes, today),
  }))
  return {
    ...subject,
    qualifier: pipeline.qualifier,
    streamArn: mapping?.eventSourceArn ?? null,
    mapping: mapping?.uuid ?? null,
    verdict: verdictOf({
      lag: report,
      lossAtMs: lag.state === 'known' ? lag.value.lossAtMs : null,
      nowMs: moment.nowMs,
      thresholds: settings.thresholds,
      harmed: weighing.harmed,
      loses: weighing.loses,
      discards: isLosing(maybe(since.lookup('discarding'))),
      explained: weighing.explained,
      openCauses: weighing.open,
      findings,
      nothingWaits: isQuiet(maybe(lookup('tableMetrics'))),
    }),
    baseline: null,
    lag: report,
    changes: changes.state === 'known' ? changeReports(changes.value, moment.startMs) : [],
    repair: repair && repairReport(repair, moment.nowMs),
    causes: weighing.causes.map(cause => ({...cause, muted: mutedBy(cause.id, settings.mutes, today)})),
    openCauses: weighing.open,
    openBecause: weighing.openBecause,
    ruledOut: weighing.ruledOut,
    findings,
  }
}

/** The gaps, each once: those that several pipelines share belong to none of them. */
function missingOf(evidence: Evidence): Report['missing'] {
  const list: Report['missing'] = evidence.missing.map(gap => ({mapping: null, ...gap}))
  const seen = new Set<string>()
  const [untagged] = evidence.pipelines.flatMap(({tags}) => (tags?.state === 'missing' ? [tags] : []))
  if (untagged !== undefined)
    list.push({mapping: null, evidence: 'tags', action: untagged.action, reason: untagged.reason, detail: untagged.detail})
  for (const {ids} of evidence.pipelines)
    for (const scope of ['region', 'mapping', 'function', 'stream'] as const)
      for (const [key, item] of Object.entries(evidence.items[scope][ids[scope]] ?? {}) as [string, Item<unknown>][]) {
        const id = `${scope} ${ids[scope]} ${key}`
        if (item.state !== 'missing' || item.reason === 'skipped' || seen.has(id)) continue
        seen.add(id)
        list.push({
          mapping: scope === 'region' ? null : ids.mapping,
          evidence: key,
          action: item.action,
          reason: item.reason,
          detail: item.detail,
        })
      }
  return list
}

/** The evidence for this pipeline's open or present causes that nobody has read. */
export function onDemandKeysOf(evidence: Evidence, pipeline: Pipeline, {config}: Pick<Selection, 'config'> = {}): OnDemandKey[] {
  const moment = momentOf(evidence, settingsOf(config)(subjectOf(evidence, pipeline)))
  return weighCauses(lookupOf(evidence, pipeline, moment), moment).onDemand
}

const momentOf = ({takenAt, window}: Evidence, {thresholds}: Settings): Moment => ({nowMs: takenAt, startMs: window.startMs, thresholds})

/** Evidence in, report out: pure, so that saved evidence gives the same report on another machine. */
export function diagnose(evidence: Evidence, selection: Selection, tool: Report['tool']): Report {
  const pipelines = evidence.pipelines.map(pipeline => judgePipeline(evidence, pipeline, selection))
  const report: Report = {
    schemaVersion: 1,
    tool,
    takenAt: iso(evidence.takenAt),
    window: {start: iso(evidence.window.startMs), end: iso(evidence.window.endMs)},
    scope: evidence.scope,
    verdict: worstVerdict(pipelines.map(pipeline => pipeline.verdict)),
    configuration: selection.config === undefined ? null : {file: selection.config.source.file},
    failOn: selection.failOn ?? 'high',
    part: null,
    whole: false,
    partial: null,
    samples: 1,
    findings: [],
    pipelines,
    missing: missingOf(evidence),
    usage: evidence.usage,
  }
  return {...report, findings: muteFindings(selection.config, report)}
}
