import {expect, it} from 'vitest'
import type {AgeMetrics} from '../../../src/derived/lag/age-metrics.ts'
import {readingOf} from '../../../src/derived/lag/read-rate.ts'
import {findStuckLine, othersOnLine} from '../../../src/derived/lag/stuck-line.ts'
import {trendOf} from '../../../src/derived/lag/trend.ts'
import type {Point} from '../../../src/model/evidence/series.ts'
import {random} from '../../support/random.ts'

/** Ages of a lane in seconds, by minutes ago; null where the minute has none. Each row is an age series and what is told from it. */
type Values = (ago: number) => number | null
const minuteMs = 60_000
const nowMs = Date.UTC(2026, 10, 23, 3, 0)
const at = (ago: number) => nowMs - ago * minuteMs
const newest = 4
const ages = (value: Values, minutes = 60): Point[] =>
  Array.from({length: minutes}, (_, i) => newest + minutes - 1 - i).flatMap(ago => {
    const age = value(ago)
    return age === null ? [] : [{atMs: at(ago), value: Math.max(0, age)}]
  })
const ago = (ms: number) => Number(((nowMs - ms) / minuteMs).toFixed(2))
const round = (value: number) => Number(value.toPrecision(4))
/** Noise of so many seconds that is the same in each run: minutes are not alike, and none is odd. */
const noise = (seconds: number, seed = 3): Values => {
  const next = random(seed)
  const list = Array.from({length: 200}, () => seconds * (2 * next() - 1))
  return minute => list[minute] ?? 0
}
const sum =
  (...parts: Values[]): Values =>
  minute =>
    parts.reduce<number | null>(
      (all, part) => (all === null ? null : ((of: number | null) => (of === null ? null : all + of))(part(minute))),
      0,
    )
const constant =
  (value: number): Values =>
  () =>
    value
/** One second until so many minutes ago, and then seconds per second. */
const since =
  (minutes: number, slope: number, first = 1): Values =>
  minute =>
    first + Math.max(0, minutes - minute) * 60 * slope
const falling =
  (top: number, slope: number): Values =>
  minute =>
    top + minute * 60 * slope
const every =
  (n: number, value: Values, other: Values = constant(1)): Values =>
  minute =>
    minute % n === 0 ? value(minute) : other(minute)
const known =
  (n: number, value: Values): Values =>
  minute =>
    minute % n === 0 ? value(minute) : null

type Sweep = Record<string, [values: readonly number[], of: (value: number) => Values]>
const ages_: Sweep = {
  'rises by': [[0.01, 0.019, 0.021, 0.04, 0.08, 0.2, 0.9], slope => since(70, slope, 40)],
  'rises by, with noise': [[0.02, 0.05, 0.1, 0.15, 0.2, 0.3], slope => sum(since(70, slope, 60), noise(20))],
  'falls by': [[0.01, 0.021, 0.05, 0.2, 1], slope => falling(40, slope)],
  'noise of': [[1, 5, 10, 20, 40, 60, 80, 110], seconds => sum(constant(150), noise(seconds, 5))],
  'noise beside a rise of 0.2 of': [[5, 10, 20, 40, 60, 80, 120, 200], seconds => sum(since(70, 0.2, 60), noise(seconds, 7))],
  'began, steep': [[5, 6, 7, 8, 9, 10, 12, 16], minutes => since(minutes, 0.5)],
  'began, flat': [[6, 7, 8, 9, 10, 12, 16, 20], minutes => since(minutes, 0.12)],
  'began with noise': [[6, 7, 8, 9, 10, 12, 16], minutes => sum(since(minutes, 0.3), noise(3, 11))],
  'turned at a top': [
    [5, 6, 7, 8, 9, 10, 12, 16],
    minutes => minute => (minute > minutes ? 100 + (60 - minute) * 20 : 100 + (60 - minutes) * 20 - (minutes - minute) * 30),
  ],
  'turned at a bottom': [
    [5, 6, 7, 8, 9, 10, 12],
    minutes => minute => (minute > minutes ? 900 + (minute - minutes) * 15 : 900 + (minutes - minute) * 24),
  ],
  'turned slowly by': [[1, 3, 5, 6, 7, 9, 12, 20], step => minute => (minute > 9 ? 900 - minute * 10 : 810 - (9 - minute) * step)],
  'turned with noise of': [
    [1, 3, 6, 12, 25, 50],
    seconds => sum(minute => (minute > 9 ? 900 - minute * 10 : 810 - (9 - minute) * 30), noise(seconds, 13)),
  ],
  'late every': [[2, 3, 4, 5, 6, 7, 8], n => every(n, constant(400))],
  'late every second one, by': [[9, 11, 31, 119, 121, 300], age => every(2, constant(age))],
  'late every third one, climbing by': [[0.1, 0.3, 0.6, 1], slope => every(3, since(40, slope, 150))],
  'known every': [[1, 2, 3, 4, 5], n => known(n, since(50, 0.4))],
  'spells of ten minutes, late for': [[2, 3, 4, 5, 6, 8], late => minute => (minute % 10 < late ? 90 + (minute % 4) : 2)],
  'spells that ended': [[5, 6, 8, 10, 12, 15], ended => minute => (minute >= ended && (minute - ended) % 6 < 3 ? 90 : 2)],
}

