import {AwsError} from '../protocol/errors.ts'

/** An iterator is valid for 15 minutes (DynamoDB Streams API reference). */
const validMs = 15 * 60_000

/** A place in a shard: the index of the next record to read. */
export interface Position {
  streamArn: string
  shardId: string
  index: number
  issuedMs: number
}

/** Opaque to callers, in AWS's shape: stream ARN, version, secret. */
export const iteratorOf = ({streamArn, shardId, index, issuedMs}: Position): string =>
  `${streamArn}|1|${Buffer.from(JSON.stringify({shardId, index, issuedMs})).toString('base64')}`

/** Reads an iterator; throws ValidationException or ExpiredIteratorException. */
export function positionIn(iterator: string, nowMs: number): Position {
  const position = parsed(iterator)
  if (position === null) throw new AwsError('ValidationException', 'Invalid ShardIterator')
  if (nowMs - position.issuedMs > validMs) {
    throw new AwsError(
      'ExpiredIteratorException',
      `Iterator expired. The iterator was created at time ${when(position.issuedMs)} while right now it is ${when(nowMs)} which is further in the future than the tolerated delay of 15 minutes.`,
    )
  }
  return position
}

const when = (ms: number): string => new Date(ms).toUTCString()

function parsed(iterator: string): Position | null {
  const [streamArn, , secret = ''] = iterator.split('|')
  try {
    const {shardId, index, issuedMs} = JSON.parse(Buffer.from(secret, 'base64').toString())
    const valid = typeof shardId === 'string' && Number.isInteger(index) && Number.isFinite(issuedMs)
    return valid && streamArn ? {streamArn, shardId, index, issuedMs} : null
  } catch {
    return null
  }
}
