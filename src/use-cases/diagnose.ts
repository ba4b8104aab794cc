import {checks} from '../checks/index.ts'
import type {Lookup, Moment} from '../model/derived.ts'
import type {AskedKey, Evidence, Mapping, Pipeline} from '../model/evidence.ts'
import type {Item} from '../model/item.ts'
import type {Lag} from '../model/lag.ts'
import {type LagReport, type PipelineReport, type Report, worstVerdict} from '../model/report.ts'
import {iso} from '../model/units.ts'
import {verdictOf} from '../model/verdict.ts'
import {runChecks, weighCauses} from './judge.ts'
import {lookupOf} from './look-up.ts'

/** Which checks to run: all but `skip`, or only those of `only` when it names any. */
export interface Selection {
  only: readonly string[]
  skip: readonly string[]
}

/** The ids of all checks, for flags and error messages. */
export const checkIds: readonly string[] = checks.map(check => check.id)

const at = (ms: number | null): string | null => (ms === null ? null : iso(ms))

const unknownLag = (item: Item<Lag>): LagReport => ({
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
  because: item.state === 'missing' ? [`${item.action} ${item.reason === 'denied' ? 'is denied' : 'failed'}`] : [],
  series: [],
})

function lagReport(item: Item<Lag>): LagReport {
  if (item.state === 'missing') return unknownLag(item)
  const {lossAtMs, onsetAtMs, stuck: _stuck, completeUntilMs: _complete, sharedBy: _shared, series, ...rest} = item.value
  return {...rest, lossAt: at(lossAtMs), onsetAt: at(onsetAtMs), series: series.map(({atMs, ...point}) => ({at: iso(atMs), ...point}))}
}

function judgePipeline(pipeline: Pipeline, lookup: Lookup, moment: Moment, {only, skip}: Selection): PipelineReport {
  const lag = lookup('lag')
  const findings = runChecks(id => (only.length === 0 || only.includes(id)) && !skip.includes(id), lookup, moment)
  const weighing = weighCauses(lookup, moment)
  const item = lookup('mapping')
  const mapping: Mapping | undefined = item.state === 'known' ? item.value : undefined
  const report = lagReport(lag)
  return {
    function: pipeline.functionName,
    qualifier: pipeline.qualifier,
    table: mapping?.tableName ?? null,
    streamArn: mapping?.eventSourceArn ?? null,
    mapping: mapping?.uuid ?? null,
    region: pipeline.region,
    verdict: verdictOf({
      lag: report,
      lossAtMs: lag.state === 'known' ? lag.value.lossAtMs : null,
      nowMs: moment.nowMs,
      harmed: weighing.harmed,
      explained: weighing.explained,
      openCauses: weighing.open,
      findings,
    }),
    lag: report,
    causes: weighing.causes,
    openCauses: weighing.open,
    findings,
  }
}

/** What could not be read, each once: what several pipelines share belongs to none of them. */
function missingOf(evidence: Evidence): Report['missing'] {
  const list: Report['missing'] = evidence.missing.map(gap => ({mapping: null, ...gap}))
  const seen = new Set<string>()
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

/** What the causes that are open or present for this pipeline ask for, and nobody has read. */
export function asksOf(evidence: Evidence, pipeline: Pipeline): AskedKey[] {
  const moment = momentOf(evidence)
  return weighCauses(lookupOf(evidence, pipeline, moment), moment).asks
}

const momentOf = (evidence: Evidence): Moment => ({nowMs: evidence.takenAt, startMs: evidence.window.startMs})

/** Evidence in, report out: pure, so that saved evidence gives the same report on another machine. */
export function diagnose(evidence: Evidence, selection: Selection, tool: Report['tool']): Report {
  const moment = momentOf(evidence)
  const pipelines = evidence.pipelines.map(pipeline => judgePipeline(pipeline, lookupOf(evidence, pipeline, moment), moment, selection))
  return {
    schemaVersion: 1,
    tool,
    takenAt: iso(evidence.takenAt),
    window: {start: iso(evidence.window.startMs), end: iso(evidence.window.endMs)},
    scope: evidence.scope,
    verdict: worstVerdict(pipelines.map(pipeline => pipeline.verdict)),
    pipelines,
    missing: missingOf(evidence),
    usage: evidence.usage,
  }
}
