import {longestTimeoutSeconds, mostMemoryMb} from '../../aws-facts/limits.ts'
import {runtimeDates} from '../../aws-facts/runtimes.ts'
import type {PrintedRequest} from '../../text/printed-request.ts'
import {epochMs, number} from '../../text/units.ts'
import {isOwnFunction, isPlaceholder, type Rule} from './command-rule.ts'

const ofMapping = ['create-event-source-mapping', 'update-event-source-mapping']
const ofFunction = 'update-function-configuration'

const isLambda = ({service, operation}: PrintedRequest, ...operations: readonly string[]): boolean =>
  service === 'lambda' && operations.includes(operation)

/** The allowed values of a whole number: from, to, and one value beside them that has a meaning of its own. */
interface Range {
  name: string
  from: number
  to: number
  or?: number
}

/** Lambda API reference, "CreateEventSourceMapping" and "UpdateEventSourceMapping". */
const mappingRanges: Readonly<Record<string, Range>> = {
  'batch-size': {name: 'BatchSize', from: 1, to: 10_000},
  'maximum-batching-window-in-seconds': {name: 'MaximumBatchingWindowInSeconds', from: 0, to: 300},
  'parallelization-factor': {name: 'ParallelizationFactor', from: 1, to: 10},
  'maximum-retry-attempts': {name: 'MaximumRetryAttempts', from: -1, to: 10_000},
  'maximum-record-age-in-seconds': {name: 'MaximumRecordAgeInSeconds', from: 60, to: 604_800, or: -1},
  'tumbling-window-in-seconds': {name: 'TumblingWindowInSeconds', from: 0, to: 900},
}

const keeps = (text: string, {from, to, or}: Range): boolean => {
  const value = Number(text)
  return isPlaceholder(text) || (/^-?\d+$/.test(text) && ((value >= from && value <= to) || value === or))
}

const outside = ({name, from, to, or}: Range) => ({
  why: `AWS accepts a ${name} of ${or === undefined ? '' : `${or}, or of `}${number(from)} to ${number(to)}.`,
})

const mappingRange: Rule = request => {
  if (!isLambda(request, ...ofMapping)) return null
  const wrong = Object.entries(mappingRanges).find(([option, range]) => {
    const text = request.options[option]
    return text !== undefined && !keeps(text, range)
  })
  return wrong === undefined ? null : outside(wrong[1])
}

/** The object in a text; null where it is no JSON object. Evidence may hold any text. */
function objectIn<T extends object>(text: string): T | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as T) : null
  } catch {
    return null
  }
}

const notJson = {why: 'AWS accepts only JSON here.'}

/** Lambda API reference, "FilterCriteria" and Developer Guide, "invocation-eventfiltering": five filters unless the quota was raised. */
const filters: Rule = request => {
  const text = request.options['filter-criteria']
  if (!isLambda(request, ...ofMapping) || text === undefined || isPlaceholder(text)) return null
  const criteria = objectIn<{Filters?: {Pattern?: string}[]}>(text)
  if (criteria === null) return notJson
  const patterns = (criteria.Filters ?? []).map(({Pattern = ''}) => Pattern)
  if (patterns.length > 10) return {why: 'AWS accepts ten filters at most.'}
  return patterns.some(pattern => pattern.length > 4096) ? {why: 'AWS accepts a filter pattern of 4,096 characters at most.'} : null
}

/** A failure destination is a standard queue, a standard topic or a bucket (Lambda Developer Guide, "services-dynamodb-errors"); 350 characters at most. */
const destination: Rule = request => {
  const text = request.options['destination-config']
  if (!isLambda(request, ...ofMapping) || text === undefined) return null
  const config = text.startsWith('{') ? objectIn<{OnFailure?: {Destination?: string}}>(text) : {OnFailure: {Destination: text}}
  if (config === null) return notJson
  const arn = config.OnFailure?.Destination ?? ''
  if (arn === '' || isPlaceholder(arn)) return null
  if (arn.endsWith('.fifo')) return {why: 'Lambda writes failed batches to standard queues and topics, not to FIFO ones.'}
  return /^arn:[^:]+:(sqs|sns|s3):/.test(arn) && arn.length <= 350
    ? null
    : {why: 'An on-failure destination is the ARN of an SQS queue, an SNS topic or an S3 bucket.'}
}

/** Timeout and memory (Lambda API reference, "UpdateFunctionConfiguration"). */
const functionRange: Rule = (request, {function: target}) => {
  if (!isLambda(request, ofFunction)) return null
  const ranges: Readonly<Record<string, Range>> = {
    timeout: {name: 'Timeout', from: 1, to: longestTimeoutSeconds(target)},
    'memory-size': {name: 'MemorySize', from: 128, to: mostMemoryMb(target)},
  }
  const wrong = Object.entries(ranges).find(([option, range]) => {
    const text = request.options[option]
    return text !== undefined && !keeps(text, range)
  })
  return wrong === undefined ? null : outside(wrong[1])
}

/** A container image brings its runtime, and takes no package; a package takes no image (Lambda API reference, "UpdateFunctionCode"). */
const packageType: Rule = (request, around) => {
  const {function: target} = around
  if (!target || !isOwnFunction(request, around)) return null
  const isImage = target.packageType === 'Image'
  if (isImage && isLambda(request, ofFunction) && request.options.runtime !== undefined)
    return {why: 'The function is a container image: its runtime is in the image.'}
  if (isImage && isLambda(request, 'update-function-code') && request.options['zip-file'] !== undefined)
    return {why: 'The function is a container image: AWS accepts no deployment package for it.'}
  return !isImage && isLambda(request, 'update-function-code') && request.options['image-uri'] !== undefined
    ? {why: 'The function is a deployment package: AWS accepts no image for it.'}
    : null
}

/** From the day in the list on AWS refuses each change but that of the runtime (Lambda Developer Guide, "Lambda runtimes"). */
const blockedRuntime: Rule = (request, around) => {
  const {function: target, nowMs} = around
  const [, , blockedOn = null] = (Object.hasOwn(runtimeDates, target?.runtime ?? '') && runtimeDates[target?.runtime ?? '']) || []
  const changes = isLambda(request, ofFunction, 'update-function-code') && isOwnFunction(request, around)
  if (!changes || request.options.runtime !== undefined || blockedOn === null || nowMs < epochMs(blockedOn)) return null
  return {why: `AWS refuses changes of functions on ${target?.runtime} since ${blockedOn}, except to another runtime.`}
}

export const settingRules: readonly Rule[] = [mappingRange, filters, destination, functionRange, packageType, blockedRuntime]