const trendWords = (value: Values): string => {
  const trend = trendOf(ages(value), 10, 30)
  if (trend === null) return 'none'
  const {direction, slope, from, to, levelSeconds, lastingSeconds, recurring} = trend
  const line = `${round(from.value)} at ${ago(from.atMs)} to ${round(to.value)} at ${ago(to.atMs)}`
  const often = recurring === null ? '' : `, in ${recurring.highMinutes} of ${recurring.minutes}`
  return `${direction} ${round(slope)}, ${line}, level ${round(levelSeconds)}, lasting ${round(lastingSeconds)}${often}`
}

/** The lane reads so much of 1,000 writes a minute (or of the writes given), which the ages tell. */
const readingWords = (value: Values, writes: (minutesAgo: number) => number = () => 1000): string => {
  const late = ages(value).filter(p => p.value > 10)
  const reading = readingOf(late, {at: ms => writes(Math.ceil((nowMs - ms) / minuteMs)), now: writes(newest)})
  return reading === null ? 'none' : `${round(reading.perMinute)} a minute, at ${ago(reading.positionMs)} in ${ago(reading.atMs)}`
}

const lines = (sweep: Sweep, words: (value: Values) => string): string =>
  Object.entries(sweep)
    .flatMap(([name, [values, of]]) => [`# ${name}`, ...values.map(value => `${value}: ${words(of(value))}`), ''])
    .join('\n')

it('the trend', async () => {
  await expect(lines(ages_, trendWords)).toMatchFileSnapshot('../../golden/lines/trend.txt')
})

const pausing =
  (from: number, to: number): Values =>
  minute =>
    1800 - (60 - minute) * 12 + (minute < from ? Math.min(from - minute, from - to) * 60 : 0)
const positions: Sweep = {
  'rises by': [[0.05, 0.2, 0.5, 0.8, 0.95, 1], slope => since(70, slope, 40)],
  'falls by': [[0.05, 0.2, 0.5, 1, 3], slope => falling(40, slope)],
  'noise beside a fall of 0.3 of': [[1, 3, 5, 10, 20, 40, 80], seconds => sum(falling(600, 0.3), noise(seconds, 17))],
  'noise beside a rise of 0.3 of': [[1, 3, 5, 10, 20, 40, 80], seconds => sum(since(70, 0.3, 600), noise(seconds, 19))],
  turned: [
    [5, 6, 7, 8, 9, 12, 20, 30],
    minutes => minute => (minute > minutes ? 900 + (60 - minute) * 20 : 900 + (60 - minutes) * 20 - (minutes - minute) * 45),
  ],
  'changed its rate by little': [[1, 3, 6, 8, 10, 14], step => minute => 2000 - (60 - minute) * 20 - Math.max(0, 20 - minute) * step],
  'paused for': [[1, 2, 3, 5, 8], minutes => pausing(20 + minutes, 20)],
  'paused until lately': [[5, 6, 7, 8, 10], minutes => pausing(minutes + 4, minutes)],
  'one odd minute of': [[-600, -60, -20, 20, 60, 600], odd => minute => 1800 - (60 - minute) * 12 + (minute === 20 ? odd : 0)],
  'an odd newest minute of': [[-300, -60, -20, 20, 60, 300], odd => minute => 1800 - (60 - minute) * 12 + (minute === newest ? odd : 0)],
  'two odd minutes of': [[-300, -60, 60, 300], odd => minute => 1800 - (60 - minute) * 12 + (minute === 20 || minute === 21 ? odd : 0)],
  'known every': [[1, 2, 3, 7, 20, 40, 56], n => known(n, falling(100, 0.3))],
}

it('the rate of reading', async () => {
  const burst = (minutesAgo: number) => (minutesAgo > 40 && minutesAgo < 70 ? 3000 : 800)
  const text = [lines(positions, value => readingWords(value)), '## a burst', '', lines(positions, value => readingWords(value, burst))]
  await expect(text.join('\n')).toMatchFileSnapshot('../../golden/lines/reading.txt')
})

/** A batch that stands since so many minutes, tried in each nth minute, with so much jitter; the lane was late by `first` seconds. */
const blocked = (
  minutes: number,
  {jitter = 2, nth = 1, first = 0, drift = 0}: {jitter?: number; nth?: number; first?: number; drift?: number} = {},
): Values => {
  const tries = noise(jitter, 23)
  return minute => {
    if (minute > minutes || (minutes - minute) % nth !== 0) return 1
    return first + (minutes - minute) * 60 * (1 - drift) + 30 + (tries(minute) as number)
  }
}

