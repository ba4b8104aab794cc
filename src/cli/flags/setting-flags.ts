import {custom} from '@oclif/core/flags'
import type {Settings} from '../../model/plan/plan.ts'
import {UserError} from '../../model/user-error.ts'
import {didYouMean} from '../../text/closest.ts'

const wrong = (message: string, ...hints: string[]): UserError => new UserError('E_USAGE', message, hints)

type Parse = (name: string, text: string) => Settings[string]

const whole =
  (least: number, most: number, besides?: number): Parse =>
  (name, text) => {
    const value = /^-?\d{1,9}$/.test(text) ? Number(text) : Number.NaN
    if ((value >= least && value <= most) || value === besides) return value
    const other = besides === undefined ? '' : `${besides}, or `
    throw wrong(`${name}=${text} is out of range: it must be ${other}a whole number from ${least} to ${most}.`)
  }

const flag: Parse = (name, text) => {
  if (text === 'true' || text === 'false') return text === 'true'
  throw wrong(`${name}=${text} is neither true nor false.`)
}

const one =
  (value: string, wrap: (list: string[]) => Settings[string]): Parse =>
  (name, text) => {
    if (text === value || text === 'none') return wrap(text === 'none' ? [] : [text])
    throw wrong(`${name}=${text} is not possible: it is ${value} or none.`)
  }

const destination: Parse = (name, text) => {
  if (text === 'none') return {OnFailure: {Destination: ''}}
  if (/^arn:[^:]+:(sqs|sns):[^:]+:\d{12}:[^:]+$|^arn:[^:]+:s3:::[^:]+$/.test(text) && !text.endsWith('.fifo'))
    return {OnFailure: {Destination: text}}
  const fifo = text.endsWith('.fifo') ? ': it is a FIFO queue or topic' : ''
  throw wrong(
    `${name}=${text} cannot be an on-failure destination${fifo}.`,
    'It is the ARN of a standard SQS queue, a standard SNS topic or an S3 bucket, or none.',
  )
}

/** The settings of a mapping that can be set, with AWS's ranges (Lambda API reference, UpdateEventSourceMapping). */
const settings: Readonly<Record<string, Parse>> = {
  Enabled: flag,
  BatchSize: whole(1, 10_000),
  MaximumBatchingWindowInSeconds: whole(0, 300),
  ParallelizationFactor: whole(1, 10),
  MaximumRetryAttempts: whole(0, 10_000, -1),
  MaximumRecordAgeInSeconds: whole(60, 604_800, -1),
  BisectBatchOnFunctionError: flag,
  DestinationConfig: destination,
  FunctionResponseTypes: one('ReportBatchItemFailures', list => list),
  MetricsConfig: one('EventCount', Metrics => ({Metrics})),
}

/** Reads the `Key=Value` of one --set. */
export function parseSetting(text: string): Settings {
  const at = text.indexOf('=')
  const name = at < 0 ? text : text.slice(0, at)
  const parse = Object.hasOwn(settings, name) ? settings[name] : undefined
  if (parse === undefined)
    throw wrong(
      `--set: a mapping has no setting ${JSON.stringify(name)} that can be changed here.`,
      ...didYouMean(name, Object.keys(settings)),
      `Settings: ${Object.keys(settings).join(', ')}.`,
    )
  if (at < 0) throw wrong(`--set ${text} has no value.`, `Write \`--set ${name}=VALUE\`.`)
  return {[name]: parse(name, text.slice(at + 1).trim())}
}

/** A flag for one setting under a short name, with the same values. */
export const shortSettingFlag = (setting: 'DestinationConfig' | 'MaximumRetryAttempts' | 'ParallelizationFactor') =>
  custom<Settings>({parse: async text => parseSetting(`${setting}=${text}`)})

/** A setting of the mapping; a key that comes twice counts as it comes last. */
export const settingFlag = custom<Settings>({parse: async text => parseSetting(text)})
