import {minuteMs} from '../../../src/text/minutes.ts'

const unitSeconds: Record<string, number> = {s: 1, min: 60, h: 3600, d: 86_400}

/** "1,234.5" as a number. */
export const toNumber = (text = ''): number => Number(text.replace(/,/g, ''))

/** "98 % of" or "5.8 ×" as a ratio. */
export const toRatio = (text = ''): number => toNumber(text.replace(/ .*/, '')) / (text.includes('%') ? 100 : 1)

/** An instant to the second or to the minute, epoch ms. */
export const msOf = (instant = ''): number => Date.parse(instant.length === 17 ? `${instant.slice(0, 16)}:00Z` : instant)

/** "1 h 20 min" in seconds. */
export const secondsOf = (text = ''): number =>
  [...text.matchAll(/([\d.,]+) (s|min|h|d)\b/g)].reduce((sum, [, n, unit]) => sum + toNumber(n) * (unitSeconds[unit ?? ''] ?? 0), 0)

/** CloudWatch rounds to minutes and lacks one point in twenty: ratios and counts may be off by 15 %. */
const ratioTolerance = 0.15

export const near = (said: number, real: number, slack = 0): boolean =>
  Math.abs(said - real) <= Math.max(ratioTolerance * Math.abs(real), slack)

/** The value that a sentence compares with lies in one of several windows: it has to fit one of them. */
export const fitsSome = (said: number, candidates: readonly (number | null)[], slack = 0): boolean =>
  candidates.some(real => real !== null && near(said, real, slack))

/** Times may be off by a minute. */
export const isNearOne = (saidMs: number, instants: readonly number[]): boolean => instants.some(ms => Math.abs(saidMs - ms) <= minuteMs)
