import type {ColdStartsReport, StartSpread} from '../../model/views/cold-starts.ts'
import {functionLabel} from '../../text/function-label.ts'
import {count, dollars, epochMs, number, percent} from '../../text/units.ts'
import {clock, dateAndTime} from '../text/instants.ts'
import {spark} from '../text/sparkline.ts'
import {type Page, pageOf, type Style} from '../text/style.ts'
import {flow, hang, wrap} from '../text/wrap.ts'
import {gapLines} from '../watch/iterator-age.ts'

/** Cold starts: their number, duration and price, and the steps against them. */
export function coldStartsText(report: ColdStartsReport, style: Style): string {
  const page = pageOf(style)
  const {function: name, qualifier, configuration: c} = report
  const facts = [c.runtime, c.memoryMb === null ? null : `${number(c.memoryMb)} MB`, c.architecture, c.snapStart ? 'SnapStart' : null]
  const title = [
    ...wrap(page.text(`Cold starts of ${functionLabel(name, qualifier)}`), page.prose).map(line => page.ink.bold(line)),
    ...flow(
      [report.region, ...facts, report.logGroup].filter(fact => fact !== null).map(fact => page.text(fact)),
      ` ${page.glyphs.dot} `,
      page.prose,
    ).map(line => page.ink.dim(line)),
  ]
  const found = report.missing.length > 0 ? [] : [numbers(report, page), chart(report, page), adviceLines(report, page)]
  return [title, ...found, gapLines(report.missing, page), footer(report, page)]
    .filter(block => block.length > 0)
    .map(block => block.map(line => line.trimEnd()).join('\n'))
    .join('\n\n')
}

const ms = (value: number | null): string =>
  value === null ? '-' : value < 1000 ? `${number(Math.round(value))} ms` : `${number(value / 1000)} s`

const spreadWords = ({p50Ms, p95Ms, p99Ms, maxMs}: StartSpread): string =>
  `p50 ${ms(p50Ms)}, p95 ${ms(p95Ms)}, p99 ${ms(p99Ms)}, max ${ms(maxMs)}`

function numbers(report: ColdStartsReport, page: Page): string[] {
  const {inits, restores, failedStarts, invocations, share, billedSeconds, usd, usdPerMonth, complete} = report
  const of = invocations === null ? 'the number of invocations could not be read' : `of ${count(invocations, 'invocation')}`
  const lines: [string, string][] = [
    [
      'Starts',
      `${count(inits.count, 'cold start')}${restores.count ? ` and ${count(restores.count, 'restore')}` : ''}, ${of}${share === null ? '' : `: ${percent(share)}`}`,
    ],
    ...(inits.count ? [['Init', spreadWords(inits)] as [string, string]] : []),
    ...(restores.count ? [['Restore', spreadWords(restores)] as [string, string]] : []),
    ...(failedStarts ? [['Failed', count(failedStarts, 'start')] as [string, string]] : []),
    [
      'Billed',
      report.configuration.managedInstances
        ? 'by EC2 instance, not by GB-second'
        : `${number(billedSeconds)} s of init; starts cost ${dollars(usd)} in this window, $${usdPerMonth.toFixed(2)} a month at this rate`,
    ],
    ...(complete
      ? []
      : [['Note', `the query returns ${number(inits.count + restores.count)} starts at most; there are more`] as [string, string]]),
  ]
  return lines.flatMap(([label, text]) => hang(page.ink.bold(label.padEnd(9)), page.text(text), page.prose))
}

/** Starts per five minutes, as bars. */
function chart({periods, takenAt: at}: ColdStartsReport, page: Page): string[] {
  const points = periods.map(period => ({atMs: epochMs(period.at), value: period.starts}))
  const [first, last] = [periods[0], periods.at(-1)]
  const busiest = [...periods].sort((a, b) => b.starts - a.starts)[0]
  if (!first || !last || !busiest || busiest.starts === 0) return []
  const drawn = spark(points, {cells: Math.min(periods.length, page.style.columns - 4), rows: 3, atLeast: 1, unicode: page.style.unicode})
  if (!drawn) return []
  const worst = `${number(busiest.starts)} at ${clock(busiest.at, at)}${busiest.share === null ? '' : `, ${percent(busiest.share)} of the invocations`}, p95 ${ms(busiest.p95Ms)}`
  return [
    ...wrap(page.text(`Starts per 5 minutes, ${clock(first.at, at)} to ${clock(last.at, at)}: at most ${worst}`), page.prose).map(line =>
      page.ink.bold(line),
    ),
    ...drawn.rows.map(row => `  ${page.ink.cyan(row.trimEnd())}`),
  ]
}

const adviceLines = ({advice}: ColdStartsReport, page: Page): string[] =>
  advice.flatMap(text => hang(`  ${page.glyphs.bullet} `, page.text(text), page.prose))

function footer({takenAt: at, window, scan}: ColdStartsReport, page: Page): string[] {
  const parts = [dateAndTime(at), `${clock(window.start, at)} to ${clock(window.end, at)}`, scanned(scan)]
  return flow(
    parts.map(part => page.text(part)),
    ` ${page.glyphs.dot} `,
    page.prose,
  ).map(line => page.ink.dim(line))
}

/** The bytes that a Logs Insights query has scanned, and their price. */
export const scanned = ({bytes, usd}: {bytes: number; usd: number}): string =>
  `${bytes > 0 && bytes < 1e5 ? 'under 0.1' : number(bytes / 1e6)} MB of log scanned, ${dollars(usd)}`
