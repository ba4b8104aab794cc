import {defineDerived, maybe} from '../model/derived.ts'
import type {MappedStream} from '../model/reading.ts'

/**
 * A table has at most one enabled stream, and switching it off and on makes a new one with a new ARN; a mapping keeps the old ARN.
 * The stream's own status or the table's latest stream is enough to tell (DynamoDB Developer Guide, "Streams").
 */
export const mappedStream = defineDerived({
  key: 'mappedStream',
  needs: ['mapping'],
  wants: ['stream', 'table'],
  compute: ({mapping}, wanted): MappedStream => {
    const stream = maybe(wanted.stream)
    const table = maybe(wanted.table)
    const latestStreamArn = table?.latestStreamArn ?? null
    if (stream === null) return {is: 'stale', why: 'the stream does not exist any more', latestStreamArn}
    if (stream?.streamStatus === 'DISABLED' || stream?.streamStatus === 'DISABLING')
      return {is: 'stale', why: `the stream is ${stream.streamStatus}`, latestStreamArn}
    if (table === null) return {is: 'stale', why: 'the table does not exist any more', latestStreamArn}
    if (latestStreamArn !== null && latestStreamArn !== mapping.eventSourceArn)
      return {is: 'stale', why: 'the table has a newer stream', latestStreamArn}
    return stream || latestStreamArn !== null ? {is: 'live'} : {is: 'unknown'}
  },
})
