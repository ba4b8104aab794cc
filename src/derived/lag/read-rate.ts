import type {Point} from '../../model/evidence/series.ts'
import {median} from '../../signs/statistics.ts'
import {minuteMs} from '../../text/minutes.ts'
import {type Writes, written} from '../load/writes.ts'

/** How fast the stream is read now, and how far the reader has come. */
export interface Reading {
  /** In the unit of the writes. */
  perMinute: number
  /** A moment in the newest minute that has an age, and the write time of the records that were read then. */
  atMs: number
  positionMs: number
}

/** A minute lies on the line within three standard deviations of the noise, which is taken for this many seconds of writes at least. */
const smallestNoiseSeconds = 5
const sigmas = 3
/** So many minutes in a row off the line may belong to another time: before a repair, or in a pause. One alone is an odd one … */
const oddMinutes = 2
/** … and they do when the rate differed by more than this share, and more than the noise explains. */
const otherRate = 0.15
/** So many minutes tell where the reading is; their median has little of the noise. */
const latelyMinutes = 3

interface Done {
  atMs: number
  positionMs: number
  /** Minutes since the newest one, and the records read since (both negative). */
  x: number
  y: number
}

const positionOf = (point: Point): number => point.atMs - point.value * 1000

/** The records read until each minute, counted back from the newest: written between the positions. Newest first. */
function doneOf(ages: readonly Point[], writes: Writes): Done[] {
  const list: Done[] = []
  for (const age of [...ages].reverse()) {
    const [first, later] = [list[0], list.at(-1)]
    const positionMs = positionOf(age)
    const y = later ? later.y - written(positionMs, later.positionMs, writes) : 0
    list.push({atMs: age.atMs, positionMs, x: first ? (age.atMs - first.atMs) / minuteMs : 0, y})
  }
  return list
}

/** Robust standard deviation of the reads around the line from each minute's neighbour to the other. */
function noiseOf(list: readonly Done[]): number {
  const off = list.slice(1, -1).map((here, i) => {
    const [later, earlier] = [list[i] as Done, list[i + 2] as Done]
    const share = (here.x - earlier.x) / (later.x - earlier.x)
    return Math.abs(here.y - earlier.y - share * (later.y - earlier.y))
  })
  // The difference of a value and the mean of two has 1.5 times the variance of one.
  return off.length ? (1.4826 * median(off)) / Math.sqrt(1.5) : 0
}

/** Least squares. */
function lineThrough(list: readonly Done[]) {
  const meanX = list.reduce((sum, {x}) => sum + x, 0) / list.length
  const meanY = list.reduce((sum, {y}) => sum + y, 0) / list.length
  const spread = list.reduce((sum, {x}) => sum + (x - meanX) ** 2, 0)
  const slope = list.reduce((sum, {x, y}) => sum + (x - meanX) * (y - meanY), 0) / spread
  return {
    slope,
    spread,
    at: (x: number) => meanY + slope * (x - meanX),
    /** How much less sure the line is at x than a value on it. */
    doubt: (x: number) => Math.sqrt(1 + 1 / list.length + (x - meanX) ** 2 / spread),
  }
}

/** The newest minutes that lie on one line: since the last time that the rate changed. */
function sameRate(list: readonly Done[], noise: number): Done[] {
  const on = list.slice(0, 2)
  let odd: Done[] = []
  for (const one of list.slice(2)) {
    const line = lineThrough(on)
    if (Math.abs(one.y - line.at(one.x)) <= sigmas * noise * line.doubt(one.x)) {
      on.push(...odd, one)
      odd = []
      continue
    }
    odd.push(one)
    if (odd.length < oddMinutes) continue
    const last = on.at(-1) as Done
    const before = (last.y - one.y) / (last.x - one.x)
    const unsure = noise * Math.sqrt(1 / line.spread + 2 / (last.x - one.x) ** 2)
    if (Math.abs(before - line.slope) > Math.max(otherRate * line.slope, sigmas * unsure)) break
    on.push(...odd)
    odd = []
  }
  return on
}

/**
 * Rule 5. The rate at which the stream is read, from ages (seconds, oldest first) of minutes in which it lagged: the records written between two
 * positions were read between the two minutes. Some minutes of it are noisy, and where little more is read than written the noise decides;
 * so the line goes as far back as the rate was the same, and no further. Null with fewer than two ages, or when nothing was read.
 */
export function readingOf(ages: readonly Point[], writes: Writes): Reading | null {
  const list = doneOf(ages, writes)
  const [newest, oldest] = [list[0], list.at(-1)]
  if (!newest || !oldest || list.length < 2) return null
  const perSecond = -oldest.y / Math.max(1, (newest.positionMs - oldest.positionMs) / 1000)
  const on = sameRate(list, Math.max(smallestNoiseSeconds * perSecond, noiseOf(list)))
  const {slope, at} = lineThrough(on)
  if (slope <= 0) return null
  const first = on.at(-1) as Done
  // The oldest age of a minute is that of its end while the age grows, and of its start while it shrinks.
  const offsetMs = newest.positionMs - first.positionMs < newest.atMs - first.atMs ? minuteMs : 0
  // How far the newest minutes are from the line: the position moves on at its rate from there.
  const lately = median(on.slice(0, latelyMinutes).map(({x, y}) => y - at(x)))
  const aheadMs = perSecond > 0 ? ((at(0) + lately) / perSecond) * 1000 : 0
  return {perMinute: slope, atMs: newest.atMs + offsetMs, positionMs: newest.positionMs + offsetMs + aheadMs}
}
