import {isAtLeast} from '../../model/check.ts'
import {isMarked} from '../../model/evidence-line.ts'
import type {Finding, PipelineReport, Report} from '../../model/report/report.ts'
import {count, percent} from '../../text/units.ts'
import {indent, labelled} from '../text/gutter.ts'
import type {Page} from '../text/style.ts'
import {wrap} from '../text/wrap.ts'
import {failures, needsNothing} from './fix-lines.ts'
import {sentence} from './lag-lines.ts'
import {isSinceChange, today} from './verdict-lines.ts'

/** Lines of evidence, as far as the screen has room. */
const lines = {least: 2, most: 3}
const mostOthers = 2
/** Other causes that are less likely are shown under --verbose alone. */
const likely = 0.5
/** A cause that is less sure is to be confirmed first. */
const sureEnough = 0.8

/** The findings that are the matter where no cause is named. */
export const graveFindings = ({verdict, causes, findings}: PipelineReport): Finding[] =>
  causes.length > 0 || verdict === 'healthy' ? [] : failures(findings).filter(({severity}) => isAtLeast(severity, 'high'))

/** The evidence, the strongest first. */
export function reasons(pipeline: PipelineReport): string[] {
  const {causes, repair, lag} = pipeline
  if (repair !== null && isSinceChange(pipeline)) return repair.because
  // The state of the lag stands above; an error of the log says more than any count.
  if (causes[0] !== undefined) {
    const own = causes[0].because.filter(line => !isMarked('lag', line))
    return [...own.filter(line => isMarked('log', line)), ...own.filter(line => !isMarked('log', line))]
  }
  const found = graveFindings(pipeline).map(({check, summary, title}) => `${check}: ${summary || title}`)
  return ['ok', 'idle'].includes(lag.state) ? found : [...lag.because.slice(1), ...found].map(sentence)
}

/** As many of the reasons as fit into the lines; the first in any case. */
function fitting(texts: readonly string[], room: number, page: Page): string[] {
  let left = Math.max(lines.least, Math.min(lines.most, room))
  return texts.filter((text, i) => {
    const taken = wrap(page.text(text), page.prose - indent.length).length
    const fits = taken <= left || i === 0
    if (fits) left -= taken
    return fits
  })
}

/** Why the verdict is so, in two or three lines of `room`, and which other causes were found. */
export function whyLines(pipeline: PipelineReport, {takenAt: now}: Report, room: number, page: Page): string[] {
  const {causes, repair, verdict} = pipeline
  if (verdict === 'healthy' && repair === null) return []
  const changed = repair !== null && isSinceChange(pipeline)
  const others = (changed ? causes : causes.slice(1)).filter(({confidence}) => confidence >= likely)
  const rest = others.length - mostOthers
  const when = changed && !needsNothing(pipeline) ? 'Before the change: ' : ''
  const full = room >= lines.least + others.length
  const also = labelled(
    'ALSO',
    [
      ...others
        .slice(0, mostOthers)
        .map(
          ({id, confidence, summary}) => `${when}${id}, ${percent(confidence)} sure${full ? `: ${today(summary, now)}` : ' (--verbose)'}`,
        ),
      ...(rest > 0 ? [`${count(rest, 'more cause')}: --verbose`] : []),
    ],
    page,
  )
  const [cause] = causes
  const confirm = !changed && cause?.settledBy && cause.confidence < sureEnough ? [`To confirm: ${cause.settledBy}`] : []
  const texts = reasons(pipeline).map(text => today(text, now))
  return [...labelled('WHY', [...fitting(texts, room - also.length, page), ...confirm], page), ...also]
}
