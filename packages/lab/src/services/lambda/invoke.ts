import {unmetWish} from '../../simulation/function/functions.ts'
import type {HandInvocation} from '../../simulation/function/invoke-by-hand.ts'
import {outerKeyOf} from '../code/source.ts'
import {AwsError} from '../protocol/errors.ts'
import {operation} from '../protocol/operation.ts'
import {oneOf, required, text} from '../protocol/shapes.ts'
import {findTarget, functionArn, functionName, latestNotFound, qualifier} from './names.ts'

/** 6 MB (Lambda quotas page). */
const largestPayload = 6_291_456

/** An answer that is not written as JSON members: a payload, and headers. */
export interface RawAnswer {
  status: number
  headers: Record<string, string>
  payload: string
}

export const invoke = operation({
  action: 'lambda:InvokeFunction',
  input: {
    FunctionName: required(functionName),
    Qualifier: qualifier,
    InvocationType: oneOf('Event', 'RequestResponse', 'DryRun'),
    Payload: text(),
  },
  resource: (input, {world}) => functionArn(world, input.FunctionName, input.Qualifier),
  run: ({FunctionName, Qualifier, InvocationType = 'RequestResponse', Payload = ''}, {world, changes}): RawAnswer => {
    const target = findTarget(world, FunctionName, Qualifier, latestNotFound)
    if (Buffer.byteLength(Payload) > largestPayload) {
      throw new AwsError(
        'RequestTooLargeException',
        `Request must be smaller than ${largestPayload} bytes for the InvokeFunction operation`,
        {status: 413},
      )
    }
    const wish = unmetWish(target.fn, target.qualifier)
    if (wish !== null) throw new AwsError('InvalidParameterValueException', wish)
    const event = parsed(Payload)
    if (InvocationType === 'DryRun') return {status: 204, headers: {}, payload: ''}
    if (InvocationType === 'Event')
      throw new AwsError('InvalidParameterValueException', 'This simulated AWS invokes functions synchronously only.')
    const numbers = sequenceNumbersIn(event)
    const done = changes.invoke(world, target.fn.name, target.qualifier, numbers)
    if (done.refused !== null) {
      throw new AwsError('TooManyRequestsException', 'Rate Exceeded.', {status: 429, fields: {Reason: done.refused}})
    }
    return answerOf(done, numbers, world.nowMs)
  },
})

function parsed(payload: string): unknown {
  try {
    return payload === '' ? {} : JSON.parse(payload)
  } catch {
    throw new AwsError('InvalidRequestContentException', 'Could not parse request body into json: Unexpected character')
  }
}

/** Those of the records of a stream event; '' for a record without one. */
function sequenceNumbersIn(event: unknown): string[] {
  const {Records} = (typeof event === 'object' && event !== null ? event : {}) as {Records?: unknown}
  if (!Array.isArray(Records)) return []
  return Records.map(record => String((record as {dynamodb?: {SequenceNumber?: unknown}} | null)?.dynamodb?.SequenceNumber ?? ''))
}

function answerOf(done: Extract<HandInvocation, {refused: null}>, numbers: readonly string[], nowMs: number): RawAnswer {
  const headers: Record<string, string> = {'x-amz-executed-version': done.version}
  if (done.result === 'succeeded') return {status: 200, headers, payload: 'null'}
  if (done.result === 'reported') return {status: 200, headers, payload: JSON.stringify(report(done, numbers[done.failedAt] ?? ''))}
  headers['x-amz-function-error'] = 'Unhandled'
  if (done.result === 'timed-out') {
    const errorMessage = `${new Date(nowMs).toISOString()} Task timed out after ${done.timeoutSeconds.toFixed(2)} seconds`
    return {status: 200, headers, payload: JSON.stringify({errorType: 'Sandbox.Timedout', errorMessage})}
  }
  const {type, message} = done.failure ?? {type: 'Error', message: 'Unknown'}
  return {status: 200, headers, payload: JSON.stringify({errorType: type, errorMessage: message, trace: []})}
}

/** The shapes in which handlers report, right and wrong (Lambda Developer Guide, "services-ddb-batchfailurereporting"). */
function report({answer}: Extract<HandInvocation, {refused: null}>, sequenceNumber: string): object {
  if (answer === 'unknown inner key') return {batchItemFailures: [{recordId: sequenceNumber}]}
  if (answer === 'unknown outer key') return {[outerKeyOf(answer)]: [{itemIdentifier: sequenceNumber}]}
  if (answer === 'only logged' || answer === 'first record alone') return {batchItemFailures: []}
  if (answer === 'empty identifier') return {batchItemFailures: [{itemIdentifier: ''}]}
  return {batchItemFailures: [{itemIdentifier: answer === 'right' ? sequenceNumber : '100000000000000000000'}]}
}
