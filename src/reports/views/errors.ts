import type {ErrorClass, FunctionErrors, PartialFailures} from '../../model/views/function-errors.ts'
import {functionLabel} from '../../text/function-label.ts'
import {count, duration, epochMs, number, percent} from '../../text/units.ts'
import {type Row, table} from '../text/columns.ts'
import {clock, dateAndTime} from '../text/instants.ts'
import {spark} from '../text/sparkline.ts'
import {type Page, pageOf, type Style} from '../text/style.ts'
import {flow, hang, wrap} from '../text/wrap.ts'
import {gapLines} from '../watch/iterator-age.ts'
import {scanned} from './cold-starts.ts'

const kinds: Record<ErrorClass['kind'], string> = {
  timeout: 'timeout',
  'out-of-memory': 'out of memory',
  crash: 'crash of the runtime',
  import: 'code cannot be loaded',
  init: 'start failed',
  'access-denied': 'access denied',
  'downstream-throttled': 'throttled by a downstream service',
  connection: 'connection failed',
  'item-failures': 'failed items in a successful response',
  exception: 'exception',
  unknown: 'logged as error',
}

/** The failures of a function: their frequency and their reasons. */
export function errorsText(report: FunctionErrors, style: Style): string {
  const page = pageOf(style)
  const {function: name, qualifier} = report
  const title = [
    ...wrap(page.text(`Errors of ${functionLabel(name, qualifier)}`), page.prose).map(line => page.ink.bold(line)),
    ...wrap(page.text(rateWords(report)), page.prose),
  ]
  const blocks = [
    title,
    chart(report, page),
    versionLines(report, page),
    classLines(report, page),
    rawLines(report, page),
    partialLines(report, page),
    gapLines(report.missing, page),
    footer(report, page),
  ]
  return blocks
    .filter(block => block.length > 0)
    .map(block => block.map(line => line.trimEnd()).join('\n'))
    .join('\n\n')
}

/** So many of the newest minutes with invocations tell how often it fails now. */
const newestMinutes = 5

/** The newest rate first: an average over hours hides failures that have just begun. */
function rateWords({invocations, errors, rate, perMinute, window}: FunctionErrors): string {
  if (invocations === null) return 'No invocation was counted in this window, or the metrics could not be read.'
  const newest = perMinute.filter(minute => (minute.invocations ?? 0) > 0).slice(-newestMinutes)
  const sum = (name: 'invocations' | 'errors'): number => newest.reduce((all, minute) => all + (minute[name] ?? 0), 0)
  const whole = duration((epochMs(window.end) - epochMs(window.start)) / 1000)
  const now =
    newest.length === newestMinutes && errors
      ? `${percent(sum('errors') / sum('invocations'))} of the invocations fail in the newest ${count(newestMinutes, 'minute')}. `
      : ''
  return `${now}${count(errors ?? 0, 'error')} in ${count(invocations, 'invocation')}${rate === null ? '' : `: ${percent(rate)} over ${whole}`}.`
}

/** The share of failing invocations per minute, as bars. */
function chart({perMinute, errors, takenAt: at}: FunctionErrors, page: Page): string[] {
  const [first, last] = [perMinute[0], perMinute.at(-1)]
  if (!errors || !first || !last) return []
  const points = perMinute.map(({at: minute, invocations, errors: failed}) => ({
    atMs: epochMs(minute),
    value: invocations ? (failed ?? 0) / invocations : null,
  }))
  const drawn = spark(points, {cells: Math.min(page.style.columns - 4, 120), rows: 3, atLeast: 0.01, unicode: page.style.unicode})
  if (!drawn) return []
  const words = `Share of failing invocations (max per bar), peak ${percent(drawn.max)}, ${clock(first.at, at)} to ${clock(last.at, at)}`
  return [...wrap(words, page.prose).map(line => page.ink.bold(line)), ...drawn.rows.map(row => `  ${page.ink.red(row.trimEnd())}`)]
}

const unversioned = 'CloudWatch has no metrics by version: the function is invoked without a version or alias.'

function versionLines({versions, invocations, missing}: FunctionErrors, page: Page): string[] {
  const isRead = !missing.some(({action}) => action.startsWith('cloudwatch:'))
  if (versions.length === 0)
    return invocations && isRead ? [page.ink.bold('By version'), ...hang('  ', page.text(unversioned), page.prose)] : []
  const rows = versions.map(
    ({version, alias, invocations, errors, rate}): Row => ({
      cells: [page.text(alias === null ? version : `${version} by ${alias}`)],
      text: page.text(`${count(errors, 'error')} in ${count(invocations, 'invocation')}${rate === null ? '' : `: ${percent(rate)}`}`),
      paint: errors > 0 ? page.ink.yellow : page.ink.green,
    }),
  )
  return [page.ink.bold('By version'), ...table(rows, page)]
}

