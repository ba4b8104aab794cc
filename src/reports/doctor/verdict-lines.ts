import {isAtLeast} from '../../model/check.ts'
import type {PipelineReport, RepairReport, Report, Verdict} from '../../model/report/report.ts'
import {count} from '../../text/units.ts'
import {clock, dateAndTime} from '../text/instants.ts'
import {accountName} from '../text/names.ts'
import type {Page} from '../text/style.ts'
import {flow, hang} from '../text/wrap.ts'

const words: Record<Verdict, string> = {
  critical: 'CRITICAL',
  degraded: 'DEGRADED',
  undecided: 'UNDECIDED',
  'at-risk': 'AT RISK',
  healthy: 'OK',
}

/** The verdict as a word: on a coloured ground, or plain where there is no colour. */
export function badge(verdict: Verdict, page: Page): string {
  if (!page.style.colour) return words[verdict]
  const word = ` ${words[verdict]} `
  switch (verdict) {
    case 'critical':
      return page.ink.bgRed.whiteBright.bold(word)
    case 'degraded':
      return page.ink.bgYellow.black.bold(word)
    case 'undecided':
      return page.ink.bgMagenta.whiteBright.bold(word)
    case 'at-risk':
      return page.ink.bgCyan.black.bold(word)
    case 'healthy':
      return page.ink.bgGreen.black.bold(word)
  }
}

const noCause: Record<PipelineReport['lag']['state'], string> = {
  ok: 'No cause found, and records are delivered as they arrive.',
  behind: 'Records are delivered late. No cause found.',
  slow: 'The pipeline is falling further behind. No cause found.',
  stalled: 'At least one shard is blocked. No cause found.',
  stopped: 'Records arrive and none is delivered. No cause found.',
  losing: 'Records are expiring before they are delivered. No cause found.',
  recovering: 'The pipeline is catching up. No cause found.',
  idle: 'No record waits for delivery. No cause found.',
  unknown: 'No cause found: too little data.',
}

/** Where nothing waits. */
const calm: Partial<Record<PipelineReport['lag']['state'], string>> = {
  ok: 'Records are delivered as they arrive.',
  idle: 'No record waits for delivery.',
}

const mightShow = (pipeline: PipelineReport): boolean =>
  pipeline.openCauses.length > 0 || pipeline.findings.some(finding => finding.status === 'unknown')

/** The course of the symptom after the newest change. */
function afterChange({state, changedAt, since}: RepairReport): string {
  if (state === 'unseen' || since === null)
    return `A setting or the code was changed at ${clock(changedAt, changedAt)}, and CloudWatch does not show the effect yet.`
  return state === 'recovered'
    ? `Recovered since ${clock(since, since)}, after a change.`
    : `Recovering since ${clock(since, since)}, after a change.`
}

/** Whether the newest change is the matter: the symptom ended or turned with it, or its effect is not seen yet. */
export const isSinceChange = ({repair, causes: [cause]}: PipelineReport): boolean =>
  repair !== null && !(cause?.harmful && !cause.beforeChange)

/** The sentence beside the verdict. */
export function headline(pipeline: PipelineReport, now: string): string {
  const [cause] = pipeline.causes
  if (pipeline.repair && isSinceChange(pipeline)) return afterChange(pipeline.repair)
  if (cause) return today(cause.headline ?? cause.title, now)
  const grave = pipeline.findings.filter(
    finding => finding.status === 'fail' && finding.muted === null && isAtLeast(finding.severity, 'high'),
  ).length
  const {state} = pipeline.lag
  if (pipeline.verdict === 'healthy') return calm[state] ?? noCause[state]
  if (pipeline.verdict === 'at-risk' && calm[state])
    return `Records arrive in time, but ${count(grave, 'finding')} ${grave === 1 ? 'needs' : 'need'} a change.`
  if (pipeline.verdict === 'undecided' && mightShow(pipeline)) return 'No cause found. Some data could not be read; see below.'
  return noCause[state]
}

/** Times of the day of `now` without their date. */
export const today = (text: string, now: string): string =>
  text.replace(/\b\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z/g, at => clock(at, now))

/** `now` is ISO 8601. */
export function verdictLines(pipeline: PipelineReport, now: string, page: Page): string[] {
  const word = badge(pipeline.verdict, page)
  return hang(`${word}  `, page.text(headline(pipeline, now)), page.prose).map(line => page.ink.bold(line))
}

/** The name of a pipeline: function, qualifier and table. */
export const pipelineName = (pipeline: PipelineReport, page: Page): string =>
  page.text(
    `${pipeline.function}${pipeline.qualifier ? `:${pipeline.qualifier}` : ''} ${page.glyphs.from} ${pipeline.table ?? 'unknown table'}`,
  )

/** Where and as whom the report was made, and when. */
export function scopeLines(report: Report, region: string | null, page: Page): string[] {
  const parts = [region, accountName(report.scope), report.scope.caller ?? 'caller unknown', dateAndTime(report.takenAt)].filter(
    part => part !== null,
  )
  return flow(
    parts.map(part => page.text(part)),
    ` ${page.glyphs.dot} `,
    page.style.columns,
  ).map(line => page.ink.dim(line))
}
