import type {CauseReport, PipelineReport} from '../model/report.ts'
import {percent} from '../model/units.ts'
import type {Page} from './style.ts'
import {flow, hang, wrap} from './wrap.ts'

/** More lines of evidence than this are shown on request only. */
const evidenceLines = 6

/** The best cause in full, the others in a line each. */
export function causeLines(pipeline: PipelineReport, page: Page): string[] {
  const [best, ...others] = pipeline.causes
  if (!best) return openLines(pipeline, page)
  return [
    ...subtitle(best, page),
    '',
    ...wrap(page.text(best.summary), page.prose),
    ...bullets('Because', best.because, page),
    ...bullets('What speaks against it', best.against, page),
    ...(best.settledBy ? bullets('What would settle it', [best.settledBy], page) : []),
    ...bullets(
      'Other causes',
      others.map(cause => `${cause.id}, ${percent(cause.confidence)} sure: ${cause.summary}`),
      page,
    ),
    ...(page.style.verbose ? stillOpen(pipeline, page) : []),
    ...(page.style.verbose
      ? bullets(
          'Ruled out',
          pipeline.ruledOut.map(({id, because}) => `${id}: ${because}`),
          page,
        )
      : []),
  ]
}

const subtitle = (cause: CauseReport, page: Page): string[] =>
  flow(
    [cause.id, `${percent(cause.confidence)} sure`, cause.harm].filter(part => part).map(part => page.text(part)),
    ` ${page.glyphs.dot} `,
    page.prose,
  ).map(line => page.ink.dim(line))

function bullets(title: string, texts: string[], page: Page): string[] {
  if (texts.length === 0) return []
  const shown = page.style.verbose ? texts : texts.slice(0, evidenceLines)
  const rest = texts.length - shown.length
  return [
    '',
    page.ink.bold(title),
    ...shown.flatMap(text => hang(`  ${page.glyphs.bullet} `, page.text(text), page.prose)),
    ...(rest > 0 ? [page.ink.dim(`    and ${rest} more: --verbose`)] : []),
  ]
}

/** Without a cause: what is known, and which causes the missing evidence could still bring to light. */
function openLines(pipeline: PipelineReport, page: Page): string[] {
  const calm = pipeline.verdict === 'healthy' || pipeline.verdict === 'at-risk'
  const lines = [
    ...(calm && !page.style.verbose
      ? []
      : bullets(pipeline.lag.state === 'unknown' ? 'Why the lag is not known' : 'What is known', pipeline.lag.because, page)),
    ...(calm && !page.style.verbose ? [] : stillOpen(pipeline, page)),
  ]
  return lines[0] === '' ? lines.slice(1) : lines
}

function stillOpen(pipeline: PipelineReport, page: Page): string[] {
  if (pipeline.openCauses.length === 0) return []
  const list = pipeline.openCauses.join(', ')
  return [
    '',
    page.ink.bold('Still possible, for want of evidence'),
    ...hang('  ', page.text(list), page.prose),
    ...pipeline.openBecause.flatMap(reason => hang(`  ${page.glyphs.bullet} `, page.text(reason), page.prose)),
  ]
}
