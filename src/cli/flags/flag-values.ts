import {custom} from '@oclif/core/flags'
import {UserError} from '../../model/user-error.ts'

const secondsPer: Record<string, number> = {s: 1, m: 60, h: 3600, d: 86_400}

const wrongValue = (message: string, ...hints: string[]): UserError => new UserError('E_USAGE', message, hints)

/** A duration such as "30s", "15m", "3h" or "1d", in seconds, within bounds that are given the same way. */
export function durationSeconds(flag: string, text: string, bounds: DurationBounds): number {
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
export function shareNumber(flag: string, text: string): number {
  const value = /^(\d(\.\d{1,9})?|\.\d{1,9})$/.test(text) ? Number(text) : Number.NaN
  if (!(value >= 0 && value <= 1)) throw wrongValue(`${flag} ${text} is not a number from 0 to 1.`)
  return value
}

/** The bounds of a duration, both included, as a user writes them. */
export interface DurationBounds {
  from: string
  to: string
}

/** "from 30m to 14d": for the description of a flag. */
export const within = ({from, to}: DurationBounds): string => `from ${from} to ${to}`

/** A flag that takes a duration; its value is in seconds. */
export const duration = (bounds: DurationBounds) =>
  custom<number>({helpValue: 'TIME', parse: async (text, _, {name}) => durationSeconds(`--${name}`, text, bounds)})

/** The default of a duration: in seconds for the command, as written for its help. */
export const durationDefault = (text: string) => ({default: parseDuration(text) ?? 0, defaultHelp: async () => text})

/** For `integer`: a whole number within bounds. The error names the flag and both bounds. */
export const bounds = (min: number, max: number) => ({
  min,
  max,
  parse: async (text: string, _: unknown, {name}: {name: string}) => wholeNumber(`--${name}`, text, min, max),
})

/** A flag that takes a number above 0, up to `most`. */
export const positive = (most: number) => custom<number>({parse: async (text, _, {name}) => positiveNumber(`--${name}`, text, most)})

/** A flag that names a file. */
export const fileFlag = custom<string>({
  helpValue: 'FILE',
  parse: async (text, _, {name}) => {
    if (text === '') throw wrongValue(`--${name} names no file.`, `Write \`--${name} FILE\`.`)
    return text
  },
})
