import type {PipelineLag, Sample} from '../../model/watch/iterator-age.ts'
import {minuteMs} from '../../text/minutes.ts'
import {count, epochMs, iso} from '../../text/units.ts'
import {clock, dateAndTime, fromNow} from '../text/instants.ts'
import {type Page, pageOf, type Style} from '../text/style.ts'
import {flow} from '../text/wrap.ts'
import {ageTable, gapLines, paintState} from './iterator-age.ts'
import {stateCounts} from './state-counts.ts'

/** `iterator-age` without --watch: the table, the gaps, the counts by state, and the source of the numbers. */
export function iteratorAgeTable(sample: Sample, style: Style): string {
  const page = pageOf(style)
  const {title, blocks} = ageTable(sample.pipelines, page)
  const lines = [...title, ...blocks.flatMap(block => block.lines), ...gapLines(sample.missing, page), '', ...sampleLines(sample, [], page)]
  return lines.map(line => line.trimEnd()).join('\n')
}

/** The counts by state, and the source of the numbers with its cost; `more` stands at the end. */
export function sampleLines(sample: Sample, more: readonly string[], page: Page): string[] {
  const requests = Object.values(sample.usage.requests).reduce((sum, n) => sum + n, 0)
  const separator = ` ${page.glyphs.dot} `
  const {columns} = page.style
  const parts = [
    sample.region,
    dateAndTime(sample.at),
    newestAge(sample.pipelines, sample.at),
    sample.withoutSurroundings > 0 ? `function, stream and table of ${count(sample.withoutSurroundings, 'pipeline')} not loaded` : null,
    `${count(requests, 'request')} to AWS, $${sample.usage.usd.toFixed(4)}`,
    ...more,
  ].filter(part => part !== null)
  return [
    ...(sample.pipelines.length > 1 ? flow(countsLine(sample.pipelines, page), separator, columns) : []),
    ...flow(
      parts.map(part => page.text(part)),
      separator,
      columns,
    ).map(line => page.ink.dim(line)),
  ]
}

/** How many pipelines are in which state, in the colours of the states. */
export const countsLine = (pipelines: readonly PipelineLag[], page: Page): string[] =>
  stateCounts(pipelines).map(({state, text}) => paintState(state, page)(text))

/**
 * How new the ages are, by the end of the newest minute that has one. CloudWatch shows a minute some minutes after it has ended, and a
 * watch reads once a minute.
 */
export function newestAge(pipelines: readonly PipelineLag[], at: string): string {
  const newest = pipelines
    .map(pipeline => pipeline.newestPointAt)
    .filter(point => point !== null)
    .sort()
    .at(-1)
  if (newest === undefined) return 'no age reported in this window'
  const end = iso(Math.min(epochMs(newest) + minuteMs, epochMs(at)))
  return `ages up to ${clock(end, at)}, ${fromNow(end, at)}`
}
