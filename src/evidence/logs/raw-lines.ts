import type {Occurrence, RawLine} from '../../model/evidence/log-lines.ts'
import type {Point} from '../../model/evidence/series.ts'
import {minuteMs} from '../../text/minutes.ts'
import {wordsOf} from './error-lines.ts'
import {withoutColours} from './header.ts'
import {type InsightsRow, instantIn} from './insights-row.ts'
import {isPlatformLine, platformLine} from './platform-line.ts'
import {redact} from './redact.ts'

/** More kinds of lines than these show nothing further. */
const most = 5

/**
 * The last line of the code before each report of a failing invocation, in the rows of `newestQuery`; the most frequent first. Where no report
 * has a status, each report counts: which of the invocations failed is not known then.
 */
export function rawLinesFrom(rows: readonly InsightsRow[]): RawLine[] {
  const byStream = new Map<string, {atMs: number; line: string}[]>()
  for (const row of rows) {
    const atMs = instantIn(row, '@timestamp')
    if (atMs === null) continue
    const stream = byStream.get(row['@logStream'] ?? '') ?? []
    stream.push({atMs, line: withoutColours(row.line ?? '')})
    byStream.set(row['@logStream'] ?? '', stream)
  }
  const reports = rows.some(({line = ''}) => platformLine(line) !== null)
  const found = new Map<string, RawLine>()
  for (const lines of byStream.values()) {
    lines.sort((a, b) => a.atMs - b.atMs)
    let before: {atMs: number; line: string} | null = null
    for (const one of lines) {
      if (!isPlatformLine(one.line)) before = one
      else if (/^START |"platform\.start"/.test(one.line)) before = null
      else if (before !== null && isReport(one.line, reports)) {
        const sample = redact(wordsOf(before.line))
        const same = found.get(sample)
        const [firstMs, lastMs] = [Math.min(same?.firstMs ?? one.atMs, before.atMs), Math.max(same?.lastMs ?? 0, before.atMs)]
        found.set(sample, {sample, count: (same?.count ?? 0) + 1, firstMs, lastMs})
        before = null
      }
    }
  }
  return [...found.values()].sort((a, b) => b.count - a.count).slice(0, most)
}

const isReport = (line: string, withStatus: boolean): boolean =>
  withStatus ? platformLine(line)?.from === 'report' : /^REPORT |"platform\.report"/.test(line)

/** So small a share of the errors has a line in a known format that the log does not explain them. */
const explained = 0.5

/** Whether most of the `errors` that the metric counts have no line that names a reason; never where it is unknown. */
export function isUnexplained(found: readonly Occurrence[], errors: number | null): boolean {
  const named = found.filter(({failed, byPlatform, type, kind}) => failed !== false && (!byPlatform || type !== null || kind !== 'unknown'))
  return errors !== null && named.length < explained * errors
}

/** The newest minute that fails, and the one after it, in which its invocations may end. */
export function newestFailure(errors: readonly Point[]): {startMs: number; endMs: number} | null {
  const newest = errors.findLast(({value}) => value > 0)
  return newest === undefined ? null : {startMs: newest.atMs, endMs: newest.atMs + 2 * minuteMs}
}
