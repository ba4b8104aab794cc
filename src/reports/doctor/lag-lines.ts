import type {LagReport} from '../../model/report/report.ts'
import {duration, epochMs, percent} from '../../text/units.ts'
import {clock, when} from '../text/instants.ts'
import {type Spark, spark} from '../text/sparkline.ts'
import type {Page} from '../text/style.ts'
import {flow, wrap} from '../text/wrap.ts'

/** Below this change (seconds per second) the age is flat. */
const flat = 0.02

const meanings: Record<LagReport['state'], string> = {
  ok: 'up to date',
  behind: 'late, neither catching up nor falling further behind',
  slow: 'falling further behind',
  stalled: 'blocked',
  stopped: 'records arrive and none is delivered',
  losing: 'records are being lost now',
  recovering: 'catching up',
  idle: 'no record to deliver',
  unknown: 'not enough data',
}

const scopes: Record<LagReport['scope'], string | null> = {
  'one-shard': 'on one shard',
  some: 'on some shards',
  all: 'on all shards',
  unknown: null,
}

/** The trend of the age, in words; null where it is unknown. */
export function trend(slope: number | null): string | null {
  if (slope === null) return null
  if (Math.abs(slope) < flat) return 'flat'
  const speed = `${Number(Math.abs(slope).toPrecision(2))} s per second`
  return slope > 0 ? `growing ${speed}` : `shrinking ${speed}`
}

/** The share of the writes that is processed, where it is of use: while the age is flat, it is all of them. */
export function throughput(lag: LagReport): string | null {
  if (lag.throughputRatio === null || lag.throughputRatio < 0 || !['slow', 'recovering'].includes(lag.state)) return null
  return `processes ${percent(lag.throughputRatio)} of the writes`
}

/** When the backlog is gone, in words; null when it is not expected to drain. Metrics are minutes late, so it may be gone already. */
export function drain({state, drainSeconds}: LagReport): string | null {
  if (drainSeconds === null) return null
  const when = drainSeconds < 30 ? 'drained about now' : `drained in about ${duration(drainSeconds)}`
  return state === 'slow' ? `the write burst has ended: ${when}` : when
}

/** The age, and the one from which on it is too high: the age that the configuration makes by itself, or the alarm where the age is above that. */
function ages(lag: LagReport): (string | null)[] {
  const {state, ageSeconds, minimumAgeSeconds, floorSeconds, thresholdSeconds} = lag
  if (ageSeconds === null) return [null]
  const normal =
    ageSeconds <= floorSeconds
      ? `normal up to ${duration(floorSeconds)}`
      : `act above ${duration(Math.max(floorSeconds, thresholdSeconds))}`
  const isYounger = minimumAgeSeconds !== null && minimumAgeSeconds < ageSeconds
  return [
    `age ${duration(ageSeconds)}`,
    isYounger && state !== 'ok' ? `youngest batch ${duration(minimumAgeSeconds)}` : null,
    state === 'ok' ? normal : null,
  ]
}

/** States in which the age is that of a record that waits: its end is the clock's, and no matter of speed. */
const waiting: readonly LagReport['state'][] = ['stalled', 'stopped', 'losing']

const takers = {
  retention: "the stream's 24 h retention",
  'age-limit': "the mapping's MaximumRecordAgeInSeconds",
  retries: "the mapping's MaximumRetryAttempts",
}

const limits = {
  retention: 'retention 24 h',
  'age-limit': 'MaximumRecordAgeInSeconds',
  retries: 'MaximumRetryAttempts',
}

/** The time and the reason of a record loss, as part of a list; null when none is expected. `now` is ISO 8601. */
export function loss(lag: LagReport, now: string): string | null {
  if (!lag.lossAt) return null
  const why = takers[lag.lossBy ?? 'retention']
  if (epochMs(lag.lossAt) - epochMs(now) < 1000) {
    // Only of discarded batches the onset is that of the loss; a lag begins long before its records expire.
    const since = lag.lossBy === 'retries' && lag.onsetAt ? `, since ${clock(lag.onsetAt, now)}` : ''
    return `records are being lost now${since}, by ${why}`
  }
  const reached = `the oldest record reaches ${why} ${when(lag.lossAt, now)}`
  return waiting.includes(lag.state) ? reached : `at this rate ${reached}`
}

/** Words with a capital letter, unless an IAM action or an ARN stands first, and one full stop. */
export const sentence = (words: string): string =>
  `${/^[a-z][a-z0-9-]*:/.test(words) ? words.charAt(0) : words.charAt(0).toUpperCase()}${words.slice(1).replace(/\.$/, '')}.`

const blocked: Record<LagReport['scope'], string> = {
  'one-shard': 'one shard is blocked',
  some: 'some shards are blocked',
  all: 'all shards are blocked',
  unknown: 'at least one shard is blocked',
}