interface Around {
  /** Errors of a minute in which the lane is late, and in others. */
  errors?: [number, number]
  others?: 'current' | 'same position' | 'late'
  hidden?: boolean
  sent?: number
  lanes?: number | null
  written?: number
  seconds?: number
  failed?: number | null
}
function metricsOf(
  oldest: Point[],
  {errors = [1, 0], others = 'current', hidden = false, sent = 6, lanes = 4, written = 20, seconds = 0.3, failed = null}: Around,
): AgeMetrics {
  const is = (p: Point, [late, well]: readonly [number, number]) => ({...p, value: p.value > 10 ? late : well})
  const youngest = oldest.map((p, i) => ({
    ...p,
    value: others === 'current' ? 0.5 : others === 'same position' ? Math.max(0, p.value - 5) : p.value / (2 + (i % 3)),
  }))
  return {
    oldest,
    youngest,
    middle: youngest,
    sent: oldest.map(p => ({...p, value: sent})),
    errors: oldest.map(p => is(p, errors)),
    failedRecords: failed === null ? [] : oldest.map(p => ({...p, value: failed})),
    durations: oldest.map(p => ({...p, value: seconds})),
    failuresHidden: hidden,
    settledMs: at(5),
    lanes,
    writtenAt: () => ({records: written, usual: 20}),
  }
}
const stuckWords = (value: Values, around: Around = {}): string => {
  const metrics = metricsOf(ages(value), around)
  const stuck = findStuckLine(metrics, 10, nowMs)
  if (stuck === null) return 'none'
  const first = stuck.atMs[0] ?? 0
  return `at ${ago(stuck.positionMs)}, ${stuck.atMs.length} minutes since ${ago(first)}, others ${othersOnLine(stuck, metrics, 10)}`
}

const minutes = [5, 6, 7, 8, 9, 12, 14, 15, 18, 19, 25, 40]
const stands: Sweep = {
  'stands since': [minutes, since => blocked(since)],
  'tried every second minute, since': [minutes, since => blocked(since, {nth: 2})],
  'tried every fourth minute, since': [minutes, since => blocked(since, {nth: 4})],
  'with a jitter of': [[0, 10, 20, 30, 45, 60], jitter => blocked(16, {jitter})],
  'was late by': [[60, 100, 120, 125, 131, 200, 900], first => blocked(11, {first})],
  'was late by, longer ago': [[60, 131, 900], first => blocked(16, {first})],
  'drifts by': [[0.01, 0.025, 0.03, 0.035, 0.05, 0.1, 0.14, 0.16, 0.3, 0.6], drift => blocked(13, {drift})],
  'drifts for 25 minutes by': [[0.01, 0.025, 0.035, 0.05, 0.1, 0.16, 0.3], drift => blocked(25, {drift})],
  ended: [[4, 5, 6, 7, 8, 10], ended => minute => (minute < ended ? 1 : blocked(25)(minute))],
  'stands beside others that are late every': [[2, 3, 4, 5], n => minute => (minute % n === 0 ? 3000 + minute * 97 : blocked(20)(minute))],
  'slowed down, and stands since': [
    [5, 7, 9, 12, 16],
    minutes => minute => (minute > minutes ? (60 - minute) * 30 : (60 - minutes) * 30 + (minutes - minute) * 60),
  ],
}
const arounds: Record<string, Around> = {
  'each minute fails': {},
  'no failure': {errors: [0, 0]},
  'three failures a minute': {errors: [3, 0]},
  'failures in each minute': {errors: [3, 3]},
  'failures are hidden': {hidden: true, errors: [0, 0]},
  'hidden, and some are counted': {hidden: true, errors: [1, 0]},
  'others at the same position, nothing succeeds': {others: 'same position', errors: [6, 0]},
  'others at the same position, some succeed': {others: 'same position'},
  'others at the same position, hidden': {others: 'same position', hidden: true, errors: [0, 0]},
  'others are late, nothing succeeds': {others: 'late', errors: [6, 0]},
  'others are late, some succeed': {others: 'late', errors: [1, 0]},
  'others are late, hidden': {others: 'late', hidden: true, errors: [0, 0]},
  'no record failed': {failed: 0},
  'records failed': {failed: 3, errors: [0, 0]},
  'too many tries': {others: 'same position', hidden: true, errors: [0, 0], sent: 241},
  'as many tries as can be': {others: 'same position', hidden: true, errors: [0, 0], sent: 240},
  'a bulk': {others: 'same position', hidden: true, errors: [0, 0], sent: 60, seconds: 3, written: 20_000},
  'no bulk': {others: 'same position', hidden: true, errors: [0, 0], sent: 60, seconds: 3, written: 59},
}

it.each(Object.keys(arounds))('the stuck line: %s', async name => {
  const text = lines(stands, value => stuckWords(value, arounds[name]))
  await expect(text).toMatchFileSnapshot(`../../golden/lines/stuck-${name.replaceAll(/[^\w]+/g, '-')}.txt`)
})
