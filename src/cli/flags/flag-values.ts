import {UserError} from '../../model/errors.ts'

const secondsPer: Record<string, number> = {s: 1, m: 60, h: 3600, d: 86_400}

const wrongValue = (message: string, ...hints: string[]): UserError => new UserError('E_USAGE', message, hints)

/** A duration such as "30s", "15m", "3h" or "1d", in seconds, within bounds that are given the same way. */
export function durationSeconds(flag: string, text: string, bounds: {from: string; to: string}): number {
  const seconds = parseDuration(text)
  if (seconds === undefined)
    throw wrongValue(
      `${flag} ${text} is not a duration.`,
      `Write a number and s, m, h or d: \`${flag} 30s\`, \`${flag} 15m\`, \`${flag} 3h\`.`,
    )
  if (seconds < (parseDuration(bounds.from) ?? 0) || seconds > (parseDuration(bounds.to) ?? Number.POSITIVE_INFINITY))
    throw wrongValue(`${flag} ${text} is out of range: it can be from ${bounds.from} to ${bounds.to}.`)
  return seconds
}

function parseDuration(text: string): number | undefined {
  const [, amount, unit] = /^(\d{1,9}(?:\.\d{1,3})?)([smhd])$/.exec(text.trim()) ?? []
  const per = unit && secondsPer[unit]
  return amount && per ? Number(amount) * per : undefined
}

/** A whole number from `least` to `most`. */
export function wholeNumber(flag: string, text: string, least: number, most: number): number {
  const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN
  if (!(value >= least && value <= most)) throw wrongValue(`${flag} ${text} is not a whole number from ${least} to ${most}.`)
  return value
}

/** A number above zero, up to `most`. */
export function positiveNumber(flag: string, text: string, most: number): number {
  const value = /^\d{1,9}(\.\d{1,20})?$/.test(text) ? Number(text) : Number.NaN
  if (!(value > 0 && value <= most)) throw wrongValue(`${flag} ${text} is not a number above 0 and up to ${most}, such as 0.5.`)
  return value
}

/** A share: a number from 0 to 1. */
export function share(flag: string, text: string): number {
  const value = /^(\d(\.\d{1,9})?|\.\d{1,9})$/.test(text) ? Number(text) : Number.NaN
  if (!(value >= 0 && value <= 1)) throw wrongValue(`${flag} ${text} is not a number from 0 to 1.`)
  return value
}

/** A seed of the lab: any whole number up to 4294967295. */
export const seedNumber = (text: string): number => wholeNumber('--seed', text, 0, 0xffff_ffff)
