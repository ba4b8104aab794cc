import type {StandardUnit} from '@aws-sdk/client-cloudwatch'
import type {Statistic} from '../../simulation/engine/world.ts'
import {AwsError} from '../protocol/errors.ts'
import {list, required, structure, text} from '../protocol/shapes.ts'

export const namespace = text({min: 1, max: 255, pattern: /[^:].*/})
export const metricName = text({min: 1, max: 255})
const dimension = structure({Name: required(text({min: 1, max: 255})), Value: required(text({min: 1, max: 1024}))})
export const dimensions = list(dimension, {max: 30})

export const byName = (given: readonly {Name: string; Value: string}[] = []): Record<string, string> =>
  Object.fromEntries(given.map(({Name, Value}) => [Name, Value]))

const simple: readonly string[] = ['Sum', 'Average', 'Minimum', 'Maximum', 'SampleCount']
/** p0 to p100, with up to ten decimals (CloudWatch API reference, "percentile statistics"). */
const percentile = /^p(100|\d{1,2}(\.\d{1,10})?)$/

export const isStatistic = (given: string): given is Statistic => simple.includes(given) || percentile.test(given)
export const isPercentile = (given: string): given is `p${number}` => percentile.test(given)

const milliseconds = ['IteratorAge', 'Duration', 'SuccessfulRequestLatency', 'PostRuntimeExtensionsDuration', 'ReplicationLatency']

/** The unit that Lambda and DynamoDB publish a metric in (their metric tables). */
export function unitOf(metric: string): StandardUnit {
  if (milliseconds.includes(metric)) return 'Milliseconds'
  return metric === 'ReturnedBytes' ? 'Bytes' : 'Count'
}

export const invalidValue = (message: string): AwsError =>
  new AwsError('InvalidParameterValueException', message, {code: 'InvalidParameterValue'})
export const invalidCombination = (message: string): AwsError =>
  new AwsError('InvalidParameterCombinationException', message, {code: 'InvalidParameterCombination'})
export const validationError = (message: string): AwsError => new AwsError('ValidationException', message, {code: 'ValidationError'})
export const invalidToken = (): AwsError => new AwsError('InvalidNextToken', 'The next token specified is invalid.')

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** 1, 5, 10, 20, 30 or a multiple of 60 seconds. */
export const isPeriod = (seconds: number): boolean => [1, 5, 10, 20, 30].includes(seconds) || seconds % 60 === 0

/**
 * The period that data of this age still has: any for 3 hours, a minute for 15 days, five minutes for 63 days, then an hour
 * (CloudWatch API reference). In seconds.
 */
export function finestPeriod(ageMs: number): number {
  if (ageMs < 3 * hourMs) return 1
  if (ageMs <= 15 * dayMs) return 60
  return ageMs <= 63 * dayMs ? 300 : 3600
}

/** Datapoints lie on whole periods. */
export const alignedDown = (ms: number, periodSeconds: number): number => Math.floor(ms / (periodSeconds * 1000)) * periodSeconds * 1000
