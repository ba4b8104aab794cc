import type {PipelineLag, Sample} from '../../model/watch/iterator-age.ts'
import {count} from '../../text/units.ts'
import {clock, dateAndTime, fromNow} from '../text/instants.ts'
import {type Page, pageOf, type Style} from '../text/style.ts'
import {flow} from '../text/wrap.ts'
import {ageTable, gapLines} from './iterator-age.ts'

/** `iterator-age` without --watch: the table, what could not be read, and where the numbers come from. */
export function iteratorAgeTable(sample: Sample, style: Style): string {
  const page = pageOf(style)
  const {title, blocks} = ageTable(sample.pipelines, page)
  const lines = [...title, ...blocks.flatMap(block => block.lines), ...gapLines(sample.missing, page), '', ...footer(sample, page)]
  return lines.map(line => line.trimEnd()).join('\n')
}

function footer(sample: Sample, page: Page): string[] {
  const requests = Object.values(sample.usage.requests).reduce((sum, n) => sum + n, 0)
  const parts = [
    sample.region,
    dateAndTime(sample.at),
    newestPoint(sample.pipelines, sample.at),
    sample.withoutSurroundings > 0 ? `function, stream and table of ${count(sample.withoutSurroundings, 'calm pipeline')} not read` : null,
    `${count(requests, 'request')} to AWS, $${sample.usage.usd.toFixed(4)}`,
  ].filter(part => part !== null)
  return flow(
    parts.map(part => page.text(part)),
    ` ${page.glyphs.dot} `,
    page.style.columns,
  ).map(line => page.ink.dim(line))
}

/** How fresh the metrics are: CloudWatch publishes one to three minutes late. */
export function newestPoint(pipelines: readonly PipelineLag[], at: string): string {
  const newest = pipelines
    .map(pipeline => pipeline.newestPointAt)
    .filter(point => point !== null)
    .sort()
    .at(-1)
  return newest === undefined ? 'no age reported in this window' : `newest point ${clock(newest, at)}, ${fromNow(newest, at)}`
}
