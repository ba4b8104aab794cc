import {defineDerived, maybe} from '../../model/derived/derived.ts'
import type {MappedStream, StaleStream} from '../../model/derived/polling.ts'
import type {Mapping, Table} from '../../model/evidence/evidence.ts'

/** A table without a stream that is on may still name its last one. */
function latestOf(mapping: Mapping, table: Table | null | undefined): Pick<StaleStream, 'latestStreamArn' | 'withoutLatest'> {
  if (table === undefined) return {latestStreamArn: null, withoutLatest: 'unknown'}
  if (table === null) return {latestStreamArn: null, withoutLatest: 'no-table'}
  const {latestStreamArn, streamEnabled} = table
  if (!streamEnabled || latestStreamArn === null) return {latestStreamArn: null, withoutLatest: 'no-stream'}
  return latestStreamArn === mapping.eventSourceArn
    ? {latestStreamArn: null, withoutLatest: 'unknown'}
    : {latestStreamArn, withoutLatest: null}
}

/**
 * A table has at most one enabled stream, and switching it off and on makes a new one with a new ARN; a mapping keeps the old ARN.
 * The stream's own status or the table's latest stream is enough to tell (DynamoDB Developer Guide, "Streams").
 */
export const mappedStream = defineDerived({
  key: 'mappedStream',
  needs: ['mapping'],
  wants: ['stream', 'table', 'siblings'],
  compute: ({mapping}, wanted): MappedStream => {
    const stream = maybe(wanted.stream)
    const table = maybe(wanted.table)
    const named = table?.latestStreamArn ?? null
    const stale = (why: string): StaleStream => {
      const latest = latestOf(mapping, table)
      const successor = (maybe(wanted.siblings) ?? []).find(
        ({functionArn, eventSourceArn, state}) =>
          functionArn === mapping.functionArn && eventSourceArn === latest.latestStreamArn && state !== 'Deleting',
      )
      return {kind: 'stale', why, ...latest, successor: successor?.uuid ?? null}
    }
    if (stream === null) return stale('the stream no longer exists')
    if (stream?.streamStatus === 'DISABLED' || stream?.streamStatus === 'DISABLING') return stale(`the stream is ${stream.streamStatus}`)
    if (table === null) return stale('the table no longer exists')
    if (named !== null && named !== mapping.eventSourceArn) return stale('the table has a newer stream')
    return stream || named !== null ? {kind: 'live'} : {kind: 'unknown'}
  },
})