/** The state in words, and on how many shards. */
export function stateWords(lag: LagReport, now: string): (string | null)[] {
  if (lag.state === 'losing' && lag.lossAt && epochMs(lag.lossAt) > epochMs(now))
    return ['losing: records are about to expire', scopes[lag.scope]]
  if (lag.state === 'losing' && lag.lossBy === 'retries') return ['losing: every batch is discarded after its last retry']
  if (lag.state === 'ok' || lag.state === 'idle') return [meanings[lag.state]]
  // The records that are read now were written in the burst; fewer wait behind it.
  if (lag.state === 'slow' && lag.drainSeconds !== null) return ['slow: the age still grows', scopes[lag.scope]]
  if (lag.state === 'stalled') return [`stalled: ${blocked[lag.scope]}`]
  return [`${lag.state}: ${meanings[lag.state]}`, scopes[lag.scope]]
}

/** States that neither age nor trend explains. */
export const reasoned: readonly LagReport['state'][] = ['stopped', 'unknown', 'behind']

/** The words of a state about a pipeline, without its name. */
function condition(lag: LagReport): string {
  if (lag.state === 'stalled') return blocked[lag.scope]
  if (lag.state === 'losing' && lag.lossBy === 'retries') return 'every batch is discarded after its last retry'
  if (lag.state === 'slow') return lag.drainSeconds === null ? `falling behind ${scopes[lag.scope] ?? ''}`.trim() : 'the age still grows'
  // That records are lost stands in the sentence of the loss.
  if (lag.state === 'losing') return `late ${scopes[lag.scope] ?? ''}`.trim()
  return [meanings[lag.state], lag.state === 'ok' || lag.state === 'idle' ? null : scopes[lag.scope]].filter(part => part).join(' ')
}

/** "Nov 29, 23:54 UTC", or the time alone on the day of `now`. */
const moment = (at: string, now: string): string => when(at, now).replace(/^(at|on) | \([^)]*\)$/g, '')

/** State, onset and age in one line; the age of a blocked record is the time since then. `now` is ISO 8601; `said`: the state stands above. */
export function lagSummary(lag: LagReport, now: string, said: boolean): string[] {
  if (lag.state === 'unknown') return []
  const onset = lag.onsetAt
  const seconds = onset ? (epochMs(now) - epochMs(onset)) / 1000 : null
  const since = onset && seconds !== null ? ` · since ${moment(onset, now)} (${duration(seconds)})` : ''
  const [age, youngest, normal] = ages(lag)
  const isOld = seconds !== null && waiting.includes(lag.state) && Math.abs((lag.ageSeconds ?? 0) - seconds) < seconds / 10
  const facts = [
    said ? null : `${condition(lag)}${since}`,
    age && !isOld ? `iterator ${age}` : null,
    lag.state === 'stalled' && lag.scope !== 'all' ? youngest : null,
    normal,
  ]
  return facts.flatMap(part => (part ? [part] : [])).map((part, i) => (i === 0 ? part.charAt(0).toUpperCase() + part.slice(1) : part))
}

/** When data loss starts, in one line; null when that is not expected. `now` is ISO 8601. */
export function lossSummary(lag: LagReport, now: string): string | null {
  if (!lag.lossAt) return null
  if (epochMs(lag.lossAt) - epochMs(now) < 1000) return sentence(loss(lag, now) ?? '')
  const starts = `ata loss starts ${when(lag.lossAt, now).replace(/^on /, '')}: ${limits[lag.lossBy ?? 'retention']}.`
  return waiting.includes(lag.state) ? `D${starts}` : `At this rate d${starts}`
}

/** State, onset, age and trend, as parts of a line. `now` is ISO 8601. */
function lagFacts(lag: LagReport, now: string): string[] {
  const calm = lag.state === 'ok' || lag.state === 'idle'
  return [
    ...stateWords(lag, now),
    lag.onsetAt ? `since ${clock(lag.onsetAt, now)}` : null,
    ...ages(lag),
    calm ? null : trend(lag.slope),
    throughput(lag),
    drain(lag),
  ].filter(fact => fact !== null)
}

/** The facts of the lag, in as few lines as fit. `now` is ISO 8601. */
export function lagLines(lag: LagReport, now: string, page: Page): string[] {
  const label = 'Lag  '
  const width = page.prose - label.length
  const lost = loss(lag, now)
  const why = reasoned.includes(lag.state) ? lag.because.slice(0, 1) : []
  const lines = [
    ...flow(lagFacts(lag, now), ` ${page.glyphs.dot} `, width),
    ...why.flatMap(text => wrap(page.text(text), width)),
    ...(lost ? wrap(page.text(sentence(lost)), width) : []),
  ]
  return lines.map((line, i) => (i === 0 ? page.ink.bold(label) : ' '.repeat(label.length)) + page.text(line))
}

