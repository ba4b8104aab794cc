import type {LagReport} from '../model/report.ts'
import {duration, epochMs, percent} from '../model/units.ts'
import {clock, when} from './instants.ts'
import {type Spark, spark} from './sparkline.ts'
import type {Page} from './style.ts'
import {flow, wrap} from './wrap.ts'

/** Below this change (seconds per second) the age is flat. */
const flat = 0.02

const meanings: Record<LagReport['state'], string> = {
  ok: 'up to date',
  behind: 'late, neither catching up nor falling further behind',
  slow: 'falling further behind',
  stalled: 'blocked',
  stopped: 'records arrive, none is delivered',
  losing: 'records are expiring now',
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

/** Where the age goes, in words; null where no trend is known. */
export function trend(slope: number | null): string | null {
  if (slope === null) return null
  if (Math.abs(slope) < flat) return 'flat'
  const speed = `${Number(Math.abs(slope).toPrecision(2))} s per second`
  return slope > 0 ? `growing ${speed}` : `shrinking ${speed}`
}

/** What is processed of what was written, where that says something: an age that stays says that it is all. */
export function throughput(lag: LagReport): string | null {
  if (lag.throughputRatio === null || lag.throughputRatio < 0 || !['slow', 'recovering'].includes(lag.state)) return null
  return `processes ${percent(lag.throughputRatio)} of what was written`
}

/** When the backlog is gone, in words; null when it is not expected to go. Metrics are minutes late, so that it may be gone already. */
export function drain({state, drainSeconds}: LagReport): string | null {
  if (drainSeconds === null) return null
  const when = drainSeconds < 30 ? 'drained about now' : `drained in about ${duration(drainSeconds)}`
  return state === 'slow' ? `the write burst has ended: ${when}` : when
}

/** The age, and the one from which on it is too high: what the configuration makes by itself, or the alarm where the age is above that. */
function ages(lag: LagReport): (string | null)[] {
  const {state, ageSeconds, minimumAgeSeconds, floorSeconds, thresholdSeconds} = lag
  if (ageSeconds === null) return [null]
  const normal =
    ageSeconds <= floorSeconds
      ? `normal up to ${duration(floorSeconds)}`
      : `act above ${duration(Math.max(floorSeconds, thresholdSeconds))}`
  const isFresher = minimumAgeSeconds !== null && minimumAgeSeconds < ageSeconds
  return [
    `age ${duration(ageSeconds)}`,
    isFresher && state !== 'ok' ? `freshest ${duration(minimumAgeSeconds)}` : null,
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

/** When records are lost, and by what, as part of a list; null when that is not expected. `now` is ISO 8601. */
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

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`

const blocked: Record<LagReport['scope'], string> = {
  'one-shard': 'one shard is blocked',
  some: 'some shards are blocked',
  all: 'all shards are blocked',
  unknown: 'at least one shard is blocked',
}

/** The state in words, and on how many shards. */
function stateWords(lag: LagReport, now: string): (string | null)[] {
  if (lag.state === 'losing' && lag.lossAt && epochMs(lag.lossAt) > epochMs(now))
    return ['losing: records are about to expire', scopes[lag.scope]]
  if (lag.state === 'losing' && lag.lossBy === 'retries') return ['losing: every batch is discarded after its last retry']
  if (lag.state === 'ok' || lag.state === 'idle') return [meanings[lag.state]]
  // What is read now was written in the burst; less waits behind it.
  if (lag.state === 'slow' && lag.drainSeconds !== null) return ['slow: the age still grows', scopes[lag.scope]]
  if (lag.state === 'stalled') return [`stalled: ${blocked[lag.scope]}`]
  return [`${lag.state}: ${meanings[lag.state]}`, scopes[lag.scope]]
}

/** States that neither age nor trend explains. */
export const reasoned: readonly LagReport['state'][] = ['stopped', 'unknown', 'behind']

/** The facts of the lag, in as few lines as fit. `now` is ISO 8601. */
export function lagLines(lag: LagReport, now: string, page: Page): string[] {
  const label = 'Lag  '
  const width = page.prose - label.length
  const calm = lag.state === 'ok' || lag.state === 'idle'
  const facts = [
    ...stateWords(lag, now),
    lag.onsetAt ? `since ${clock(lag.onsetAt, now)}` : null,
    ...ages(lag),
    calm ? null : trend(lag.slope),
    throughput(lag),
    drain(lag),
  ].filter(fact => fact !== null)
  const lost = loss(lag, now)
  const why = reasoned.includes(lag.state) ? lag.because.slice(0, 1) : []
  const lines = [
    ...flow(facts, ` ${page.glyphs.dot} `, width),
    ...why.flatMap(text => wrap(page.text(text), width)),
    ...(lost ? wrap(page.text(sentence(lost)), width) : []),
  ]
  return lines.map((line, i) => (i === 0 ? page.ink.bold(label) : ' '.repeat(label.length)) + page.text(line))
}

/** The iterator age as bars, with its scale and the onset; nothing when no age was reported. */
export function ageChart(lag: LagReport, now: string, page: Page): string[] {
  const points = lag.series.map(point => ({atMs: epochMs(point.at), value: point.max}))
  const room = page.style.columns - gutter('', page).length - 1
  const drawn = spark(points, {cells: Math.min(room, 180), rows: 4, atLeast: lag.thresholdSeconds, unicode: page.style.unicode})
  const start = lag.series[0]?.at
  const end = lag.series.at(-1)?.at
  // A chart that is narrower than the words of its axis says nothing.
  if (!drawn || !start || !end || axis(drawn, clock(start, end), clock(end, now)).length > room) return []
  const onset = lag.onsetAt ? epochMs(lag.onsetAt) : null
  const onsetCell = onset !== null && onset >= drawn.startMs && onset <= drawn.endMs ? drawn.cellOf(onset) : null
  const bars = drawn.rows.map((row, i) => {
    const scale = i === 0 ? duration(drawn.top) : i === drawn.rows.length - 1 ? '0 s' : ''
    return page.ink.dim(page.text(gutter(scale, page))) + paintFrom(row.trimEnd(), onsetCell, page)
  })
  const blank = drawn.gaps ? '; blank where none was reported' : ''
  return [
    ...wrap(`Iterator age: the highest of each minute, at most ${duration(drawn.max)}${blank}`, page.prose).map(line =>
      page.ink.bold(line),
    ),
    ...bars,
    ...onsetLine(drawn, onsetCell, lag.onsetAt, now, page),
    page.ink.dim(gutter('', page) + axis(drawn, clock(start, end), clock(end, now))),
  ]
}

const gutterColumns = 12
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
