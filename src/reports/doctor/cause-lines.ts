import type {CauseReport, PipelineReport} from '../../model/report/report.ts'
import {percent} from '../../text/units.ts'
import type {Page} from '../text/style.ts'
import {flow, hang, wrap} from '../text/wrap.ts'

/** The best cause with all its evidence, the others in a line each. */
export function causeLines(pipeline: PipelineReport, page: Page): string[] {
  const [best, ...others] = pipeline.causes
  if (!best) return openLines(pipeline, page)
  return [
    ...subtitle(best, page),
    '',
    ...wrap(page.text(best.summary), page.prose),
    ...bullets('Evidence', best.because, page),
    ...bullets('Evidence against it', best.against, page),
    ...(best.settledBy ? bullets('To confirm', [best.settledBy], page) : []),
    ...bullets(
      'Other causes',
      others.map(cause => `${cause.id}, ${percent(cause.confidence)} sure: ${cause.summary}`),
      page,
    ),
    ...stillOpen(pipeline, page),
    ...bullets(
      'Ruled out',
      pipeline.ruledOut.map(({id, because}) => `${id}: ${because}`),
      page,
    ),
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
  return ['', page.ink.bold(title), ...texts.flatMap(text => hang(`  ${page.glyphs.bullet} `, page.text(text), page.prose))]
}

/** Without a cause: the known facts, and the causes that the missing evidence could still show. */
function openLines(pipeline: PipelineReport, page: Page): string[] {
  const lines = [
    ...bullets(pipeline.lag.state === 'unknown' ? 'Why the lag is unknown' : 'Evidence', pipeline.lag.because, page),
    ...stillOpen(pipeline, page),
  ]
  return lines[0] === '' ? lines.slice(1) : lines
}

function stillOpen(pipeline: PipelineReport, page: Page): string[] {
  if (pipeline.openCauses.length === 0) return []
  const list = pipeline.openCauses.join(', ')
  return [
    '',
    page.ink.bold('Not ruled out: evidence is missing'),
    ...hang('  ', page.text(list), page.prose),
    ...pipeline.openBecause.flatMap(reason => hang(`  ${page.glyphs.bullet} `, page.text(reason), page.prose)),
  ]
}