/** Fewer minutes with an age than this draw no curve. */
const fewestPoints = 10

/** Whether a chart says more than the numbers: the age moved beyond its alarm, and the newest minutes are not blank. */
export function isMoving({series = [], thresholdSeconds, state}: LagReport): boolean {
  const known = series.flatMap(({max}) => (max === null ? [] : [max]))
  const newest = series.slice(-series.length / 6)
  const highest = Math.max(0, ...known)
  return (
    !['ok', 'idle', 'unknown'].includes(state) &&
    known.length >= fewestPoints &&
    newest.filter(({max}) => max !== null).length >= newest.length / 2 &&
    highest - Math.min(...known) > Math.max(thresholdSeconds, highest / 3)
  )
}

interface Drawing {
  drawn: Spark
  bars: string[]
  onsetCell: number | null
  /** The first and the last minute, as they stand below the chart. */
  ends: [start: string, end: string]
}

/** The iterator age as bars beside their scale; undefined where no age was reported, or the words of the axis are wider. */
function drawing(lag: LagReport, now: string, rows: number, page: Page): Drawing | undefined {
  const {series = []} = lag
  const points = series.map(point => ({atMs: epochMs(point.at), value: point.max}))
  const room = page.prose - gutterColumns - 1
  const drawn = spark(points, {cells: room, rows, atLeast: lag.thresholdSeconds, unicode: page.style.unicode})
  const start = series[0]?.at
  const end = series.at(-1)?.at
  if (!drawn || !start || !end) return undefined
  const ends: [string, string] = [clock(start, end), clock(end, now)]
  if (axis(drawn, ...ends).length > room) return undefined
  const onset = lag.onsetAt ? epochMs(lag.onsetAt) : null
  const onsetCell = onset !== null && onset >= drawn.startMs && onset <= drawn.endMs ? drawn.cellOf(onset) : null
  const bars = drawn.rows.map((row, i) => {
    const scale = i === 0 ? duration(drawn.top) : i === drawn.rows.length - 1 ? '0 s' : ''
    return page.ink.dim(page.text(gutter(scale, page))) + paintFrom(row.trimEnd(), onsetCell, page)
  })
  return {drawn, bars, onsetCell, ends}
}

/** The iterator age as `rows` lines of bars, with its scale and the onset; nothing when no age was reported. */
export function ageChart(lag: LagReport, now: string, page: Page, rows = 4): string[] {
  const made = drawing(lag, now, rows, page)
  if (!made) return []
  const {drawn, bars, onsetCell, ends} = made
  const blank = drawn.gaps ? '; gaps: no data' : ''
  return [
    ...wrap(`Iterator age (max per minute), peak ${duration(drawn.max)}${blank}`, page.prose).map(line => page.ink.bold(line)),
    ...bars,
    ...onsetLine(drawn, onsetCell, lag.onsetAt, now, page),
    page.ink.dim(gutter('', page) + axis(drawn, ...ends)),
  ]
}

/** The same in four lines, with the onset on the axis. */
export function smallChart(lag: LagReport, now: string, page: Page): string[] {
  const made = drawing(lag, now, 3, page)
  if (!made) return []
  const {drawn, bars, onsetCell, ends} = made
  const line = axis(drawn, ...ends)
  const isFree = onsetCell !== null && [-1, 0, 1].every(step => [' ', undefined].includes(line[onsetCell + step]))
  const marked = isFree ? line.slice(0, onsetCell) + page.glyphs.onset + line.slice(onsetCell + 1) : line
  return [...bars, page.ink.dim(page.text(gutter('iterator age', page)) + marked)]
}

/** As wide as "iterator age" and a blank. */
const gutterColumns = 13
const gutter = (scale: string, page: Page): string => `${page.text(scale).padStart(gutterColumns - 1)} `

const paintFrom = (row: string, cell: number | null, page: Page): string =>
  cell === null ? page.ink.cyan(row) : page.ink.cyan(row.slice(0, cell)) + page.ink.red(row.slice(cell))

function onsetLine(drawn: Spark, cell: number | null, onsetAt: string | null, now: string, page: Page): string[] {
  if (cell === null || !onsetAt) return []
  const cells = drawn.rows[0]?.length ?? 0
  const label = `onset ${clock(onsetAt, now)}`
  const right = cell + 2 + label.length <= cells
  const line = right ? `${' '.repeat(cell)}${page.glyphs.onset} ${label}` : `${label} ${page.glyphs.onset}`.padStart(cell + 1)
  return [page.ink.red(gutter('', page) + line)]
}

function axis(drawn: Spark, start: string, end: string): string {
  const cells = drawn.rows[0]?.length ?? 0
  const blanks = cells - start.length - end.length
  return blanks > 0 ? start + ' '.repeat(blanks) + end : `${start} - ${end}`
}
