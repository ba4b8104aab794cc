import type {CauseReport, PipelineReport, Report} from '../../model/report/report.ts'
import {percent} from '../../text/units.ts'
import {dateAndTime} from '../text/instants.ts'
import {hasTwin} from '../text/names.ts'
import type {Page} from '../text/style.ts'
import {widthOf} from '../text/width.ts'
import {flow, wrap} from '../text/wrap.ts'
import {needsNothing} from './fix-lines.ts'
import {lagSummary, lossSummary, reasoned, sentence} from './lag-lines.ts'
import {badge, headline, isSinceChange, pipelineName, today} from './verdict-lines.ts'

const twinMark = (pipeline: PipelineReport, {pipelines}: Report, page: Page): string =>
  hasTwin(pipeline, pipelines) ? page.text(` ${page.glyphs.dot} ${pipeline.mapping ?? 'unknown mapping'}`) : ''

/** The verdict and the pipeline on the left, region and account on the right; the time of the report where it fits. */
export function headerLines(pipeline: PipelineReport, report: Report, page: Page): string[] {
  const {dot} = page.glyphs
  const name = pipelineName(pipeline, page) + twinMark(pipeline, report, page)
  const left = `${badge(pipeline.verdict, page)}  ${page.ink.bold(name)}`
  const taken =
    widthOf(badge(pipeline.verdict, {...page, style: {...page.style, colour: false}})) + (page.style.colour ? 4 : 2) + widthOf(name)
  const {account, profile} = report.scope
  const owner = pipeline.account ?? account ?? 'account unknown'
  // Of several accounts the profile is that of one.
  const place = [pipeline.region, profile !== undefined && owner === account ? `${owner} (${profile})` : owner]
    .map(part => page.text(part))
    .join(` ${dot} `)
  const dated = `${place} ${dot} ${dateAndTime(report.takenAt).replace(/:\d\d UTC/, ' UTC')}`
  const right = [...(report.pipelines.length === 1 ? [dated] : []), place].find(text => taken + 2 + widthOf(text) <= page.prose)
  if (right !== undefined) return [left + ' '.repeat(page.prose - taken - widthOf(right)) + page.ink.dim(right)]
  const [first = '', ...others] = wrap(name, page.prose - (taken - widthOf(name)))
  return [
    left.replace(page.ink.bold(name), page.ink.bold(first)),
    ...others.map(line => page.ink.bold(line)),
    ...flow((report.pipelines.length === 1 ? dated : place).split(` ${dot} `), ` ${dot} `, page.prose).map(line => page.ink.dim(line)),
  ]
}

const sure = (cause: CauseReport | undefined): string => (cause === undefined ? '' : ` ${percent(cause.confidence)} sure.`)

/** The problem and its confidence, its severity, its onset, and its end. */
export function verdictTexts(pipeline: PipelineReport, {takenAt: now}: Report, page: Page): string[] {
  const {lag} = pipeline
  const cause = isSinceChange(pipeline) ? undefined : pipeline.causes[0]
  const title = `${headline(pipeline, now).replace(/\.$/, '')}.${sure(cause)}${needsNothing(pipeline) ? ' No action needed.' : ''}`
  const lost = lossSummary(lag, now)
  const [reason] = cause === undefined && reasoned.includes(lag.state) ? lag.because : []
  const why = reason && lag.state === 'unknown' ? `Iterator age unknown: ${reason}` : reason
  const harm = lost === null && cause?.harmful ? cause.harm : null
  return [
    ...wrap(page.text(title), page.prose).map(line => page.ink.bold(line)),
    ...(cause === undefined ? [] : wrap(page.text(today(cause.summary, now)), page.prose)),
    ...flow(
      lagSummary(lag, now, cause === undefined && ['ok', 'idle'].includes(lag.state)).map(fact => page.text(fact)),
      ` ${page.glyphs.dot} `,
      page.prose,
    ),
    ...[why, lost ?? harm].flatMap(text => (text ? wrap(page.text(sentence(text)), page.prose) : [])),
  ]
}