function classLines({classes, takenAt: at, log, unrecognised, errors}: FunctionErrors, page: Page): string[] {
  if (!log) return []
  if (classes.length === 0)
    return unrecognised !== null || errors
      ? []
      : [page.ink.bold('In the log'), ...hang('  ', page.text('The log holds no line about a failure.'), page.prose)]
  const width = Math.max(...classes.map(one => number(one.count).length))
  const more = log.complete ? '' : `, in the newest ${number(log.lines)} lines`
  return [page.ink.bold(`Errors in the log by kind${more}`), ...classes.flatMap(one => classBlock(one, at, width, page))]
}

const inPhase = ({phases}: ErrorClass): string => (phases.length === 0 ? '' : ` (phase ${phases.join(', ')})`)

const countWords = (one: ErrorClass): string[] => countsOf(one, inPhase(one))

const countsOf = ({count: times, counts, starts}: ErrorClass, phase: string): string[] => [
  ...(counts === 'lines' ? [`${count(times, 'line')}: the format has no request id to count invocations by`] : []),
  ...(counts === 'starts'
    ? [`failed starts${phase}, outside of invocations`]
    : starts
      ? [`also ${count(starts, 'failed start')}${phase}`]
      : []),
]

/** Kind and type on the first line, when and where and in which words under it. */
function classBlock(one: ErrorClass, at: string, width: number, page: Page): string[] {
  const indent = ' '.repeat(width + 4)
  const when = one.first === one.last ? `at ${clock(one.first, at)}` : `${clock(one.first, at)} to ${clock(one.last, at)}`
  const versions = one.versions.length ? `, version ${one.versions.join(', ')}` : ''
  const handled = one.handled ? [`${number(one.handled)} succeeded nevertheless`] : []
  const words = [`${when}${versions}`, ...countWords(one), ...handled].join('; ')
  const head = [kinds[one.kind], one.type, one.action].filter(part => part !== null).join(': ')
  return [
    ...hang(`  ${number(one.count).padStart(width)}  `, page.text(head), page.prose).map(line => page.ink.yellow(line)),
    ...hang(indent, page.text(words), page.prose),
    ...(one.sample ? hang(indent, page.text(one.sample), page.prose).map(line => page.ink.dim(line)) : []),
  ]
}

/** The lines of a log in which no line has a known format. */
function rawLines({unrecognised, errors}: FunctionErrors, page: Page): string[] {
  if (unrecognised === null) return []
  const known = 'No log line in a known error format explains most of the'
  const title = page.text(`${known} ${count(errors ?? 0, 'error')}`)
  const words =
    unrecognised.length === 0
      ? 'The newest failing invocations logged no line.'
      : 'The last lines before the REPORT lines of failing invocations, in the newest minute with errors (values are masked):'
  const width = Math.max(1, ...unrecognised.map(one => number(one.count).length))
  return [
    ...wrap(title, page.prose).map(line => page.ink.bold(line)),
    ...hang('  ', page.text(words), page.prose),
    ...unrecognised.flatMap(one => hang(`  ${number(one.count).padStart(width)}  `, page.text(one.sample), page.prose)),
  ]
}

function partialWords({reports, counted, failedRecords, hiddenMinutes, droppedRecords, deliveredRecords}: PartialFailures): string {
  if (!counted)
    return reports
      ? 'No metric of the function shows partial batch failures, and EventCount metrics are off for the mapping. Turn them on to see the failures.'
      : 'EventCount metrics are off for the mapping: the number of dropped records is unknown.'
  const lost = [
    deliveredRecords ? `${count(deliveredRecords, 'record')} sent to the on-failure destination` : null,
    droppedRecords ? `${count(droppedRecords, 'record')} dropped` : null,
  ].filter(words => words !== null)
  const failed =
    failedRecords === null
      ? 'could not be read'
      : `${count(failedRecords, 'record')} in batches that failed${hiddenMinutes ? `, in ${count(hiddenMinutes, 'minute')} without any error: partial batch failures` : ''}`
  return `${[failed, ...lost].join('; ')}.`
}

function partialLines({partialFailures}: FunctionErrors, page: Page): string[] {
  if (partialFailures.length === 0) return []
  const lines = partialFailures.flatMap(one => {
    const name = partialFailures.length > 1 ? `${one.mapping.slice(0, 8)}${one.qualifier === null ? '' : ` (${one.qualifier})`}: ` : ''
    return hang('  ', page.text(name + partialWords(one)), page.prose)
  })
  return [page.ink.bold('Failures that the metric Errors does not count'), ...lines]
}

function footer({takenAt: at, window, region, logGroup, log}: FunctionErrors, page: Page): string[] {
  const parts = [
    region,
    dateAndTime(at),
    `${clock(window.start, at)} to ${clock(window.end, at)}`,
    logGroup,
    ...(log ? [scanned(log)] : []),
  ]
  return flow(
    parts.map(part => page.text(part)),
    ` ${page.glyphs.dot} `,
    page.prose,
  ).map(line => page.ink.dim(line))
}
